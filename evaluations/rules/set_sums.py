"""Whether a set adds up: groups, parts and the total are the sums of what is in them, and can be reached."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from evaluations.enums import AppliesTo, Measure
from evaluations.rules.inconsistency import Inconsistency, number
from evaluations.rules.set_definition import CriterionDefinition, SetDefinition, shared_points


def check_sums(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Groups, parts and the total are the sums of what is in them; a bonus stands outside."""
    worth = _worth(definition)
    for group in definition.groups:
        within = _inside(definition, group.code)
        total = _sum(worth, within)
        if group.declared_points is not None and total != group.declared_points:
            sentence = (
                f"Nhóm {group.code} ghi {number(group.declared_points)} điểm nhưng các tiêu chí cộng lại là"
                f" {number(total)}."
            )
            yield Inconsistency("group_sum", group.code, sentence)
    for part, declared in definition.declared_parts.items():
        total = _sum(worth, (c for c in definition.criteria if part in c.scored_on))
        if total != declared:
            sentence = (
                f"Phần “{part}” ghi {number(declared)} điểm nhưng các tiêu chí cộng lại là {number(total)}."
            )
            yield Inconsistency("part_sum", part, sentence)
    total = _sum(worth, definition.criteria)
    if definition.declared_total is not None and total != definition.declared_total:
        sentence = f"Tổng ghi {number(definition.declared_total)} điểm nhưng cộng lại là {number(total)}."
        yield Inconsistency("total_sum", "tổng", sentence)


def _inside(definition: SetDefinition, group: str) -> list[CriterionDefinition]:
    """Criteria of a group and of the groups in it."""
    inner = {group}
    for candidate in definition.groups:
        if candidate.parent in inner:
            inner.add(candidate.code)
    return [criterion for criterion in definition.criteria if criterion.group in inner]


def _worth(definition: SetDefinition) -> dict[int, Fraction]:
    """What each criterion is worth: nothing as a bonus, its part where the group's points are shared (S5)."""
    shared = shared_points(definition)
    regular = [c for c in definition.criteria if c.measure != Measure.BONUS]
    sizes = Counter(c.group for c in regular)
    return {
        c.position: Fraction(shared[c.group]) / sizes[c.group]
        if c.group in shared
        else Fraction(c.max_points or 0)
        for c in regular
    }


def _sum(worth: Mapping[int, Fraction], criteria: Iterable[CriterionDefinition]) -> Decimal:
    total = sum((worth.get(c.position, Fraction(0)) for c in criteria), Fraction(0))
    return Decimal(total.numerator) / total.denominator


_LEFT_OUT = {
    AppliesTo.NO_COUNTER.value: "vị trí có tiếp công dân",
    AppliesTo.COUNTER.value: "vị trí không tiếp công dân",
    AppliesTo.LEADERS.value: "vị trí không lãnh đạo",
    AppliesTo.UNIFORM.value: "vị trí không mặc trang phục ngành",
}
"""Whom each audience leaves out."""


def check_reachable(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Whoever is left out can still reach the group's points, or the set says what happens (S5)."""
    worth, shared = _worth(definition), shared_points(definition)
    for group in definition.groups:
        if group.code in shared:
            continue
        members = [c for c in definition.criteria if c.group == group.code]
        whole = _sum(worth, members)
        for audience, post in _LEFT_OUT.items():
            left_out = [c for c in members if c.applies_to == audience and not c.not_applicable]
            lost = _sum(worth, left_out)
            if lost:
                sentence = (
                    f"Nhóm {group.code}: {post} chỉ đạt tối đa {number(whole - lost)} trên"
                    f" {number(whole)} điểm, biểu không nói cách chia lại."
                )
                yield Inconsistency("unreachable_total", group.code, sentence)

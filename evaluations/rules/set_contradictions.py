"""Sentences of a set that cannot both hold: two criteria, a group and its criteria, a cap and its points."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from core.text import fold, squeeze
from evaluations.enums import AppliesTo, Grade, Measure, NotApplicable, Sharing
from evaluations.rules.inconsistency import Inconsistency, number
from evaluations.rules.set_definition import CriterionDefinition, SetDefinition
from evaluations.rules.set_rules import MeasureParams

ONLY_FOR = {
    "deduction": (Measure.DEDUCTION, Measure.COUNT_DEDUCT),
    "floor": (Measure.DEDUCTION, Measure.COUNT_DEDUCT),
    "levels": (Measure.LEVELS, Measure.DEDUCTION),
    "target": (Measure.COUNT,),
    "checklist_size": (Measure.CHECKLIST,),
    "per_item": (Measure.BONUS,),
}
"""Parameters that only these measures read; beside another measure they say what nobody does."""


def check_contradictions(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Every one of them, by kind."""
    for check in (
        _order,
        _same_words,
        _sharing,
        _heirs,
        _stand_in,
        _unused,
        _levels,
        _caps,
        _cap_grade,
        _cycle,
    ):
        yield from check(definition)


def _order(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Criteria that people answer come first: their forms are lists of scores by position."""
    agency_seen = ""
    for one in definition.criteria:
        if one.applies_to == AppliesTo.AGENCY:
            agency_seen = one.code
        elif agency_seen:
            sentence = (
                f"Tiêu chí {one.code} của cá nhân đứng sau tiêu chí {agency_seen} của cơ quan;"
                " tiêu chí của cá nhân phải đứng trước."
            )
            yield Inconsistency("order", one.code, sentence)
            return


def _same_words(definition: SetDefinition) -> Iterator[Inconsistency]:
    """The same thing is not assessed twice of the same people."""
    first: dict[tuple[str, str], str] = {}
    for one in definition.criteria:
        key = (squeeze(fold(one.statement)), one.applies_to)
        earlier = first.setdefault(key, one.code)
        if earlier != one.code and key[0]:
            sentence = (
                f"Tiêu chí {one.code} trùng nội dung và đối tượng với {earlier}: một việc tính hai lần."
            )
            yield Inconsistency("same_words", one.code, sentence)


def _sharing(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Points shared equally are equal, and known: each criterion's or the group's (S5)."""
    for group in definition.groups:
        if group.sharing != Sharing.EQUAL:
            continue
        members = _members(definition, group.code)
        stated = {one.max_points for one in members if one.max_points is not None}
        if len(stated) > 1:
            told = ", ".join(f"{one.code} {number(one.max_points)}" for one in members if one.max_points)
            sentence = f"Nhóm {group.code} chia điểm đều nhưng các tiêu chí ghi điểm khác nhau: {told}."
            yield Inconsistency("unequal_sharing", group.code, sentence)


def _heirs(definition: SetDefinition) -> Iterator[Inconsistency]:
    """What is shared out among its group has somebody to receive it (S5)."""
    for one in definition.criteria:
        others = [c for c in _members(definition, one.group) if c.code != one.code]
        if one.not_applicable == NotApplicable.REDISTRIBUTE and not others:
            sentence = f"Tiêu chí {one.code} chia lại điểm trong nhóm, nhưng nhóm chỉ có một tiêu chí."
            yield Inconsistency("no_heir", one.code, sentence)


def _stand_in(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Who wears a sector's uniform is judged on it, where the ordinary dress does not count (S5)."""
    replaced = [one.code for one in definition.criteria if one.params.replaced_by_uniform]
    uniform = [one.code for one in definition.criteria if one.applies_to == AppliesTo.UNIFORM]
    if replaced and not uniform:
        sentence = (
            f"Tiêu chí {replaced[0]} nhường cho trang phục ngành, nhưng bộ không có tiêu chí nào cho nó."
        )
        yield Inconsistency("no_stand_in", replaced[0], sentence)


def _unused(definition: SetDefinition) -> Iterator[Inconsistency]:
    """A parameter that the measure does not read is a mistake: one of the two was meant otherwise (S2)."""
    default = MeasureParams()
    for one in definition.criteria:
        for name, measures in ONLY_FOR.items():
            if getattr(one.params, name) != getattr(default, name) and one.measure not in measures:
                label = "/".join(f"“{Measure(measure).label}”" for measure in measures)
                sentence = f"Tiêu chí {one.code} có tham số chỉ dùng cho cách đo {label}."
                yield Inconsistency("unused", one.code, sentence)


def _levels(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Levels can be told apart by their points and by their names (S2)."""
    for one in definition.criteria:
        points = Counter(level.points for level in one.params.levels)
        names = Counter(fold(level.label) for level in one.params.levels)
        if any(times > 1 for times in (*points.values(), *names.values())):
            sentence = f"Tiêu chí {one.code} có hai mức cùng điểm hoặc cùng tên."
            yield Inconsistency("same_levels", one.code, sentence)


def _caps(definition: SetDefinition) -> Iterator[Inconsistency]:
    """All bonus there is can be reached under its cap (S7)."""
    cap = definition.settings.get("bonus_cap")
    if cap is None:
        return
    for one in definition.criteria:
        if one.measure == Measure.BONUS and one.max_points is not None and one.max_points > Decimal(cap):
            sentence = (
                f"Tiêu chí thưởng {one.code} ghi tối đa {number(one.max_points)} điểm"
                f" nhưng cả bộ chỉ thưởng tối đa {number(Decimal(cap))}."
            )
            yield Inconsistency("bonus_unreachable", one.code, sentence)


def _cap_grade(definition: SetDefinition) -> Iterator[Inconsistency]:
    """The grade of a critical finding is one of the set's, and not its best (S8)."""
    cap, bands = definition.settings.get("knock_out_grade"), definition.settings.get("bands", [])
    if not cap or not bands:
        return
    best = max(bands, key=lambda band: Decimal(band["lower"]))["grade"]
    label = str(Grade(cap).label) if cap in Grade.values else cap
    if cap not in [band["grade"] for band in bands]:
        yield Inconsistency(
            "knock_out", "knock_out_grade", f"Mức khống chế “{label}” không có trong các mức xếp loại."
        )
    elif cap == best:
        yield Inconsistency(
            "knock_out", "knock_out_grade", f"Mức khống chế “{label}” là mức cao nhất nên không khống chế gì."
        )


def _cycle(definition: SetDefinition) -> Iterator[Inconsistency]:
    """No group lies within itself."""
    above = {group.code: group.parent for group in definition.groups}
    for code in above:
        seen, at = {code}, above[code]
        while at and at not in seen:
            seen.add(at)
            at = above.get(at, "")
        if at == code:
            yield Inconsistency("group_cycle", code, f"Nhóm {code} nằm trong chính nó.")


def _members(definition: SetDefinition, group: str) -> list[CriterionDefinition]:
    return [one for one in definition.criteria if one.group == group and one.measure != Measure.BONUS]

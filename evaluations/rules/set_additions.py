"""A set that adds to another: the parent's rows as they are, and its own beside them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from evaluations.enums import AppliesTo
from evaluations.rules.inconsistency import Inconsistency
from evaluations.rules.set_changed_rows import changed_criterion, changed_group
from evaluations.rules.set_definition import CriterionDefinition, GroupDefinition, SetDefinition


def merged(
    parent: SetDefinition,
    *,
    code: str,
    version: int,
    title: str,
    groups: Iterable[GroupDefinition] = (),
    criteria: Iterable[CriterionDefinition] = (),
) -> SetDefinition:
    """The parent with ``groups`` and ``criteria`` added under a name of its own.

    The criteria of people come first and then the agency's, the parent's before those added, so that every
    position is counted anew. The declared total grows by what the additions are worth.
    """
    added = tuple(criteria)
    every = sorted((*parent.criteria, *added), key=lambda one: one.applies_to == AppliesTo.AGENCY)
    worth = sum(one.max_points or 0 for one in added if one.measure != "bonus")
    total = parent.declared_total
    return replace(
        parent,
        code=code,
        version=version,
        title=title,
        declared_total=None if total is None else total + worth,
        groups=(*parent.groups, *groups),
        criteria=tuple(replace(one, position=position) for position, one in enumerate(every)),
        parent=named(parent),
    )


def rebased(child: SetDefinition, old: SetDefinition, new: SetDefinition) -> SetDefinition:
    """The child's own rows and rules beside the rows of another version of its parent.

    Totals that the child states above the old parent's stand as much above the new one's. A row of its own
    whose code the new parent uses itself gives way to the parent's.
    """
    theirs, before = {one.code for one in new.criteria}, {group.code: group for group in old.groups}
    criteria = [one for one in child.criteria if one.code in additions_of(child, old) - theirs]
    used = {one.group for one in criteria}
    taken = {group.code for group in new.groups}
    own = [
        one for one in child.groups if one.code not in taken and (one.code not in before or one.code in used)
    ]
    made = merged(
        new, code=child.code, version=child.version, title=child.title, groups=own, criteria=criteria
    )
    stated = {group.code: group.declared_points for group in child.groups}
    groups = [
        replace(
            one,
            declared_points=_grown(stated[one.code], before[one.code].declared_points, one.declared_points),
        )
        if one.code in stated and one.code in before and one.code in taken
        else one
        for one in made.groups
    ]
    return replace(
        child,
        groups=tuple(groups),
        criteria=made.criteria,
        parent=made.parent,
        declared_total=_grown(child.declared_total, old.declared_total, new.declared_total),
    )


def _grown(own: Decimal | None, old: Decimal | None, new: Decimal | None) -> Decimal | None:
    """A total of the new parent, with as much on top as the child had on top of the old one's."""
    return new if own is None or old is None or new is None else new + own - old


def named(definition: SetDefinition) -> str:
    """How a child names its parent: "code/version"."""
    return f"{definition.code}/{definition.version}"


def additions_of(child: SetDefinition, parent: SetDefinition) -> frozenset[str]:
    """Codes of the criteria that the child adds."""
    return frozenset(one.code for one in child.criteria) - {one.code for one in parent.criteria}


def check_additions(child: SetDefinition, parent: SetDefinition) -> Iterator[Inconsistency]:
    """Every row of the parent stands in the child unchanged; a group that is added to may be worth more."""
    groups = {group.code: group for group in child.groups}
    grown = {one.group for one in child.criteria if one.code in additions_of(child, parent)}
    for group in parent.groups:
        yield from _group(groups.get(group.code), group, grown)
    criteria = {one.code: one for one in child.criteria}
    for one in parent.criteria:
        own = criteria.get(one.code)
        if own is None:
            yield Inconsistency("parent_changed", one.code, f"Bộ bổ sung bỏ tiêu chí {one.code} của bộ gốc.")
            continue
        for told in changed_criterion(one, own):
            sentence = f"Bộ bổ sung sửa tiêu chí của bộ gốc. {told}"
            yield Inconsistency("parent_changed", one.code, sentence)


def _group(own: GroupDefinition | None, group: GroupDefinition, grown: set[str]) -> Iterator[Inconsistency]:
    if own is None:
        yield Inconsistency("parent_changed", group.code, f"Bộ bổ sung bỏ nhóm {group.code} của bộ gốc.")
        return
    if group.code in grown:
        own = replace(own, declared_points=group.declared_points)
    for told in changed_group(group, own):
        yield Inconsistency("parent_changed", group.code, f"Bộ bổ sung sửa nhóm của bộ gốc. {told}")

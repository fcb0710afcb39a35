"""Add, edit, move and remove the groups of a draft."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit
from evaluations.actions.criteria.editing import (
    NotWritable,
    begin_edit,
    differing,
    locked_draft,
    refuse_taken_over,
)
from evaluations.actions.criteria.ordering import renumber
from evaluations.models import CriteriaSet, CriterionGroup
from evaluations.rules.criteria.order import descendants, neighbour
from evaluations.rules.set_definition import GroupDefinition


def add_group(
    *, draft: CriteriaSet, facts: GroupDefinition, seen_edition: int, actor: User, at: datetime
) -> CriterionGroup:
    """A new group, last of its level; the same again gives the same group. Raises NotWritable, Stale."""
    with transaction.atomic():
        current = locked_draft(draft, actor)
        standing = current.groups.filter(code=facts.code).select_related("parent").first()
        if standing is not None:
            if group_facts(standing) == facts:
                return standing
            raise NotWritable(f"Mã nhóm {facts.code} đã có trong bộ. Hãy đặt mã khác.")
        begin_edit(current, seen_edition)
        last = current.groups.count()
        group = CriterionGroup(criteria_set=current, position=last)
        _write(current, group, facts)
        group.save()
        renumber(current)
        after = _kept(facts)
        audit.record("criterion_group.added", actor=actor, subject=current, at=at, after=after)
    return group


def edit_group(
    *, group: CriterionGroup, facts: GroupDefinition, seen_edition: int, actor: User, at: datetime
) -> CriterionGroup:
    """Write a group; the same again changes nothing. Raises NotWritable, TakenOver, Stale."""
    with transaction.atomic():
        current, standing = _locked(group, actor)
        before = group_facts(standing)
        if before == facts:
            return standing
        refuse_taken_over(current, "groups", standing.code)
        begin_edit(current, seen_edition)
        if current.groups.filter(code=facts.code).exclude(pk=standing.pk).exists():
            raise NotWritable(f"Mã nhóm {facts.code} đã có trong bộ. Hãy đặt mã khác.")
        _write(current, standing, facts)
        standing.save()
        renumber(current)
        changes = differing(_kept(before), _kept(facts))
        changes["after"]["group"] = facts.code
        audit.record("criterion_group.edited", actor=actor, subject=current, at=at, **changes)
    return standing


def move_group(*, group: CriterionGroup, up: bool, seen_edition: int, actor: User, at: datetime) -> None:
    """Change places with the group before or after it on its level; at the end it stays. Raises Stale."""
    with transaction.atomic():
        current, standing = _locked(group, actor)
        siblings = list(current.groups.filter(parent=standing.parent_id).order_by("position", "pk"))
        other = neighbour(standing.pk, [one.pk for one in siblings], up=up)
        if other is None:
            return
        begin_edit(current, seen_edition)
        swapped = next(one for one in siblings if one.pk == other)
        standing.position, swapped.position = swapped.position, standing.position
        CriterionGroup.objects.bulk_update([standing, swapped], ["position"])
        renumber(current)
        after = {"group": standing.code, "up": up}
        audit.record("criterion_group.moved", actor=actor, subject=current, at=at, after=after)


def remove_group(*, group: CriterionGroup, seen_edition: int, actor: User, at: datetime) -> None:
    """Take an empty group out. Raises NotWritable where something is in it, TakenOver, Stale."""
    with transaction.atomic():
        current, standing = _locked(group, actor)
        refuse_taken_over(current, "groups", standing.code)
        if standing.criteria.exists() or standing.children.exists():
            raise NotWritable(
                f"Nhóm {standing.code} còn tiêu chí hoặc nhóm con. Hãy chuyển hoặc xóa chúng trước."
            )
        begin_edit(current, seen_edition)
        before = _kept(group_facts(standing))
        standing.delete()
        renumber(current)
        audit.record("criterion_group.removed", actor=actor, subject=current, at=at, before=before)


def group_facts(group: CriterionGroup) -> GroupDefinition:
    """A stored group as its definition."""
    parent = "" if group.parent is None else group.parent.code
    return GroupDefinition(group.code, group.name, parent, group.max_points, group.sharing)


def _locked(group: CriterionGroup, actor: User) -> tuple[CriteriaSet, CriterionGroup]:
    current = locked_draft(group.criteria_set, actor)
    return current, current.groups.select_related("parent").get(pk=group.pk)


def _write(current: CriteriaSet, group: CriterionGroup, facts: GroupDefinition) -> None:
    parents = {one.pk: one.parent_id for one in current.groups.order_by("pk")}
    parent = current.groups.filter(code=facts.parent).first() if facts.parent else None
    if facts.parent and (parent is None or (group.pk and parent.pk in descendants(group.pk, parents))):
        raise NotWritable("Nhóm không nằm trong chính nó hay nhóm con của nó được. Hãy chọn nhóm khác.")
    group.code, group.name, group.parent = facts.code, facts.name, parent
    group.max_points, group.sharing = facts.declared_points, facts.sharing


def _kept(facts: GroupDefinition) -> dict[str, object]:
    return {
        "code": facts.code,
        "name": facts.name,
        "parent": facts.parent,
        "declared_points": facts.declared_points,
        "sharing": facts.sharing,
    }

"""Add and edit the criteria of a draft."""

from dataclasses import replace
from datetime import datetime
from typing import Any

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
from evaluations.actions.criteria.ordering import OUT_OF_THE_WAY, renumber
from evaluations.gather.criteria.definition import criterion_definition
from evaluations.models import CriteriaSet, Criterion
from evaluations.rules.set_codec import params_to_json
from evaluations.rules.set_definition import CriterionDefinition


def add_criterion(
    *, draft: CriteriaSet, facts: CriterionDefinition, seen_edition: int, actor: User, at: datetime
) -> Criterion:
    """A new criterion, last of its group; the same again gives the same one. Raises NotWritable, Stale."""
    with transaction.atomic():
        current = locked_draft(draft, actor)
        standing = current.criteria.filter(code=facts.code).select_related("group").first()
        if standing is not None:
            if criterion_facts(standing) == replace(facts, position=standing.position):
                return standing
            raise NotWritable(f"Mã tiêu chí {facts.code} đã có trong bộ. Hãy đặt mã khác.")
        begin_edit(current, seen_edition)
        made = Criterion(criteria_set=current, position=OUT_OF_THE_WAY - 1)
        write(current, made, facts)
        made.save()
        renumber(current)
        after = {"criterion": facts.code, **_kept(facts)}
        audit.record("criterion.added", actor=actor, subject=current, at=at, after=after)
    return made


def edit_criterion(
    *, criterion: Criterion, facts: CriterionDefinition, seen_edition: int, actor: User, at: datetime
) -> Criterion:
    """Write a criterion; the same again changes nothing. Raises NotWritable, TakenOver, Stale."""
    with transaction.atomic():
        current, standing = locked_criterion(criterion, actor)
        before, after = criterion_facts(standing), replace(facts, position=standing.position)
        if before == after:
            return standing
        refuse_taken_over(current, "criteria", standing.code)
        begin_edit(current, seen_edition)
        if current.criteria.filter(code=facts.code).exclude(pk=standing.pk).exists():
            raise NotWritable(f"Mã tiêu chí {facts.code} đã có trong bộ. Hãy đặt mã khác.")
        write(current, standing, after)
        standing.save()
        renumber(current)
        changes = differing(_kept(before), _kept(after))
        changes["after"]["criterion"] = after.code
        audit.record("criterion.edited", actor=actor, subject=current, at=at, **changes)
    return standing


def locked_criterion(criterion: Criterion, actor: User) -> tuple[CriteriaSet, Criterion]:
    """The draft, held, and its criterion as it stands. Raises NotADraft."""
    current = locked_draft(criterion.criteria_set, actor)
    return current, current.criteria.select_related("group").get(pk=criterion.pk)


def criterion_facts(criterion: Criterion) -> CriterionDefinition:
    """A stored criterion, read with its group, as its definition."""
    return criterion_definition(criterion, criterion.group.code)


def write(current: CriteriaSet, row: Criterion, facts: CriterionDefinition) -> None:
    """The definition as the columns of a row; raises NotWritable for a group that the draft has not."""
    group = current.groups.filter(code=facts.group).first()
    if group is None:
        raise NotWritable("Nhóm đã chọn không còn trong dự thảo. Hãy chọn nhóm khác.")
    row.group = group
    for name, value in _columns(facts).items():
        setattr(row, name, value)


def _columns(facts: CriterionDefinition) -> dict[str, Any]:
    return {
        "code": facts.code,
        "statement": facts.statement,
        "applies_to": facts.applies_to,
        "measure": facts.measure,
        "max_points": facts.max_points,
        "weights": dict(facts.weights),
        "params": params_to_json(facts.params),
        "scored_on": list(facts.scored_on),
        "not_applicable": facts.not_applicable,
        "how_measured": facts.how_measured,
        "evidence_hint": facts.evidence_hint,
        "basis": facts.legal_basis,
    }


def _kept(facts: CriterionDefinition) -> dict[str, Any]:
    """For the audit trail."""
    return {"group": facts.group, **_columns(facts)}

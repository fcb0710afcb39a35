"""Approve several forms in one go, as the figures stand before the head: the manager's, else the person's."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from core import audit, outbox
from core.errors import AccessRefused
from core.models import AuditEntry, OutboxMessage
from evaluations.access.judging import OUT_OF_REACH, Right, Standing, standings
from evaluations.actions.guard import refuse_closed_period
from evaluations.actions.reviews.telling import tell_person
from evaluations.declarations import ASSESSMENT_CHANGED, RESULTS_STALE
from evaluations.enums import AssessmentState
from evaluations.gather.reviews.signing import signings
from evaluations.models import ManagerReview, Review, SelfAssessment
from evaluations.rules.assessments.reviewing import Change
from evaluations.rules.transitions import ASSESSMENTS

SENT, MANAGED = AssessmentState.SUBMITTED.value, AssessmentState.MANAGED.value


class Ticked(NamedTuple):
    """What the head saw of a form when ticking it: its version, and its state (empty: any)."""

    version: int
    state: str = ""


class Approved(NamedTuple):
    """How many forms were decided, and of how many the manager's column was given."""

    decided: int = 0
    managed: int = 0


class _Act(NamedTuple):
    """One form with the move that its head makes, and what stands in its column."""

    row: SelfAssessment
    before: str
    move: str
    right: Right
    changes: dict[str, Change] | None


def approve_forms(*, ticked: Mapping[UUID, Ticked], actor: Any, at: datetime) -> Approved:
    """Decide every ticked form, or give the manager's column where that is the actor's part.

    A form decided so keeps the manager's changes; nothing else is changed. Forms that were judged or sent
    anew since they were seen are left alone, so a repeat changes nothing. All or none are written. Raises
    AccessRefused when a form is not the actor's to judge, and PeriodClosed.
    """
    with refuse_closed_period(), transaction.atomic():
        waiting = SelfAssessment.objects.select_for_update(of=("self",)).filter(
            pk__in=ticked, state__in=(SENT, MANAGED)
        )
        rows = [row for row in waiting.select_related("period").order_by("pk") if _as_seen(row, ticked)]
        acts = _acts(rows, actor)
        for move in ("review", "manage"):
            _write([act for act in acts if act.move == move], move, actor, at)
    decided = sum(act.move == "review" for act in acts)
    return Approved(decided, len(acts) - decided)


def _as_seen(row: SelfAssessment, ticked: Mapping[UUID, Ticked]) -> bool:
    seen = ticked[row.pk]
    return row.version == seen.version and seen.state in ("", row.state)


def _acts(rows: Collection[SelfAssessment], actor: Any) -> list[_Act]:
    """The move of each form by the actor's right; a form that the actor has managed already needs none."""
    stored = ManagerReview.objects.filter(pk__in=[row.pk for row in rows if row.state == MANAGED])
    managed = dict(stored.values_list("pk", "changes"))
    found: dict[UUID, Standing] = {}
    for period in {row.period_id: row.period for row in rows}.values():
        found |= standings(actor, period, [row for row in rows if row.period_id == period.pk])
    acts = []
    for row in rows:
        standing = found[row.pk]
        if standing.review_right is not None:
            acts.append(_Act(row, row.state, "review", standing.review_right, managed.get(row.pk)))
        elif standing.manage_right is None:
            raise AccessRefused(getattr(standing.review, "reason", OUT_OF_REACH))
        elif row.state == SENT:
            acts.append(_Act(row, row.state, "manage", standing.manage_right, None))
    return acts


def _write(acts: Collection[_Act], move: str, actor: Any, at: datetime) -> None:
    """One statement for each table, whatever the number of forms."""
    if not acts:
        return
    column: Any = Review if move == "review" else ManagerReview
    rows = [act.row for act in acts]
    SelfAssessment.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=ASSESSMENTS.target(rows[0].state, move)
    )
    signed = {
        period: signings(
            actor, {act.right for act in acts if act.row.period_id == period.pk}, period.last_day
        )
        for period in {row.period_id: row.period for row in rows}.values()
    }
    # A form returned once and sent again has its earlier review; the new one takes its place.
    column._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
    column._default_manager.bulk_create(
        column(
            assessment=act.row,
            period_id=act.row.period_id,
            agency_id=act.row.agency_id,
            reviewer=actor,
            reviewed_at=at,
            changes=act.changes,
            capacity=signed[act.row.period][act.right].capacity,
            signed_for_id=signed[act.row.period][act.right].signed_for,
        )
        for act in acts
    )
    touched = sorted({(row.agency_id, row.period_id) for row in rows})
    OutboxMessage.objects.bulk_create(
        outbox.build(RESULTS_STALE, {"agency": agency, "period": period}, at=at) for agency, period in touched
    )
    for act in acts:
        if act.changes:
            tell_person(ASSESSMENT_CHANGED, act.row, occasion=move, at=at)
    AuditEntry.objects.bulk_create(
        audit.build(
            "assessment.reviewed" if move == "review" else "assessment.managed",
            actor=actor,
            subject=act.row,
            at=at,
            agency_id=act.row.agency_id,
            before={"state": act.before},
            after={
                "state": ASSESSMENTS.target(act.before, move),
                "version": act.row.version,
                "changed": len(act.changes or {}),
                "capacity": signed[act.row.period][act.right].capacity,
            },
        )
        for act in acts
    )

"""Approve several submitted forms as the people scored themselves."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from core import audit, outbox
from core.models import AuditEntry, OutboxMessage
from evaluations.actions.guard import refuse_closed_period
from evaluations.declarations import RESULTS_STALE
from evaluations.enums import AssessmentState
from evaluations.models import Review, SelfAssessment
from evaluations.rules.transitions import ASSESSMENTS


def approve_as_scored(*, versions: dict[UUID, int], actor: Any, at: datetime) -> int:
    """Review the forms named by ``versions`` (form → version that the head saw) without any change.

    Forms that were judged or sent anew since are left alone, so a repeat changes nothing; returns how many
    were approved. All or none are written. The caller has asked the right for each. Raises PeriodClosed.
    """
    with refuse_closed_period(), transaction.atomic():
        waiting = SelfAssessment.objects.select_for_update(of=("self",)).filter(
            pk__in=versions, state=AssessmentState.SUBMITTED
        )
        rows = [row for row in waiting.order_by("pk") if row.version == versions[row.pk]]
        _write(rows, actor, at)
    return len(rows)


def _write(rows: Collection[SelfAssessment], actor: Any, at: datetime) -> None:
    """One statement for each table, whatever the number of forms."""
    before = AssessmentState.SUBMITTED.value
    state = ASSESSMENTS.target(before, "review")
    SelfAssessment.objects.filter(pk__in=[row.pk for row in rows]).update(state=state)
    # A form returned once and sent again has its earlier review; the new one takes its place.
    Review.objects.filter(pk__in=[row.pk for row in rows]).delete()
    Review.objects.bulk_create(
        Review(
            assessment=row, period_id=row.period_id, agency_id=row.agency_id, reviewer=actor, reviewed_at=at
        )
        for row in rows
    )
    touched = sorted({(row.agency_id, row.period_id) for row in rows})
    OutboxMessage.objects.bulk_create(
        outbox.build(RESULTS_STALE, {"agency": agency, "period": period}, at=at) for agency, period in touched
    )
    AuditEntry.objects.bulk_create(
        audit.build(
            "assessment.reviewed",
            actor=actor,
            subject=row,
            at=at,
            agency_id=row.agency_id,
            before={"state": before},
            after={"state": state, "version": row.version, "changed": 0},
        )
        for row in rows
    )

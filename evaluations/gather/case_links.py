"""Links between cases and inspections as one reader may see them: both ends must be theirs to see."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from agencies.models import User
from evaluations.enums import InspectionState
from evaluations.models import CaseLink, Inspection
from feedback.models import FeedbackCase


@dataclass(frozen=True, slots=True)
class LinkedInspection:
    """An inspection tied to a case; ``code`` of the finding, "" for the whole visit."""

    link_id: UUID
    inspection: Inspection
    code: str
    note: str


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """A case tied to an inspection."""

    case: FeedbackCase
    code: str
    note: str


def inspections_of(user: User, case: FeedbackCase, on: date) -> list[LinkedInspection]:
    """The inspections tied to a case, of those that ``user`` may see, latest first; at most two queries.

    Of which finding it speaks is told to who may read what that inspection recorded.
    """
    visible = Inspection.objects.visible_to(user, on).values("pk")
    links = CaseLink.objects.filter(case=case, inspection__in=visible)
    rows = list(links.select_related("inspection", "criterion").order_by("-inspection__visited_on", "pk"))
    if not rows:
        return []
    recorded = Inspection.objects.record_visible_to(user, on).filter(
        pk__in=[row.inspection_id for row in rows]
    )
    readable = set(recorded.order_by().values_list("pk", flat=True))
    return [
        LinkedInspection(
            row.pk,
            row.inspection,
            row.criterion.code if row.criterion and row.inspection_id in readable else "",
            row.note,
        )
        for row in rows
    ]


def cases_of(user: User, inspection: Inspection, on: date) -> list[LinkedCase]:
    """The cases tied to an inspection, of those that ``user`` may read, newest batch first; one query."""
    visible = FeedbackCase.objects.visible_to(user, on).values("pk")
    links = CaseLink.objects.filter(inspection=inspection, case__in=visible)
    rows = links.select_related("case", "criterion").order_by("-case__released_on", "case__shuffle", "pk")
    return [LinkedCase(row.case, row.criterion.code if row.criterion else "", row.note) for row in rows]


def linkable(user: User, case: FeedbackCase, on: date) -> list[Inspection]:
    """Inspections of the case's agency that ``user`` may see and that are not tied to it; at most 30."""
    tied = CaseLink.objects.filter(case=case).values("inspection")
    found = Inspection.objects.visible_to(user, on).filter(agency=case.agency_id)
    found = found.exclude(pk__in=tied).exclude(state=InspectionState.CANCELLED)
    return list(found.order_by("-visited_on", "pk")[:30])

"""What waits on the custodian's desk, without a word of it: counts, days, how many envelopes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.query import QuerySet

from agencies.gather.names import last_names
from agencies.models import AgencyVersion, User
from feedback.enums import CaseState, HandingState, RemarkState, SealedKind
from feedback.models import ContactHanding, FeedbackCase, Remark, Sealed
from feedback.models.custody import words_within_reach
from feedback.rules.cases import SHUT


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """How much waits in each tray."""

    to_read: int
    ready: int
    suspects: int
    messages: int
    remarks: int
    suspect_remarks: int
    handings: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case before it is opened: its agency by name ("" where not known) and its envelopes."""

    case: FeedbackCase
    agency: str
    photos: int
    has_contact: bool
    messages: int


def desk_counts(user: User, on: date) -> DeskCounts:
    """Every tray of the user's vaults (five queries at any size)."""
    reach = words_within_reach(user, on)
    cases = FeedbackCase.objects.filter(reach)
    received, suspect = Q(state=CaseState.RECEIVED), Q(is_suspect=True)
    sides = cases.aggregate(
        to_read=Count("pk", filter=received & ~suspect),
        suspects=Count("pk", filter=received & suspect),
        ready=Count("pk", filter=Q(state=CaseState.READY)),
    )
    waiting = Q(state=RemarkState.WAITING)
    remarks = Remark.objects.filter(reach).aggregate(
        remarks=Count("pk", filter=waiting & ~suspect),
        suspect_remarks=Count("pk", filter=waiting & suspect),
    )
    asked = ContactHanding.objects.filter(case__in=cases, state=HandingState.ASKED).count()
    return DeskCounts(**sides, **remarks, messages=waiting_messages(cases).count(), handings=asked)


def waiting_messages(cases: QuerySet[FeedbackCase]) -> QuerySet[Sealed]:
    """Later words of senders that nobody has decided about, the oldest day first, without their bytes."""
    later = Sealed.objects.filter(kind=SealedKind.MESSAGE, read_on=None, case__in=cases)
    return later.exclude(case__state__in=SHUT).defer("envelope").order_by("day", "pk")


def waiting(cases: Iterable[FeedbackCase]) -> list[Waiting]:
    """The cases of a page with what lies beside them (two queries)."""
    listed = list(cases)
    names = last_names(case.agency_id for case in listed if case.agency_id is not None)
    counted = (
        Sealed.objects.filter(case__in=[case.pk for case in listed])
        .values("case")
        .annotate(
            photos=Count("pk", filter=Q(kind=SealedKind.PHOTO)),
            contacts=Count("pk", filter=Q(kind=SealedKind.CONTACT)),
            messages=Count("pk", filter=Q(kind=SealedKind.MESSAGE, read_on=None)),
        )
        .order_by("case")
    )
    sides: dict[UUID, dict[str, Any]] = {row["case"]: dict(row) for row in counted}
    return [_waiting(case, names, sides.get(case.pk, {})) for case in listed]


def _waiting(case: FeedbackCase, names: dict[int, AgencyVersion], sides: dict[str, Any]) -> Waiting:
    version = names.get(case.agency_id or 0)
    return Waiting(
        case=case,
        agency=version.short_name if version else "",
        photos=sides.get("photos", 0),
        has_contact=bool(sides.get("contacts")),
        messages=sides.get("messages", 0),
    )


def suspect_days(rows: QuerySet[FeedbackCase]) -> list[tuple[date, int]]:
    """How many suspect cases wait of each day, the oldest first."""
    return list(rows.values_list("received_on").annotate(count=Count("pk")).order_by("received_on"))


def suspect_remark_days(rows: QuerySet[Remark]) -> list[tuple[date, int]]:
    """How many suspect sentences wait of each day, the oldest first."""
    return list(rows.values_list("day").annotate(count=Count("pk")).order_by("day"))

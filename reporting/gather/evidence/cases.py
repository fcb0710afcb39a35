"""The verified cases of citizens behind a figure: never their words, only what counted."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from agencies.models import User
from evaluations.gather.cases import cases_due, counted_cases
from evaluations.models import Period
from feedback.models import FeedbackCase

MOST = 500


@dataclass(frozen=True, slots=True)
class Counted:
    """One case that counted: its six signs, the day and words of the verdict; who may open it."""

    case: UUID
    short: str
    verdict: str
    verdict_on: date | None
    may_open: bool


@dataclass(frozen=True, slots=True)
class Due:
    """One case whose answer fell due: its six signs and days."""

    case: UUID
    short: str
    due_on: date | None
    answered_on: date | None

    @property
    def is_in_time(self) -> bool:
        """Whether it was answered by its day."""
        return bool(self.answered_on and self.due_on and self.answered_on <= self.due_on)


def due_cases(user: User, on: date, *, period: Period, agency: int) -> list[Due]:
    """The cases that CQ-14 of the month counted and that ``user`` may read, by due day; one query."""
    visible = FeedbackCase.objects.visible_to(user, on).values("pk")
    fell_due = Q(due_on__gte=period.starts_on) | Q(answered_on=None)
    found = cases_due(period, [agency]).filter(fell_due, pk__in=visible)
    rows = found.order_by("due_on", "shuffle", "pk")[:MOST]
    return [Due(row.pk, row.short, row.due_on, row.answered_on) for row in rows]


def verified_cases(user: User, on: date, *, period: Period, agency: int, code: str) -> list[Counted]:
    """The cases that a criterion of an agency counted in the month, by the day of the verdict; two queries.

    A report and its parts, which counted as one, stand here as the one judged first. Everybody who may read
    the result sees that they counted; the case itself opens to whoever may read it.
    """
    rows = counted_cases(period, [agency]).filter(criterion=code).order_by("verdict_on", "shuffle", "pk")
    first: dict[UUID, FeedbackCase] = {}
    for row in rows:
        first.setdefault(row.split_from_id or row.pk, row)
    found = list(first.values())
    visible = FeedbackCase.objects.visible_to(user, on).filter(pk__in=[row.pk for row in found])
    readable = set(visible.order_by().values_list("pk", flat=True)) if found else set()
    return [
        Counted(row.pk, row.short, str(row.get_verdict_display()), row.verdict_on, row.pk in readable)
        for row in found
    ]

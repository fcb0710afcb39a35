"""Feedback cases of a month in counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from feedback.enums import CaseState, Verdict
from feedback.models import FeedbackCase

_OPEN = Q(state__in=(CaseState.RELEASED, CaseState.ASSIGNED))


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """Cases released to an agency in a month: all, answered, waiting past their day, found true.

    ``said`` senders told whether their matter is solved, ``solved`` that it is; ``rated`` gave the answer a
    mark from one to five, ``marks`` together.
    """

    released: int = 0
    answered: int = 0
    overdue: int = 0
    verified: int = 0
    said: int = 0
    solved: int = 0
    rated: int = 0
    marks: int = 0


def case_counts(
    starts_on: date, ends_on: date, agencies: Collection[int] | None, *, today: date
) -> dict[int, CaseCounts]:
    """By agency, the cases released on days of [starts_on, ends_on) until today (one query)."""
    rows = FeedbackCase.objects.released(today).filter(
        released_on__gte=starts_on, released_on__lt=ends_on, agency__isnull=False
    )
    if agencies is not None:
        rows = rows.filter(agency__in=sorted(agencies))
    counted = rows.values_list("agency").annotate(
        released=Count("pk"),
        answered=Count("pk", filter=Q(state=CaseState.ANSWERED)),
        overdue=Count("pk", filter=_OPEN & Q(due_on__lt=today)),
        verified=Count("pk", filter=Q(verdict__in=(Verdict.VERIFIED, Verdict.PARTLY))),
        said=Count("told_solved"),
        solved=Count("pk", filter=Q(told_solved=True)),
        rated=Count("told_satisfaction"),
        marks=Coalesce(Sum("told_satisfaction"), 0),
    )
    return {agency: CaseCounts(*counts) for agency, *counts in counted.order_by("agency")}

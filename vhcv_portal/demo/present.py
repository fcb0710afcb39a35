"""What a month holds already: nothing of it is ever written over."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from evaluations.enums import AssessmentState
from evaluations.models import Inspection, Period, RegisterFact, SelfAssessment
from feedback.models import Rating


@dataclass(frozen=True, slots=True)
class Present:
    """Ids and natural keys of the rows that stand; ``waiting`` are sent forms without a review."""

    forms: frozenset[tuple[int, int]] = frozenset()
    waiting: frozenset[str] = frozenset()
    inspections: frozenset[str] = frozenset()
    ratings: frozenset[str] = frozenset()
    facts: frozenset[tuple[int, int]] = frozenset()


def present_in(period: Period) -> Present:
    """Read what stands in a period, by four queries; empty for one that was just opened."""
    forms = SelfAssessment.objects.filter(period=period).order_by("pk")
    days = {"day__gte": period.starts_on, "day__lt": period.ends_on}
    facts = RegisterFact.objects.filter(period=period).order_by("pk")
    rows = list(forms.values_list("agency_id", "staff_id", "pk", "state"))
    return Present(
        forms=frozenset((agency, staff) for agency, staff, _pk, _state in rows),
        waiting=frozenset(pk.hex for _a, _s, pk, state in rows if state == AssessmentState.SUBMITTED),
        inspections=frozenset(pk.hex for pk in _ids(Inspection.objects.filter(period=period))),
        ratings=frozenset(pk.hex for pk in _ids(Rating.objects.filter(**days))),
        facts=frozenset(facts.values_list("agency_id", "criterion_id")),
    )


def _ids(rows: QuerySet[Any]) -> Iterable[UUID]:
    return rows.order_by("pk").values_list("pk", flat=True)

"""A citizen's case whose verdict counted in a closed month and proves wrong: what is taken back."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from evaluations.enums import PeriodState, Source
from evaluations.gather.cases import ORIGIN, counted_cases
from evaluations.gather.corrections.previews import Base
from evaluations.models import Period
from evaluations.rules.corrections.by_rule import without_case
from evaluations.rules.corrections.lines import Line
from feedback.models import FeedbackCase

if TYPE_CHECKING:
    from agencies.models import User

CITIZEN = Source.CITIZEN.value


def closed_month_of(case: FeedbackCase) -> Period | None:
    """The closed month in which the case's verdict counts, None where it counts in none (one query)."""
    if not case.criterion or case.verdict_on is None or case.agency_id is None:
        return None
    months = Period.objects.months().containing(case.verdict_on)
    return months.filter(state=PeriodState.CLOSED, snapshots__isnull=False).first()


def case_of(user: "User", pk: str, agency: int, on: date) -> FeedbackCase | None:
    """The case that the person names if they may see it and it is about that agency."""
    try:
        named = UUID(pk)
    except ValueError:
        return None
    return FeedbackCase.objects.visible_to(user, on).filter(pk=named, agency=agency).first()


def line_without(base: Base, period: Period, case: FeedbackCase) -> Line | None:
    """The citizens' input without the case; None where another part of the same report still counts."""
    agency = case.agency_id
    if agency is None or agency not in base.by_id:
        return None
    before = base.said(agency).get((case.criterion, CITIZEN))
    same = counted_cases(period, [agency]).filter(criterion=case.criterion).order_by()
    others = same.exclude(pk=case.pk).values(origin=ORIGIN).distinct().count()
    if before is None or others == same.values(origin=ORIGIN).distinct().count():
        return None
    return Line(agency, case.criterion, CITIZEN, before, without_case(before))

"""Open a period so that facts of it may be recorded."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from core import audit
from core.errors import Refused
from evaluations.enums import PeriodKind, PeriodState
from evaluations.gather.criteria.chosen import chosen_sets
from evaluations.models import Period, PeriodSet, PeriodSummary
from evaluations.rules.due_dates import span_of
from evaluations.rules.transitions import PERIODS


class NoCriteriaSet(Refused):
    """No scoring set has been published for a group, so there is nothing to assess it by."""


def open_period(*, kind: str, day: date, actor: Any, at: datetime) -> Period:
    """Open the period of ``kind`` that holds ``day``; opening it again changes nothing.

    For each ranked group its newest published scoring set is pinned, one that names the group before one that
    names none; a set published later counts from the next period. Raises NoCriteriaSet without one.
    """
    span = span_of(kind, day)
    with transaction.atomic():
        period, _created = Period.objects.select_for_update().get_or_create(
            kind=PeriodKind(kind), starts_on=span.starts_on, defaults=span._asdict()
        )
        if period.state != PeriodState.SCHEDULED:
            return period
        _pin_sets(period)
        before = period.state
        period.state = PERIODS.target(period.state, "open")
        period.opened_at = at
        period.save(update_fields=["state", "opened_at"])
        PeriodSummary.objects.get_or_create(period=period)
        audit.record(
            "period.opened",
            actor=actor,
            subject=period,
            at=at,
            before={"state": before},
            after={"state": period.state, "label": period.label},
        )
    return period


def _pin_sets(period: Period) -> None:
    chosen = chosen_sets()
    if not any(chosen.values()):
        raise NoCriteriaSet("Chưa có bộ tiêu chí nào được ban hành để chấm điểm. Hãy ban hành một bộ trước.")
    without = [str(group.label) for group, criteria_set in chosen.items() if criteria_set is None]
    if without:
        names = ", ".join(without)
        raise NoCriteriaSet(f"Chưa có bộ tiêu chí nào chấm cho nhóm {names}. Hãy ban hành một bộ trước.")
    for group, criteria_set in chosen.items():
        PeriodSet.objects.get_or_create(
            period=period, comparison_group=group, defaults={"criteria_set_id": criteria_set or 0}
        )

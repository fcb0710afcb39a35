"""What a period still lacks before it can be closed, counted by a fixed number of queries."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from core import clock
from core.models.outbox import OutboxMessage
from evaluations.declarations import PERIOD_STALE, RESULTS_STALE
from evaluations.enums import AppealState, InspectionState, ObjectionState, RecordState
from evaluations.gather.closing.signatures import signatures_of
from evaluations.models import (
    AgencyResult,
    Appeal,
    CaptureRecord,
    Explanation,
    Objection,
    Period,
    PeriodSummary,
    ResultPreview,
)
from evaluations.rules.closing.ladder import Rung, figure_rung, is_over
from evaluations.rules.closing.readiness import Hindrance, ReadinessFacts, hindrances
from feedback.rules.release import telling_day
from registers.declarations import REGISTERS_CHANGED

UNSETTLED = (RecordState.HELD, RecordState.CONFLICT)
LIVE = (InspectionState.ON_SITE, InspectionState.MINUTED, InspectionState.REPORTED)


def hindrances_of(period: Period, at: datetime) -> list[Hindrance]:
    """What stands between ``period`` and its closing at the moment ``at``, blocking ones first."""
    return hindrances(readiness_of(period, at))


def readiness_of(period: Period, at: datetime) -> ReadinessFacts:
    """The facts of readiness; nine queries, none of a period that is not open."""
    today = clock.local_day(at)
    bare = ReadinessFacts(period.state, period.last_day, today, None, rated=0)
    if not period.is_open:
        return bare
    preview = ResultPreview.objects.filter(period=period).first()
    summary = PeriodSummary.objects.filter(period=period).first()
    computed_at = summary.computed_at if summary else None
    return ReadinessFacts(
        period.state,
        period.last_day,
        today,
        preview.closes_on if preview else None,
        stale=stale_messages(period).count(),
        untold=computed_at is not None and telling_day(computed_at) < period.ends_on <= today,
        open_objections=Objection.objects.filter(period=period, state=ObjectionState.OPEN).count(),
        unsettled_records=_unsettled(period),
        unanswered_explanations=_unanswered(period),
        open_appeals=Appeal.objects.filter(period=period, state=AppealState.OPEN).count(),
        **_of_results(period, over=preview is not None and is_over(preview.closes_on, today)),
    )


def stale_messages(period: Period) -> Any:
    """Changes that no roll-up of the period has taken in yet, those that were given up among them."""
    ours = Q(topic__in=(RESULTS_STALE, PERIOD_STALE), payload__period=period.pk)
    return OutboxMessage.objects.filter(ours | Q(topic=REGISTERS_CHANGED), handled_at=None)


def _unsettled(period: Period) -> int:
    return CaptureRecord.objects.filter(
        inspection__period=period, inspection__state__in=LIVE, state__in=UNSETTLED
    ).count()


def _unanswered(period: Period) -> int:
    return Explanation.objects.filter(
        inspection__period=period, inspection__state__in=LIVE, agrees=False, verdict=""
    ).count()


def _of_results(period: Period, *, over: bool) -> dict[str, int]:
    """What the results and the signatures under them tell; two queries."""
    signed = signatures_of(period)
    counts = dict.fromkeys(
        ("rated", "unsigned", "silent", "missing_forms", "unreviewed_forms", "provisional"), 0
    )
    fields = ("agency_id", "total", "headcount", "submitted", "reviewed", "is_provisional")
    for agency, total, owed, sent, reviewed, provisional in AgencyResult.objects.filter(
        period=period
    ).values_list(*fields):
        home, own = signed.home.get(agency), signed.agency.get(agency)
        counts["rated"] += 1
        counts["unsigned"] += home is None or figure_rung(True, home.total, total, over=False) == Rung.MOVED
        counts["silent"] += over and own is None
        counts["missing_forms"] += max(owed - sent, 0)
        counts["unreviewed_forms"] += max(sent - reviewed, 0)
        counts["provisional"] += provisional
    return counts

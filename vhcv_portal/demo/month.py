"""Loading one month: its period, what happened in it, its pictures and its results, in one transaction."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from agencies.province.days import at as moment
from agencies.province.months import month_of_behaviour
from agencies.province.records import AgencyMonth, InspectionRecord, ProvincePlan
from agencies.province.roster import roster_on
from evaluations.actions.open_period import open_period
from evaluations.actions.results import refresh_results
from evaluations.enums import PeriodKind
from evaluations.models import Period
from vhcv_portal.demo.bulk import BulkWriter
from vhcv_portal.demo.context import MonthContext
from vhcv_portal.demo.form_rows import FormRows
from vhcv_portal.demo.keys import Keys, criteria_of
from vhcv_portal.demo.ledger import record_month
from vhcv_portal.demo.other_rows import write_facts, write_ratings
from vhcv_portal.demo.photos import MonthPhotos
from vhcv_portal.demo.present import Present, present_in
from vhcv_portal.demo.tables import TABLES
from vhcv_portal.demo.visit_rows import write_visits


def load_month(
    plan: ProvincePlan, month: date, keys: Keys, *, until: date, is_new: bool, at: datetime
) -> dict[str, int]:
    """Write what happened in the month that begins on ``month``, up to the day ``until``; rows by table.

    With ``is_new`` False a part of the month was loaded before: only what is missing is added. Raises
    ForeignCriteria for a month that is assessed by another set, and PeriodClosed.
    """
    with transaction.atomic():
        period = open_period(kind=PeriodKind.MONTH, day=month, actor=None, at=min(at, moment(month, 0, 5)))
        context = _context(plan, period, until, keys, is_new)
        photos = MonthPhotos(context)
        try:
            rows = _write(plan, context, photos)
            refresh_results(period=period, agencies=None, at=at)
            record_month(period, until, rows, at=at)
        except BaseException:
            photos.discard()
            raise
    return rows


def _context(plan: ProvincePlan, period: Period, until: date, keys: Keys, is_new: bool) -> MonthContext:
    set_id, criteria = criteria_of(period)
    return MonthContext(
        period=period,
        until=until,
        keys=keys,
        set_id=set_id,
        criteria=criteria,
        counters={counter.key: counter for counter in plan.counters},
        heads=roster_on(plan, period.last_day).leaders,
        verifier=plan.inspectors[0],
        present=Present() if is_new else present_in(period),
    )


def _write(plan: ProvincePlan, context: MonthContext, photos: MonthPhotos) -> dict[str, int]:
    writer = BulkWriter(TABLES)
    visits: list[InspectionRecord] = []
    for found in _behaviour(plan, context):
        FormRows(context, found).write(writer)
        write_visits(context, found.inspections, writer)
        write_ratings(context, found, writer)
        write_facts(context, found, writer)
        visits += found.inspections
    writer.flush()
    return writer.written | {"photos": photos.add(visits)}


def _behaviour(plan: ProvincePlan, context: MonthContext) -> Iterator[AgencyMonth]:
    period = context.period
    return month_of_behaviour(plan, period.starts_on, until=context.until, due=period.self_due_on)

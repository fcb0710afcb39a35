"""The complaint series of an agency, year by year, with what is not known left as such."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Min, Q
from django.db.models.functions import ExtractYear

from agencies.models import Agency
from core.clock import local_day, month_start
from feedback.models import ComplaintYear, FeedbackCase, Vault


@dataclass(frozen=True, slots=True)
class YearFigure:
    """One year; without a ``count`` the source names the year only, or (not named) nothing is known.

    ``is_counted`` years were counted by the portal itself: their zero is a true one. ``until`` is the day up
    to which a year that still runs was counted, ``since`` the day from which the portal took cases in, where
    that lies within the year. ``beside`` is what the portal counted in a year that a source speaks of too.
    """

    year: int
    count: int | None
    is_named: bool
    source: str
    is_counted: bool = False
    since: date | None = None
    until: date | None = None
    beside: int | None = None


def complaint_series(agency: Agency, today: date, ends_on: date | None = None) -> list[YearFigure]:
    """Every year from the first that is known to the last, gaps included; empty without any. Three queries.

    ``ends_on`` is the day from which the agency no longer stands, if it has ended. The running year is
    counted up to the end of last month: a figure that moved daily would tell on which day a case came.
    """
    stated = {row.year: row for row in ComplaintYear.objects.of(agency)}
    until = month_start(today) - timedelta(days=1)
    counted = _counted(agency, until, today)
    opened = _opened_on()
    last = until if ends_on is None else min(until, ends_on)
    if opened is not None and opened <= last:
        for year in range(opened.year, last.year + 1):
            counted.setdefault(year, 0)
    known = stated.keys() | counted.keys()
    if not known:
        return []
    return [
        _figure(year, stated.get(year), counted, opened, until) for year in range(min(known), max(known) + 1)
    ]


def _counted(agency: Agency, until: date, today: date) -> dict[int, int]:
    """Cases received and passed on to the agency, by the year of receipt; parts of one case count once."""
    cases = FeedbackCase.objects.released(today).filter(agency=agency, received_on__lte=until)
    whole = cases.filter(Q(split_from=None) | ~Q(split_from__agency=F("agency")))
    years = whole.annotate(year=ExtractYear("received_on")).order_by().values_list("year")
    return dict(years.annotate(many=Count("pk")))


def _opened_on() -> date | None:
    """The day from which the portal takes cases in: that of the first vault."""
    first = Vault.objects.aggregate(first=Min("made_at"))["first"]
    return None if first is None else local_day(first)


def _figure(
    year: int, row: ComplaintYear | None, counted: Mapping[int, int], opened: date | None, until: date
) -> YearFigure:
    mine = counted.get(year)
    if row is not None:
        return YearFigure(year, row.count, True, row.source, beside=mine or None)
    if mine is None:
        return YearFigure(year, None, False, "")
    within = opened is not None and opened.year == year and date(year, 1, 1) < opened <= until
    since = opened if within else None
    open_end = until if year == until.year and (until.month, until.day) != (12, 31) else None
    return YearFigure(year, mine, True, "", is_counted=True, since=since, until=open_end)

"""The complaint series of an agency, year by year, with what is not known left as such."""

from dataclasses import dataclass

from agencies.models import Agency
from feedback.models import ComplaintYear


@dataclass(frozen=True, slots=True)
class YearFigure:
    """One year; without a ``count`` the source names the year only, or (not named) nothing is known."""

    year: int
    count: int | None
    is_named: bool
    source: str


def complaint_series(agency: Agency) -> list[YearFigure]:
    """Every year from the first that is known to the last, gaps included; empty without any."""
    known = {row.year: row for row in ComplaintYear.objects.of(agency)}
    if not known:
        return []
    return [_figure(year, known.get(year)) for year in range(min(known), max(known) + 1)]


def _figure(year: int, row: ComplaintYear | None) -> YearFigure:
    if row is None:
        return YearFigure(year, None, False, "")
    return YearFigure(year, row.count, True, row.source)

"""Visits of a month, beside the citizens' marks."""

from collections.abc import Iterable

from feedback.gather.arrivals import arrivals_by_month
from feedback.rules.release import telling_day
from reporting.gather.months import Month
from reporting.gather.standings import Standing


def visits_beside(rows: Iterable[Standing], month: Month) -> dict[int, int]:
    """Visits by agency, for a month that was over when it was computed (one query); else none.

    While a month runs the ratings told end on other days from counter to counter, and a rate of all visits
    would be too low.
    """
    if month.computed_at is None or telling_day(month.computed_at) < month.ends_on:
        return {}
    heard = [one.agency for one in rows if one.ratings]
    return {
        agency: n for (agency, _month), n in arrivals_by_month(month.starts_on, month.ends_on, heard).items()
    }

"""Which month a page of calibration speaks of."""

from datetime import date

from evaluations.models import Period


def months() -> list[Period]:
    """Every monthly period that was opened, newest first; one query."""
    return list(Period.objects.months().exclude(opened_at=None).newest_first())


def chosen(every: list[Period], asked: str) -> Period | None:
    """The month whose first day (ISO) is asked for, the newest for anything else; None without months."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = None
    return next((month for month in every if month.starts_on == day), every[0] if every else None)


def window(every: list[Period], month: Period, length: int = 12) -> list[Period]:
    """Up to ``length`` months ending with ``month``, oldest first."""
    until = [one for one in every if one.starts_on <= month.starts_on]
    return until[:length][::-1]

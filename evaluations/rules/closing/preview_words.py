"""How far a period's figures may be relied on, said in the same words on every page and file of figures."""

from datetime import date
from typing import NamedTuple

from core.dates import format_day
from evaluations.enums import PeriodState
from evaluations.rules.closing.ladder import is_over


class Standing(NamedTuple):
    """The kind of the badge (ok, warn, none) and its words."""

    kind: str
    words: str


def standing_of(state: str, closes_on: date | None, today: date, revision: int | None = None) -> Standing:
    """The standing of a period's figures on ``today``; ``revision`` of the snapshot that holds, if closed."""
    if state == PeriodState.CLOSED:
        return Standing("ok", f"Đã chốt, bản {revision}" if revision else "Đã chốt")
    if state == PeriodState.SCHEDULED:
        return Standing("none", "Chưa mở")
    if closes_on is None:
        return Standing("warn", "Tạm tính")
    day = format_day(closes_on)
    if is_over(closes_on, today):
        return Standing("warn", f"Dự kiến, hết hạn nêu ý kiến {day}")
    return Standing("warn", f"Dự kiến, còn nhận ý kiến đến {day}")

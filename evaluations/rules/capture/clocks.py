"""What a phone's clock says against what the server's does; the server decides the day and so the month."""

from datetime import datetime, timedelta

from core.clock import local_day
from evaluations.rules.capture.contents import Start

NOTICED = timedelta(minutes=5)
"""A drift below this may be the time that the sending took, and is left alone."""

LATEST_DAYS = 14
"""How many days after the visit its start may still arrive and be taken at its word."""


def corrected(claimed: datetime, drift: timedelta, received_at: datetime) -> datetime:
    """A moment by the server's clock: the phone's claim and its drift, never later than its arrival.

    ``drift`` is the server's clock minus the phone's when the record was sent.
    """
    moment = claimed + drift if abs(drift) >= NOTICED else claimed
    return min(moment, received_at)


def corrected_start(start: Start, drift: timedelta, received_at: datetime) -> Start:
    """The start by the server's clock; a day that was typed instead of read off the clock stays."""
    began = corrected(start.started_at, drift, received_at)
    by_clock = start.visited_on == local_day(start.started_at)
    return Start(local_day(began) if by_clock else start.visited_on, began)


def refusal_of(start: Start, received_at: datetime) -> str:
    """Why the day of a corrected start cannot be taken, "" where it can."""
    today = local_day(received_at)
    if start.visited_on > today:
        return "Ngày kiểm tra ghi trên máy còn ở phía trước. Hãy xem lại ngày giờ của máy."
    if start.visited_on < today - timedelta(days=LATEST_DAYS):
        return (
            f"Ngày kiểm tra ghi trên máy đã quá {LATEST_DAYS} ngày. "
            "Hãy bấm “Bắt đầu kiểm tra” trên trang cuộc kiểm tra và nhập đúng ngày."
        )
    return ""

"""A rating is looked at as it comes: does its source, its ten minutes or its day look stuffed?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext

from core.clock import local_day, start_of_day
from core.errors import Refused
from feedback.enums import StuffingPattern
from feedback.gather.sources import light_today, rating_limits, seen_today, usual_daily
from feedback.models import Counter, Rating, RatingSuspicion, RatingTrace
from feedback.rules.stuffing import Beyond, Seen, beyond, is_refused, may_exceed, source_limit, window_of

AT_ONCE = 32
"""So many ratings may come at the same instant without seeing one another, twice the threads of a server."""


class TooManyFromHere(Refused):
    """A source sent so many ratings to a counter today that no more are taken (HTTP 429)."""

    status = 429

    def __init__(self, at: datetime) -> None:
        super().__init__(
            gettext(
                "Hôm nay quầy này đã nhận rất nhiều đánh giá từ một thiết bị giống máy của ông/bà nên tạm "
                "dừng nhận thêm. Nếu ông/bà chưa đánh giá: hãy xin phiếu giấy tại quầy, hoặc gửi lại vào "
                "ngày mai."
            )
        )
        midnight = start_of_day(local_day(at) + timedelta(days=1))
        self.retry_after = max(1, int((midnight - at).total_seconds()))


def look(counter: Counter, *, source: str, channel: str, at: datetime) -> Beyond | None:
    """What would set a rating of ``source`` aside now (one query, two or three where a floor is passed).

    Raises TooManyFromHere beyond the hard cap.
    """
    limits, day = rating_limits(), local_day(at)
    before = seen_today(counter, day, source, window_of(at))
    seen = Seen(before.of_source + 1, before.in_window + 1, before.in_day + 1, before.in_all + 1)
    if not may_exceed(seen, limits):
        return None
    seen = replace(seen, usual=usual_daily(counter.pk, day))
    if is_refused(before.of_source, limits, seen.usual):
        raise TooManyFromHere(at)
    cap = source_limit(limits, channel, seen.usual)
    if seen.of_source > cap:
        seen = replace(seen, light=light_today(counter, day, source, cap))
    return beyond(seen, limits, channel)


def suspicion_of(counter_id: int, day: date, pattern: str) -> RatingSuspicion:
    """The row under which ratings of that counter, day and pattern wait."""
    row, _is_new = RatingSuspicion.objects.get_or_create(counter_id=counter_id, day=day, pattern=pattern)
    return row


def leave_trace(rating: Rating, *, source: str, at: datetime, found: Beyond | None) -> int:
    """Write the day's trace of a new rating; where a limit was just passed, set aside what came before.

    Returns how many earlier ratings were set aside.
    """
    of_source = found is not None and found.pattern == StuffingPattern.SOURCE
    trace = RatingTrace(
        rating=rating.pk,
        counter_id=rating.counter_id,
        day=rating.day,
        source=source,
        window=window_of(at),
        is_over=of_source,
        is_burst=found is not None and found.pattern == StuffingPattern.BURST,
    )
    trace.save(force_insert=True)
    if found is None:
        return 0
    of_today = RatingTrace.objects.filter(counter=rating.counter_id, day=rating.day)
    alike = of_today.filter(source=source)
    # A source may be far past its cap on an ordinary day, until the day becomes too full.
    if found.by > AT_ONCE and not (of_source and alike.filter(is_over=False).exists()):
        return 0
    assert rating.suspicion_id is not None
    # One after the other, else two that set the same ratings aside may each wait for the other. Without "no
    # key" they would wait for one another's new ratings, which point to this row.
    RatingSuspicion.objects.select_for_update(of=("self",), no_key=True).get(pk=rating.suspicion_id)
    if of_source:
        alike.filter(is_over=False).update(is_over=True)
    elif found.pattern == StuffingPattern.BURST:
        alike = of_today.filter(window=trace.window)
        alike.filter(is_burst=False).update(is_burst=True)
    else:
        alike = of_today
    return set_aside(alike.values_list("rating", flat=True), rating.suspicion_id)


def set_aside(ratings: Iterable[UUID], suspicion_id: int) -> int:
    """Put ratings (ids or a query of ids) that still count under a suspicion; returns how many."""
    waiting = Rating.objects.filter(pk__in=ratings, suspicion=None, is_verified=False)
    return waiting.update(suspicion=suspicion_id)

"""A citizen rates a counter."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from core import outbox
from core.clock import local_day, start_of_day
from core.dates import format_day
from core.errors import PeriodClosed, Refused
from core.replay import create_once, replayed
from feedback.declarations import RATED
from feedback.gather.places import Place, places_of
from feedback.models import Counter, Rating


class CounterClosed(Refused):
    """The code was taken back, or its counter or agency is no more (HTTP 410)."""

    status = 410

    def __init__(self) -> None:
        super().__init__(
            "Mã này không còn dùng nữa. Ông/bà hãy quét mã đang dán tại quầy, hoặc hỏi người trực quầy."
        )


class CounterNotYetOpen(Refused):
    """The counter does not take ratings yet (HTTP 404)."""

    status = 404

    def __init__(self, starts_on: date) -> None:
        super().__init__(
            f"Quầy này nhận đánh giá từ ngày {format_day(starts_on)}. Ông/bà hãy quay lại từ ngày đó."
        )


def rated_place(counter: Counter, on: date) -> Place:
    """Where a rating given on ``on`` counts; raises CounterClosed or CounterNotYetOpen."""
    if counter.is_over(on):
        raise CounterClosed
    if not counter.is_open(on):
        raise CounterNotYetOpen(counter.starts_on)
    place = places_of([counter], on).get(counter.pk)
    if place is None:
        raise CounterClosed
    return place


def rate_counter(*, rating_id: UUID, counter: Counter, stars: int, courtesies: int, at: datetime) -> Rating:
    """Keep one anonymous rating: ``stars`` 1–5, ``courtesies`` eight bits, the day in Vietnam of ``at``.

    Nothing that leads to the citizen is written: no moment, no address, no audit row; the message that makes
    the month's results stale carries the day and is deleted once it took effect. The same ``rating_id`` with
    the same content gives the first answer, after midnight too. Nothing here slows a flood of ratings: that
    needs more than a limit per address, which would shut out a whole office, and is not part of this act.

    Raises CounterClosed, CounterNotYetOpen, PeriodClosed, and Conflict for other content under one id.
    """
    content = {"counter_id": counter.pk, "stars": stars, "courtesies": courtesies}
    existing = replayed(Rating, rating_id, **content)
    if existing is not None:
        return existing
    day = local_day(at)
    place = rated_place(counter, day)
    rating = Rating(id=rating_id, agency_id=place.agency_id, day=day, **content)
    try:
        with transaction.atomic():
            rating, is_new = create_once(rating, *content)
            if is_new:
                payload = {"agency": place.agency_id, "day": day.isoformat()}
                outbox.send(RATED, payload, at=start_of_day(day))
    except IntegrityError as error:
        if "period_closed" in str(error):
            raise PeriodClosed("Số liệu của tháng này đã chốt nên cổng không nhận thêm đánh giá.") from error
        raise
    return rating

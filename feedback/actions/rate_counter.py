"""A citizen rates a counter."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from core.clock import local_day
from core.dates import format_day
from core.errors import PeriodClosed, Refused
from core.replay import create_once, replayed
from feedback.actions.floods import note_remark
from feedback.actions.remarks.keep_remark import keep_remark
from feedback.actions.suspicions.watch import leave_trace, look, suspicion_of
from feedback.enums import RatingChannel
from feedback.gather.places import Place, places_of, rated_agency_of
from feedback.models import Counter, Rating
from feedback.rules.low_marks import is_low


class CounterClosed(Refused):
    """The counter, or its agency, is no more (HTTP 410)."""

    status = 410

    def __init__(self, message: str = "") -> None:
        super().__init__(
            message
            or gettext(
                "Quầy này đã thôi nhận đánh giá. Ông/bà hãy quét mã đang dán tại quầy phục vụ mình hôm nay, "
                "hoặc hỏi người trực quầy."
            )
        )


class CodeRevoked(CounterClosed):
    """The code was taken back (HTTP 410)."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Mã này đã được thu hồi và không còn dùng nữa. Ông/bà hãy quét mã đang dán tại quầy, "
                "hoặc hỏi người trực quầy."
            )
        )


class CounterNotYetOpen(Refused):
    """The counter does not take ratings yet (HTTP 404)."""

    status = 404

    def __init__(self, starts_on: date) -> None:
        words = gettext("Quầy này nhận đánh giá từ ngày %(day)s. Ông/bà hãy quay lại từ ngày đó.")
        super().__init__(words % {"day": format_day(starts_on)})


def rated_place(counter: Counter, on: date) -> Place:
    """Where a rating given on ``on`` counts; raises CounterClosed, CodeRevoked or CounterNotYetOpen."""
    _refuse_unless_open(counter, on)
    place = places_of([counter], on).get(counter.pk)
    if place is None:
        raise CounterClosed
    return place


def _rated_agency(counter: Counter, on: date) -> int:
    """As ``rated_place``, without its names, by one query."""
    _refuse_unless_open(counter, on)
    agency_id = rated_agency_of(counter, on)
    if agency_id is None:
        raise CounterClosed
    return agency_id


def _refuse_unless_open(counter: Counter, on: date) -> None:
    if counter.revoked_at is not None:
        raise CodeRevoked
    if counter.is_over(on):
        raise CounterClosed
    if not counter.is_open(on):
        raise CounterNotYetOpen(counter.starts_on)


def rate_counter(
    *,
    rating_id: UUID,
    counter: Counter,
    stars: int,
    courtesies: int,
    at: datetime,
    reasons: int = 0,
    channel: str = RatingChannel.QR,
    is_verified: bool = False,
    remark: str = "",
    source: str = "",
    prove: Callable[[int], None] | None = None,
) -> Rating:
    """Keep one anonymous rating: ``stars`` 1–5, ``courtesies`` and ``reasons`` eight bits each, the day in
    Vietnam of ``at``. Reasons are kept with one or two stars only: with more, nobody was asked for them.

    Nothing that leads to the citizen is written: no moment, no address, no audit row. No score moves either,
    for figures count whole past days: the nightly roll-up finds it. The same ``rating_id`` with the same
    content gives the first answer, after midnight too. ``remark`` is a sentence that is sealed
    beside the rating and joined to it nowhere (keep_remark).

    ``source`` is the day's mark of the sender (gather.sources.mark_of); what looks stuffed by it is kept and
    set aside (actions.suspicions). A rating with a proven visit, or without a source, is not looked at.

    ``prove`` is called with the rated agency's id when the rating is new; what it raises undoes the rating.

    Raises TooManyFromHere, CounterClosed, CounterNotYetOpen, PeriodClosed, and Conflict for other content
    under one id.
    """
    content = {
        "counter_id": counter.pk,
        "stars": stars,
        "courtesies": courtesies,
        "reasons": reasons if is_low(stars) else 0,
        "channel": channel,
        "is_verified": is_verified,
    }
    existing = replayed(Rating, rating_id, **content)
    if existing is not None:
        return existing
    day = local_day(at)
    agency_id = _rated_agency(counter, day)
    is_watched = bool(source) and not is_verified
    found = look(counter, source=source, channel=channel, at=at) if is_watched else None
    rating = Rating(id=rating_id, agency_id=agency_id, day=day, **content)
    try:
        with transaction.atomic():
            if found is not None:
                rating.suspicion = suspicion_of(counter.pk, day, found.pattern)
            rating, is_new = create_once(rating, *content)
            if not is_new:
                return rating
            if prove is not None:
                prove(agency_id)
            if is_watched:
                leave_trace(rating, source=source, at=at, found=found)
            if remark:
                is_kiosk = channel == RatingChannel.KIOSK
                is_flood = bool(source) and note_remark(source=source, at=at, is_kiosk=is_kiosk)
                keep_remark(
                    counter=counter,
                    agency_id=agency_id,
                    text=remark,
                    stars=stars,
                    day=day,
                    is_suspect=is_flood or found is not None,
                )
    except IntegrityError as error:
        if "period_closed" in str(error):
            words = gettext("Số liệu của tháng này đã chốt nên cổng không nhận thêm đánh giá.")
            raise PeriodClosed(words) from error
        raise
    return rating

"""Keep the paper slips of one counter and day, keyed in by somebody who works elsewhere."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from agencies.models import User
from core import audit, outbox
from core.access import require
from core.clock import local_day, start_of_day
from core.dates import format_day
from core.errors import AccessRefused, PeriodClosed, Refused
from core.replay import create_once, replayed
from core.text import squeeze
from feedback.access.second_office import OWN_OFFICE, keys_in_for
from feedback.actions.remarks.keep_remark import keep_remark
from feedback.declarations import RATED
from feedback.enums import RatingChannel
from feedback.gather.places import places_of
from feedback.models import Counter, Rating, SlipBatch
from feedback.rules.slips.rows import MOST, Slip

OLDEST = timedelta(days=62)
CLOSED = "Tháng {month} đã chốt nên không nhập thêm phiếu của ngày {day} được. Hãy lưu phiếu giấy."


class SlipsRefused(Refused):
    """The slips do not fit the counter or the day; the sentence says why (HTTP 422)."""

    status = 422


def enter_slips(
    *,
    batch_id: UUID,
    counter: Counter,
    day: date,
    slips: Sequence[Slip],
    actor: User,
    at: datetime,
    note: str = "",
) -> SlipBatch:
    """Keep each slip as a rating of ``day`` by the channel "slip"; the same batch again changes nothing.

    Sentences are sealed like those of the page, and like them no part of the replay (keep_remark).
    Raises AccessRefused, SlipsRefused, PeriodClosed for a month that is closed, and Conflict for another
    content under the same id.
    """
    require(actor, "slips.enter", counter)
    content = {
        "counter_id": counter.pk,
        "day": day,
        "note": squeeze(note),
        "content_sha256": _digest(slips),
        "entered_by_id": actor.pk,
    }
    existing = replayed(SlipBatch, batch_id, **content)
    if existing is not None:
        return existing
    agency_id = _agency(counter, day, slips, local_day(at))
    if not keys_in_for(actor, counter.agency_id, day):  # worked there when the citizen wrote
        raise AccessRefused(OWN_OFFICE)
    try:
        with transaction.atomic():
            batch, is_new = create_once(SlipBatch(id=batch_id, entered_at=at, **content), *content)
            if is_new:
                _keep(batch, agency_id, slips, actor, at)
    except IntegrityError as error:
        if "period_closed" in str(error):
            raise PeriodClosed(CLOSED.format(month=f"{day:%m/%Y}", day=format_day(day))) from error
        raise
    return batch


def _keep(batch: SlipBatch, agency_id: int, slips: Sequence[Slip], actor: User, at: datetime) -> None:
    Rating.objects.bulk_create(
        Rating(
            id=uuid5(batch.pk, str(number)),
            counter_id=batch.counter_id,
            agency_id=agency_id,
            day=batch.day,
            channel=RatingChannel.SLIP,
            slips=batch,
            stars=slip.stars,
            courtesies=slip.courtesies,
            reasons=slip.reasons,
        )
        for number, slip in enumerate(slips)
    )
    for slip in slips:
        if slip.remark:
            keep_remark(
                counter=batch.counter,
                agency_id=agency_id,
                text=slip.remark,
                stars=slip.stars,
                day=batch.day,
            )
    outbox.send(RATED, {"agency": agency_id, "day": batch.day.isoformat()}, at=start_of_day(batch.day))
    audit.record(
        "slips.entered",
        actor=actor,
        subject=batch,
        at=at,
        agency_id=agency_id,
        after={"counter": batch.counter_id, "day": batch.day, "slips": len(slips), "note": batch.note},
    )


def _digest(slips: Sequence[Slip]) -> str:
    return hashlib.sha256(json.dumps([slip.marks for slip in slips]).encode()).hexdigest()


def _agency(counter: Counter, day: date, slips: Sequence[Slip], today: date) -> int:
    """The rated agency of the counter on the day of the slips; raises SlipsRefused."""
    if not 0 < len(slips) <= MOST:
        raise SlipsRefused(f"Hãy nhập từ 1 đến {MOST} phiếu mỗi lần.")
    if day > today:
        raise SlipsRefused("Ngày trên phiếu chưa tới. Hãy xem lại ngày.")
    if day < today - OLDEST:
        raise SlipsRefused(f"Phiếu quá {OLDEST.days} ngày thì không nhập nữa. Hãy lưu phiếu giấy.")
    ended = counter.revoked_at is not None and local_day(counter.revoked_at) < day
    if ended or day < counter.starts_on or (counter.ends_on is not None and counter.ends_on <= day):
        raise SlipsRefused(
            f"Ngày {format_day(day)} quầy này không nhận đánh giá. Hãy xem lại ngày hoặc quầy."
        )
    place = places_of([counter], day).get(counter.pk)
    if place is None:
        raise SlipsRefused("Ngày đó quầy không thuộc cơ quan nào được chấm điểm.")
    return place.agency_id

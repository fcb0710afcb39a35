"""Ratings that were set aside are looked at by a person: counted again, or left out for good."""

from datetime import datetime

from django.db import IntegrityError, transaction

from agencies.models import User
from core import audit, outbox
from core.access import require
from core.clock import local_day, start_of_day
from core.dates import format_day
from core.errors import Conflict, PeriodClosed, Refused
from feedback.declarations import RATED
from feedback.enums import SuspicionState
from feedback.models import Rating, RatingSuspicion

DECISIONS = (SuspicionState.CLEARED, SuspicionState.CONFIRMED)


class DayNotOver(Refused):
    """More ratings of the same kind may still come today (HTTP 409)."""

    def __init__(self) -> None:
        super().__init__("Ngày này chưa hết, có thể còn lượt tương tự. Hãy quyết định từ ngày mai.")


def decide_suspicion(
    *, suspicion: RatingSuspicion, state: str, reason: str, version: int, actor: User, at: datetime
) -> RatingSuspicion:
    """Count the ratings of a pattern again (``cleared``) or leave them out (``confirmed``), with a reason.

    Either may be changed while the month is open; the month's results become stale. The same decision with
    the same reason twice changes nothing. Raises AccessRefused, DayNotOver, PeriodClosed, Conflict where
    another person decided since ``version``, and ValueError for a state that is no decision.
    """
    require(actor, "suspicion.decide", suspicion)
    if state not in DECISIONS:
        raise ValueError(f"{state!r} is no decision")
    if suspicion.day >= local_day(at):
        raise DayNotOver
    try:
        with transaction.atomic():
            return _decide(suspicion.pk, state, reason, version, actor, at)
    except IntegrityError as error:
        if "period_closed" in str(error):
            raise PeriodClosed(
                f"Tháng có ngày {format_day(suspicion.day)} đã chốt nên quyết định không đổi được nữa."
            ) from error
        raise


def _decide(pk: int, state: str, reason: str, version: int, actor: User, at: datetime) -> RatingSuspicion:
    locked = RatingSuspicion.objects.select_for_update(of=("self",)).select_related("counter").get(pk=pk)
    if (locked.state, locked.reason) == (state, reason):
        return locked
    if locked.version != version:
        raise Conflict("Người khác vừa quyết định. Hãy tải lại trang để xem rồi quyết định lại nếu cần.")
    before = {"state": locked.state, "reason": locked.reason}
    locked.state, locked.reason = state, reason
    locked.version += 1
    locked.decided_by, locked.decided_at = actor, at
    locked.save(update_fields=["state", "reason", "version", "decided_by", "decided_at"])
    agencies = Rating.objects.filter(suspicion=locked).order_by("agency").values_list("agency", flat=True)
    for agency in agencies.distinct():
        outbox.send(RATED, {"agency": agency, "day": locked.day.isoformat()}, at=start_of_day(locked.day))
    audit.record(
        "suspicion.decided",
        actor=actor,
        subject=locked,
        at=at,
        agency_id=locked.counter.agency_id,
        before=before,
        after={"state": state},
        reason=reason,
    )
    return locked

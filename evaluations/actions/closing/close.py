"""Close a period: one transaction from the last look at what hinders it to the sealed snapshot (S15)."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core.collector import collector_paused
from core.errors import Refused
from core.models import OutboxMessage
from evaluations.actions.closing.locking import NotReady, lock_period, refuse_hindered
from evaluations.actions.closing.record_close import record_close
from evaluations.actions.closing.seal import seal_period
from evaluations.actions.closing.telling import tell_closed
from evaluations.actions.registers import settle_registers
from evaluations.actions.results import refresh_results
from evaluations.models import Period, ResultPreview
from evaluations.models.closing import PeriodSnapshot
from registers.declarations import REGISTERS_CHANGED

MOVED_NOW = (
    "Số liệu vừa đổi khi cổng tính lại lần cuối nên chưa chốt. Hãy chờ cổng tính xong "
    "(chậm nhất sáng hôm sau), xem lại kết quả rồi ký lại."
)


class NotAsked(Refused):
    """Nobody has asked for the closing yet."""


class SamePerson(Refused):
    """Who asked does not close."""


def close_period(*, period: Period, actor: User, at: datetime) -> PeriodSnapshot:
    """Settle registers, roll up a last time, freeze, chain the snapshot, tell the heads; all or nothing.

    What hinders is asked again after the roll-up: a figure that only moves now is not the one that was
    signed. Raises AlreadyClosed, NotAsked, SamePerson, NotReady, Moved, MonthsOnly.
    """
    with transaction.atomic(), collector_paused():
        locked = lock_period(period)
        asked_by = _asked_by(locked, actor)
        refuse_hindered(locked, at)
        _settle_changed(locked, at)
        refresh_results(period=locked, agencies=None, at=at)
        _look_again(locked, at)
        snapshot = seal_period(period=locked, asked_by=asked_by, actor=actor, at=at)
        tell_closed(snapshot, at=at)
        record_close(snapshot, actor, at)
    return snapshot


def _settle_changed(period: Period, at: datetime) -> None:
    """Take in what was verified or annulled in the registers and has reached no worker yet."""
    waiting = OutboxMessage.objects.filter(topic=REGISTERS_CHANGED, handled_at=None).order_by()
    agencies = set(waiting.values_list("payload__agency", flat=True))
    if agencies:
        settle_registers(period=period, agencies=agencies, at=at)


def _look_again(period: Period, at: datetime) -> None:
    try:
        refuse_hindered(period, at)
    except NotReady as error:
        raise NotReady(f"{error} {MOVED_NOW}") from error


def _asked_by(period: Period, actor: User) -> User:
    preview = ResultPreview.objects.filter(period=period).select_related("close_asked_by").first()
    asked_by: User | None = preview.close_asked_by if preview else None
    if asked_by is None:
        raise NotAsked("Chưa có ai đề nghị chốt kỳ này. Chốt kỳ cần hai người: một người đề nghị, một chốt.")
    if asked_by == actor:
        raise SamePerson("Ông/bà đã đề nghị chốt kỳ này nên người khác của Sở Nội vụ phải chốt.")
    return asked_by

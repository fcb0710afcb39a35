"""Close a period: one transaction from the last look at what hinders it to the sealed snapshot (S15)."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core.collector import collector_paused
from core.errors import Refused
from evaluations.actions.closing.locking import lock_period, refuse_hindered
from evaluations.actions.closing.record_close import record_close
from evaluations.actions.closing.seal import seal_period
from evaluations.actions.closing.telling import tell_closed
from evaluations.actions.results import refresh_results
from evaluations.models import Period, ResultPreview
from evaluations.models.closing import PeriodSnapshot


class NotAsked(Refused):
    """Nobody has asked for the closing yet."""


class SamePerson(Refused):
    """Who asked does not close."""


def close_period(*, period: Period, actor: User, at: datetime) -> PeriodSnapshot:
    """Roll the month up a last time, freeze it, chain its snapshot, tell the heads; all or nothing.

    What hinders is asked again after the roll-up: a figure that only moves now is not the one that was
    signed. Raises AlreadyClosed, NotAsked, SamePerson, NotReady, Moved, MonthsOnly.
    """
    with transaction.atomic(), collector_paused():
        locked = lock_period(period)
        asked_by = _asked_by(locked, actor)
        refuse_hindered(locked, at)
        refresh_results(period=locked, agencies=None, at=at)
        refuse_hindered(locked, at)
        snapshot = seal_period(period=locked, asked_by=asked_by, actor=actor, at=at)
        tell_closed(snapshot, at=at)
        record_close(snapshot, actor, at)
    return snapshot


def _asked_by(period: Period, actor: User) -> User:
    preview = ResultPreview.objects.filter(period=period).select_related("close_asked_by").first()
    asked_by: User | None = preview.close_asked_by if preview else None
    if asked_by is None:
        raise NotAsked("Chưa có ai đề nghị chốt kỳ này. Chốt kỳ cần hai người: một người đề nghị, một chốt.")
    if asked_by == actor:
        raise SamePerson("Ông/bà đã đề nghị chốt kỳ này nên người khác của Sở Nội vụ phải chốt.")
    return asked_by

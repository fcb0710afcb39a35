"""Ask that a period be closed: one person asks, another closes."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit
from core.dates import format_moment
from core.errors import Conflict, Refused
from evaluations.actions.closing.locking import lock_period, refuse_hindered
from evaluations.actions.closing.telling import tell_asked
from evaluations.models import Period, ResultPreview


class NothingAsked(Refused):
    """There is no request to withdraw, or it is another person's."""


def ask_close(*, period: Period, actor: User, at: datetime) -> ResultPreview:
    """Leave the request to close a period that is ready; asking again changes nothing.

    Raises NotReady, AlreadyClosed, MonthsOnly, and Conflict where another person has asked already.
    """
    with transaction.atomic():
        locked = lock_period(period)
        refuse_hindered(locked, at)
        preview = ResultPreview.objects.select_related("close_asked_by").get(period=locked)
        if preview.close_asked_by == actor:
            return preview
        if preview.close_asked_by is not None:
            when = format_moment(preview.close_asked_at)
            raise Conflict(
                f"{preview.close_asked_by} đã đề nghị chốt lúc {when}; ông/bà có thể chốt theo đề nghị đó."
            )
        preview.close_asked_by, preview.close_asked_at = actor, at
        preview.save(update_fields=["close_asked_by", "close_asked_at"])
        tell_asked(locked, actor, at=at)
        audit.record("period.close_asked", actor=actor, subject=locked, at=at, after={"label": locked.label})
    return preview


def withdraw_ask(*, period: Period, actor: User, at: datetime) -> ResultPreview:
    """Take one's own request back while the period is open; raises NothingAsked, AlreadyClosed."""
    with transaction.atomic():
        locked = lock_period(period)
        preview = ResultPreview.objects.filter(period=locked).first()
        if preview is None or preview.close_asked_by_id != actor.pk:
            raise NothingAsked("Chỉ người đã đề nghị chốt rút được đề nghị của mình.")
        preview.close_asked_by = preview.close_asked_at = None
        preview.save(update_fields=["close_asked_by", "close_asked_at"])
        audit.record("period.close_withdrawn", actor=actor, subject=locked, at=at)
    return preview

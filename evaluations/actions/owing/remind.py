"""Remind those who still owe a form at the moment of sending; nobody twice on one day."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from agencies.models import User
from core import audit, clock, outbox
from core.access import may, require
from core.dates import format_day
from core.errors import PeriodClosed
from core.notifications import notify
from evaluations.access.owing import sees_province
from evaluations.declarations.owing import FORM_DUE, REMIND_FORMS
from evaluations.gather.owing.owers import owers, told_since
from evaluations.models import Period
from evaluations.rules.follow_up.remedy import when_words


def ask_to_remind(*, period: Period, everywhere: bool, actor: User, at: datetime) -> int:
    """Leave the reminder to the background; returns how many people it would reach now.

    ``everywhere``: of the whole province, for Home Affairs; else of the units the actor leads. Who owes is
    asked again when it is sent. Raises AccessRefused and PeriodClosed.
    """
    require(actor, "owing.province" if everywhere else "owing.names")
    if not period.is_open:
        raise PeriodClosed
    reached = len(_reached(period, None if everywhere else actor, clock.local_day(at)))
    with transaction.atomic():
        outbox.send(REMIND_FORMS, {"period": period.pk, "by": actor.pk, "all": everywhere}, at=at)
        audit.record(
            "assessment.reminded",
            actor=actor,
            subject=period,
            at=at,
            after={"everywhere": everywhere, "people": reached},
        )
    return reached


def send_asked(*, period: Period, actor: User, everywhere: bool, at: datetime) -> int:
    """Carry out what was asked, by the rights the actor has now; returns how many people are told."""
    allowed = sees_province(actor) if everywhere else bool(may(actor, "owing.names"))
    if not allowed or not actor.is_active:
        return 0
    return send_reminders(
        period=period, actor=None if everywhere else actor, since=clock.local_day(at), at=at
    )


def send_reminders(*, period: Period, actor: User | None, since: date, at: datetime) -> int:
    """Tell who owes a form now under ``actor`` (None: anywhere) and was not told since ``since``.

    Returns how many people are told; a period that has closed reminds nobody. The key holds the day, so
    even two senders at one instant cannot tell a person twice that day.
    """
    if not period.is_open:
        return 0
    today = clock.local_day(at)
    with transaction.atomic():
        people = User.objects.filter(pk__in=_reached(period, actor, since)).order_by("pk")
        return notify(
            FORM_DUE,
            recipients=people.iterator(chunk_size=500),
            key=f"{FORM_DUE.name}:{today}",
            context={
                "month": period.label,
                "due": format_day(period.self_due_on),
                "when": when_words(period.self_due_on, today),
            },
            url=reverse("assessment_current"),
            at=at,
        )


def _reached(period: Period, actor: User | None, since: date) -> set[int]:
    """The accounts that a reminder reaches: of who owes, less whom it reached already since that day."""
    found = {one.user_id for one in owers(period, actor) if one.user_id is not None}
    return found - told_since(found, since).keys()

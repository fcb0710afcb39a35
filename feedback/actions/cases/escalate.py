"""Home Affairs is told of a case that waits too long: by the agency's head, or by the nightly duty."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from agencies.gather.heads import home_affairs_on
from agencies.gather.names import last_names
from agencies.models import User
from core import clock
from core.notifications import notify
from feedback.actions.cases.moving import MOST_REASON, locked, move, note_act, required
from feedback.actions.cases.refusals import NotNow
from feedback.declarations import CASE_ESCALATED
from feedback.models import FeedbackCase


def escalate_case(
    *, case: FeedbackCase, reason: str, seen_version: int, actor: User, at: datetime
) -> FeedbackCase:
    """The head asks Home Affairs for help and says why. Raises CaseRefused, NotNow, StaleCase,
    core.transitions.TransitionRefused.
    """
    reason = required("reason", reason, MOST_REASON, "Hãy ghi vướng mắc cần Sở Nội vụ hỗ trợ.")
    with transaction.atomic():
        current = locked(case, seen_version)
        if current.moves.filter(move="escalate").exists():
            raise NotNow("Phản ánh này đã được báo lên Sở Nội vụ.")
        move(current, "escalate", actor=actor, at=at, note=reason)
        _tell(current, actor, at)
        note_act("case.escalated", current, actor=actor, at=at)
    return current


def _tell(current: FeedbackCase, actor: User, at: datetime) -> None:
    names = last_names([current.agency_id] if current.agency_id else [])
    notify(
        CASE_ESCALATED,
        recipients=home_affairs_on(clock.local_day(at)).exclude(pk=actor.pk),
        key=f"{CASE_ESCALATED.name}:{current.pk}",
        context={
            "short": current.short,
            "agency": names[current.agency_id].name if current.agency_id in names else "",
        },
        url=reverse("case_detail", args=[current.pk]),
        at=at,
    )

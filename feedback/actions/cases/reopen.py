"""Home Affairs has a case answered again, where the sender says that it is not solved."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import clock
from core.dates import add_working_days
from feedback.actions.cases.moving import MOST_REASON, locked, move, note_act, required
from feedback.actions.cases.refusals import NotNow
from feedback.models import FeedbackCase
from feedback.rules.extensions import MOST_DAYS


def reopen_case(
    *, case: FeedbackCase, days: int, reason: str, seen_version: int, actor: User, at: datetime
) -> FeedbackCase:
    """Let the case wait for an answer again, due in ``days`` (1 to MOST_DAYS) working days.

    Raises CaseRefused, NotNow, StaleCase, core.transitions.TransitionRefused.
    """
    reason = required("reason", reason, MOST_REASON, "Hãy ghi điều cơ quan cần trả lời thêm.")
    if not 1 <= days <= MOST_DAYS:
        raise NotNow(f"Thời hạn trả lời lại từ 1 đến {MOST_DAYS} ngày làm việc.")
    with transaction.atomic():
        current = locked(case, seen_version)
        if current.published_on is not None:
            raise NotNow("Câu trả lời đang công khai. Hãy thôi công khai trước khi mở lại.")
        current.answered_on = None
        current.due_on = add_working_days(clock.local_day(at), days)
        changed = ["answered_on", "due_on"]
        move(current, "reopen", changed=changed, actor=actor, at=at, note=reason)
        note_act("case.reopened", current, actor=actor, at=at, after={"due_on": current.due_on})
    return current

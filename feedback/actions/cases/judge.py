"""Home Affairs or an inspector says whether a report is right; only what is right counts in a score."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.gather.heads import heads_on
from agencies.models import User
from core import clock, outbox
from core.errors import PeriodClosed
from core.notifications import notify
from feedback.actions.cases.moving import MOST_REASON, locked, move, note_act, required
from feedback.actions.cases.refusals import CaseRefused
from feedback.criteria import criteria_of
from feedback.declarations import CASE_JUDGED, CASE_VERDICT
from feedback.enums import Verdict
from feedback.models import FeedbackCase

COUNTING = (Verdict.VERIFIED, Verdict.PARTLY)
"""Verdicts that count in the score of the month of their day (S2, S7)."""
CLOSED = "Tháng của kết luận đã chốt nên không đổi được nữa. Sai sót chỉ sửa bằng điều chỉnh của kỳ đó."
FIELDS = ["verdict", "criterion", "verdict_reason", "verdict_on", "verdict_by"]


def judge_case(
    *,
    case: FeedbackCase,
    verdict: str,
    criterion: str,
    reason: str,
    seen_version: int,
    actor: User,
    at: datetime,
) -> FeedbackCase:
    """Set, change or ("") take back the verdict, with the criterion it counts for and the reason.

    It belongs to the month of the day on which it is given and may change until that month is closed, which
    the database itself guards. Raises CaseRefused, StaleCase, core.errors.PeriodClosed,
    core.transitions.TransitionRefused.
    """
    reason = required("reason", reason, MOST_REASON, "Hãy ghi đã kiểm tra bằng cách nào và thấy gì.")
    try:
        with transaction.atomic():
            current = locked(case, seen_version)
            counts = verdict in COUNTING
            _refuse(current, verdict, criterion, at)
            before = {name: getattr(current, name) for name in ("verdict", "criterion", "verdict_on")}
            current.verdict, current.criterion = verdict, criterion if counts else ""
            current.verdict_reason, current.verdict_by = reason, actor
            current.verdict_on = clock.local_day(at) if verdict else None
            move(current, "verify", changed=FIELDS, actor=actor, at=at, note=reason)
            _make_stale(current, (before["verdict_on"], current.verdict_on), at)
            _tell(current, at)
            after = {name: getattr(current, name) for name in before}
            note_act("case.judged", current, actor=actor, at=at, before=before, after=after)
    except IntegrityError as error:
        if "period_closed" in str(error):
            raise PeriodClosed(CLOSED) from error
        raise
    return current


def _refuse(current: FeedbackCase, verdict: str, criterion: str, at: datetime) -> None:
    if verdict not in ("", *Verdict.values) or (not verdict and not current.verdict):
        raise CaseRefused({"verdict": "Hãy chọn kết luận."})
    if verdict not in COUNTING or current.agency_id is None:
        return
    known = dict(criteria_of(current.agency_id, clock.local_day(at)))
    if known and criterion not in known:
        raise CaseRefused({"criterion": "Phản ánh đúng thì cần chọn tiêu chí mà việc này thuộc về."})
    if not known and criterion:
        raise CaseRefused({"criterion": "Chưa có bộ tiêu chí của tháng này nên chưa chọn được tiêu chí."})


def _make_stale(current: FeedbackCase, days: tuple[date | None, date | None], at: datetime) -> None:
    """The months of the verdict that was and of the one that is are scored anew."""
    for day in sorted({day for day in days if day is not None}):
        outbox.send(CASE_JUDGED, {"agency": current.agency_id, "day": day.isoformat()}, at=at)


def _tell(current: FeedbackCase, at: datetime) -> None:
    notify(
        CASE_VERDICT,
        recipients=heads_on([current.agency_id] if current.agency_id else [], clock.local_day(at)),
        key=f"{CASE_VERDICT.name}:{current.pk}:{current.version}",
        context={
            "short": current.short,
            "result": current.get_verdict_display() if current.verdict else "Đã rút kết luận",
            "criterion": current.criterion,
        },
        url=reverse("case_detail", args=[current.pk]),
        at=at,
    )

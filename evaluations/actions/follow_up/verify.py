"""Somebody who looked says whether a recommendation was mended; if not wholly, it is open to a new date."""

from datetime import date, datetime

from django.urls import reverse

from agencies.models import User
from core import audit, clock
from core.dates import format_day
from core.errors import Conflict, Refused
from core.notifications import notify
from evaluations.actions.follow_up.answer import SEEN_IS_OLD, locked_recommendation
from evaluations.actions.follow_up.telling import heads
from evaluations.declarations.follow_up import REMEDY_VERIFIED
from evaluations.enums import RemedyState
from evaluations.models import Recommendation
from evaluations.rules.transitions import REMEDIES

MOVES = {"accept": "Đã khắc phục", "accept_partly": "Khắc phục một phần", "refuse": "Chưa đạt yêu cầu"}
"""The moves of the table by which an answer is verified, in words."""


class VerificationRefused(Refused):
    """The verification is incomplete (HTTP 422); ``errors`` says what is wrong by box."""

    status = 422

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


def verify_recommendation(
    *,
    recommendation: Recommendation,
    move: str,
    reason: str,
    due_on: date | None,
    seen_version: int,
    actor: User,
    at: datetime,
) -> Recommendation:
    """Verify an answer by ``move`` (a key of ``MOVES``) with a reason; the same again changes nothing.

    Not wholly mended it needs a new last day ``due_on``. Raises Conflict, VerificationRefused,
    TransitionRefused.
    """
    with locked_recommendation(recommendation) as current:
        if (current.state, current.verdict) == (
            _target(move),
            reason,
        ) and current.version == seen_version + 1:
            return current
        state = REMEDIES.target(current.state, move)
        if current.version != seen_version:
            raise Conflict(SEEN_IS_OLD)
        if errors := _errors(move, reason, due_on, clock.local_day(at)):
            raise VerificationRefused(errors)
        before = {"state": current.state, "due_on": f"{current.due_on}"}
        current.state, current.verdict = state, reason
        current.verified_by, current.verified_at = actor, at
        if state != RemedyState.DONE and due_on is not None:
            current.due_on = due_on
        current.version += 1
        current.save(update_fields=["state", "verdict", "verified_by", "verified_at", "due_on", "version"])
        _finish(current, before, actor, at)
    return current


def _target(move: str) -> str:
    return REMEDIES.target(RemedyState.ANSWERED.value, move)


def _errors(move: str, reason: str, due_on: date | None, on: date) -> dict[str, str]:
    errors = {}
    if not reason.strip():
        errors["reason"] = "Hãy ghi căn cứ xác nhận: đã xem gì, thấy gì."
    if _target(move) != RemedyState.DONE:
        if due_on is None:
            errors["due_on"] = "Chưa khắc phục xong thì phải đặt hạn mới."
        elif due_on <= on:
            errors["due_on"] = "Hạn mới phải sau ngày hôm nay."
    return errors


def _finish(current: Recommendation, before: dict[str, str], actor: User, at: datetime) -> None:
    context = {
        "result": current.get_state_display(),
        "due": format_day(current.due_on),
        "reopened": current.state != RemedyState.DONE,
    }
    notify(
        REMEDY_VERIFIED,
        recipients=heads([current.owner_id], at),
        key=f"{REMEDY_VERIFIED.name}:{current.pk}:{current.version}",
        context=context,
        url=reverse("recommendation_detail", args=[current.pk]),
        at=at,
    )
    audit.record(
        "remedy.verified",
        actor=actor,
        subject=current,
        at=at,
        agency_id=current.owner_id,
        before=before,
        after={"state": current.state, "due_on": f"{current.due_on}"},
        reason=current.verdict,
    )

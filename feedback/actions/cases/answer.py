"""The agency answers the sender, or adds to an answer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from core import clock
from core.replay import create_once, replayed
from feedback.actions.cases.moving import MOST_TEXT, locked, move, note_act, required
from feedback.actions.cases.refusals import ASK_SURE, CaseRefused
from feedback.enums import CaseState
from feedback.models import FeedbackCase, Reply
from feedback.rules.redaction import warnings

SHARED_WANTED = "Có phản ánh khác đã gộp vào đây: hãy viết lời trả lời chung, không nhắc riêng ai."


def answer_case(
    *,
    reply_id: UUID,
    case: FeedbackCase,
    text: str,
    shared_text: str = "",
    is_sure: bool = False,
    seen_version: int,
    actor: User,
    at: datetime,
) -> Reply:
    """Keep an answer that the sender reads by their receipt; the same form again gives the same answer.

    The first answer settles whether the case was answered in time; a later one adds to it. Where reports were
    merged into this one, their senders read ``shared_text``, never ``text``: it is wanted then, and where it
    could tell who somebody is, ``is_sure``. Raises
    CaseRefused, StaleCase, core.transitions.TransitionRefused, core.errors.Conflict.
    """
    text = required("text", text, MOST_TEXT, "Hãy viết nội dung trả lời.")
    shared_text = shared_text.strip()
    content = {"case_id": case.pk, "text": text, "shared_text": shared_text, "author_id": actor.pk}
    existing = replayed(Reply, reply_id, **content)
    if existing is not None:
        return existing
    with transaction.atomic():
        current = locked(case, seen_version)
        if current.duplicates.exists():
            _require_shared(shared_text, is_sure=is_sure)
        reply, is_new = create_once(Reply(id=reply_id, at=at, **content), *content)
        if not is_new:
            return reply
        adds = current.state == CaseState.ANSWERED
        changed = []
        if current.answered_on is None:
            current.answered_on = clock.local_day(at)
            changed.append("answered_on")
        move(current, "supplement" if adds else "answer", changed=changed, actor=actor, at=at)
        note_act("case.answered", current, actor=actor, at=at, after={"reply": reply.pk, "adds": adds})
    return reply


def _require_shared(text: str, *, is_sure: bool) -> None:
    required("shared_text", text, MOST_TEXT, SHARED_WANTED)
    if not is_sure and (found := warnings(text)):
        raise CaseRefused({"shared_text": f"{ASK_SURE} {'; '.join(found)}."})

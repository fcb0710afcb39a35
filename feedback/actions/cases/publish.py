"""Publishing an answer: the agency words it without names, Home Affairs lets everybody read it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from agencies.gather.heads import home_affairs_on
from agencies.gather.names import last_names
from agencies.models import User
from core import clock
from core.notifications import notify
from feedback.actions.cases.moving import MOST_TEXT, locked, move, note_act, required
from feedback.actions.cases.refusals import ASK_SURE, CaseRefused, NotNow
from feedback.declarations import PUBLIC_ANSWER
from feedback.enums import CaseState
from feedback.models import FeedbackCase, Reply
from feedback.rules.redaction import warnings


def propose_public(
    *,
    case: FeedbackCase,
    question: str,
    text: str,
    is_sure: bool,
    seen_version: int,
    actor: User,
    at: datetime,
) -> Reply:
    """Keep the words that would be published, and ask Home Affairs to read them.

    Raises CaseRefused, NotNow, StaleCase.
    """
    with transaction.atomic():
        current = locked(case, seen_version)
        if current.published_on is not None:
            raise NotNow("Câu trả lời đang được công khai. Hãy nhờ Sở Nội vụ thôi công khai trước khi sửa.")
        reply = write_public(current, question, text, is_sure=is_sure)
        current.version += 1
        current.save(update_fields=["version"])
        names = last_names([current.agency_id] if current.agency_id else [])
        notify(
            PUBLIC_ANSWER,
            recipients=home_affairs_on(clock.local_day(at)).exclude(pk=actor.pk),
            key=f"{PUBLIC_ANSWER.name}:{current.pk}:{current.version}",
            context={
                "short": current.short,
                "agency": names[current.agency_id].name if current.agency_id in names else "",
            },
            url=reverse("case_detail", args=[current.pk]),
            at=at,
        )
        note_act("case.proposed_public", current, actor=actor, at=at, after={"reply": reply.pk})
    return reply


def publish_answer(
    *,
    case: FeedbackCase,
    question: str,
    text: str,
    is_sure: bool,
    seen_version: int,
    actor: User,
    at: datetime,
) -> FeedbackCase:
    """Let everybody read these words. Raises CaseRefused, NotNow, StaleCase, TransitionRefused."""
    with transaction.atomic():
        current = locked(case, seen_version)
        if current.published_on is not None:
            raise NotNow("Câu trả lời này đã được công khai.")
        reply = write_public(current, question, text, is_sure=is_sure)
        current.published_on = clock.local_day(at)
        move(current, "publish", changed=["published_on"], actor=actor, at=at)
        note_act("case.published", current, actor=actor, at=at, after={"reply": reply.pk})
    return current


def unpublish_answer(*, case: FeedbackCase, seen_version: int, actor: User, at: datetime) -> FeedbackCase:
    """Take the words off the public page at once. Raises NotNow, StaleCase, TransitionRefused."""
    with transaction.atomic():
        current = locked(case, seen_version)
        if current.published_on is None:
            raise NotNow("Câu trả lời này không còn công khai.")
        current.published_on = None
        move(current, "unpublish", changed=["published_on"], actor=actor, at=at)
        note_act("case.unpublished", current, actor=actor, at=at)
    return current


def write_public(current: FeedbackCase, question: str, text: str, *, is_sure: bool) -> Reply:
    """Write the public words beside the newest reply. Raises CaseRefused, NotNow."""
    question = required("question", question, MOST_TEXT, "Hãy tóm tắt việc được phản ánh.")
    text = required("text", text, MOST_TEXT, "Hãy viết câu trả lời để công khai.")
    reply = current.replies.order_by("-at", "-pk").first()
    if current.state != CaseState.ANSWERED or reply is None:
        raise NotNow("Chỉ công khai được khi phản ánh đã trả lời.")
    if not is_sure and (found := warnings(f"{question}\n{text}")):
        raise CaseRefused({"text": f"{ASK_SURE} {'; '.join(found)}."})
    current.replies.exclude(pk=reply.pk).update(public_question="", public_text="")
    reply.public_question, reply.public_text = question, text
    reply.save(update_fields=["public_question", "public_text"])
    return reply

"""A denunciation or a complaint: it goes to the lawful body, and here nothing of it is left but the row."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core.access import require
from core.clock import month_start
from core.text import nfc
from feedback.actions.cases.judge import COUNTING
from feedback.actions.cases.moving import locked, move
from feedback.actions.cases.refusals import CaseRefused, NotNow
from feedback.actions.triage.decide import throw_away_photos
from feedback.actions.triage.trace import note_triage
from feedback.enums import CaseState, HandingState
from feedback.keepers import is_closed, wipe_words
from feedback.models import CaseMove, FeedbackCase

CONFIRM = "CHUYỂN"
"""The word to type: what is destroyed cannot be had back."""
MOST_BODY = 200
EMPTIED = (
    "agency",
    "unit",
    "counter",
    "kind",
    "released_text",
    "ready_on",
    "released_on",
    "shuffle",
    "due_on",
    "handed_to",
    "received_on",
    "refusal",
    "is_suspect",
    "answered_on",
    "published_on",
    "verdict",
    "criterion",
    "verdict_on",
    "verdict_reason",
    "verdict_by",
)
COUNTED = "Phản ánh này đã có kết luận được tính điểm. Sở Nội vụ cần rút kết luận trước khi chuyển."


def hand_over_case(
    *, case: FeedbackCase, body: str, confirmed: str, seen_version: int, actor: User, at: datetime
) -> FeedbackCase:
    """Hand a denunciation or complaint over to ``body`` and destroy it here (Luật Tố cáo 2018, art. 8).

    The row that stays holds its receipt's digest, the month it came in, the state and where it went: enough
    to answer the sender, nothing to act on. Envelopes, photos, redacted text, messages, every note, even the
    agency are gone; only where a closed month counted its verdict do verdict, criterion and agency stay, for
    that score stands. Looks that were logged stay logged.

    Raises AccessRefused, CaseRefused, StaleCase, NotNow while parts of it are still with agencies or a
    verdict counts in the score of an open month, core.transitions.TransitionRefused.
    """
    require(actor, "case.hand_over", case)
    body = nfc(body).strip()
    errors = {}
    if not body or len(body) > MOST_BODY:
        errors["body"] = "Hãy chọn hoặc ghi nơi có thẩm quyền."
    if nfc(confirmed).strip().upper() != CONFIRM:
        errors["confirmed"] = f"Hãy gõ đúng chữ {CONFIRM} để xác nhận hủy nội dung tại cổng."
    if errors:
        raise CaseRefused(errors)
    with transaction.atomic():
        current = locked(case, seen_version)
        counted_on = current.verdict_on if current.verdict in COUNTING else None
        if counted_on is not None and not is_closed(counted_on):
            raise NotNow(COUNTED)
        if current.parts.exclude(state=CaseState.HANDED).exists():
            raise NotNow("Phản ánh này đã tách phần cho cơ quan khác. Hãy chuyển từng phần trước.")
        _empty(current, body, keeps_verdict=counted_on is not None)
        move(current, "hand_over", changed=EMPTIED, actor=actor, at=at)
        note_triage("case.handed_over", current, actor=actor, at=at)
    return current


def _empty(case: FeedbackCase, body: str, *, keeps_verdict: bool) -> None:
    throw_away_photos(case)
    case.sealed.all().delete()
    case.messages.all().delete()
    case.replies.all().delete()
    case.extensions.all().delete()
    case.handings.filter(state__in=(HandingState.ASKED, HandingState.AGREED)).update(
        state=HandingState.DECLINED
    )
    case.handings.update(receiver="", purpose="")
    wipe_words(case.pk)
    CaseMove.objects.filter(case=case).exclude(note="").update(note="")
    if not keeps_verdict:
        case.agency, case.verdict_on = None, None
        case.verdict = case.criterion = ""
    case.unit = case.counter = None
    case.kind = case.released_text = case.refusal = ""
    case.verdict_reason = ""
    case.ready_on = case.released_on = case.due_on = None
    case.answered_on = case.published_on = case.verdict_by = None
    case.shuffle, case.is_suspect = 0, False
    case.received_on = month_start(case.received_on)
    case.handed_to = body

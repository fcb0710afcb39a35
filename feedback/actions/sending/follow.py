"""What the holder of a receipt may do with the case: add words, say how it ended, take the contact back.

Nothing here writes a moment or an audit row: a row of the trail would tell the minute at which a citizen sat
at a telephone.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from core.clock import local_day
from core.errors import Refused
from feedback.actions.sending.submit import sealed_row
from feedback.enums import CaseState, SealedKind
from feedback.models import FeedbackCase, Sealed
from feedback.receipts import message_row
from feedback.rules.cases import SHUT
from feedback.rules.envelopes import words_inside

"""States in which the portal takes no further words: they would be read by nobody."""

MESSAGES_A_DAY = 5


class NoMoreWords(Refused):
    """The case takes no further words, or not today (HTTP 409)."""


def add_message(*, case: FeedbackCase, message_id: UUID, text: str, at: datetime) -> Sealed:
    """Seal further words of the sender; they wait for the custodian like the first.

    The same words of one form are kept once; other words under its id, as after a step back in the browser,
    are a message of their own. Raises NoMoreWords for a case that was refused or handed over, and beyond
    MESSAGES_A_DAY.
    """
    day = local_day(at)
    with transaction.atomic():
        case = FeedbackCase.objects.select_for_update(of=("self",)).select_related("vault").get(pk=case.pk)
        row_id = message_row(message_id, case.pk, text)
        existing = Sealed.objects.filter(pk=row_id).first()
        if existing is not None:
            return existing
        if case.state in SHUT:
            raise NoMoreWords(gettext("Phản ánh này đã kết thúc tại cổng nên không nhận thêm lời."))
        if Sealed.objects.filter(case=case, kind=SealedKind.MESSAGE, day=day).count() >= MESSAGES_A_DAY:
            raise NoMoreWords(gettext("Hôm nay ông/bà đã bổ sung nhiều lần. Hãy gửi tiếp vào ngày mai."))
        row = sealed_row(case, case.vault, SealedKind.MESSAGE, words_inside(text), day)
        row.pk = row_id
        row.save(force_insert=True)
    return row


def say_how_it_ended(*, case: FeedbackCase, is_solved: bool, satisfaction: int | None) -> FeedbackCase:
    """Keep whether the matter was solved and how the answer was (1–5); may be said anew while answered.

    The desks read it from the next nightly batch on. A case that was merged into another is answered with it.
    Raises Refused while there is no answer.
    """
    with transaction.atomic():
        case = FeedbackCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if not has_answer(case):
            raise Refused(gettext("Phản ánh chưa có trả lời nên chưa đánh giá được."))
        case.is_solved, case.satisfaction = is_solved, satisfaction
        case.save(update_fields=["is_solved", "satisfaction"])
    return case


def has_answer(case: FeedbackCase) -> bool:
    """Whether the sender has an answer to judge: one of this case, or of the one it was merged into."""
    if case.state == CaseState.MERGED and case.merged_into is not None:
        return case.merged_into.state == CaseState.ANSWERED
    return case.state == CaseState.ANSWERED


def erase_contact(*, case: FeedbackCase) -> int:
    """Delete the envelopes with the sender's contact; how many there were. Twice is harmless."""
    with transaction.atomic():
        deleted, _each = Sealed.objects.filter(case=case, kind=SealedKind.CONTACT).delete()
    return deleted

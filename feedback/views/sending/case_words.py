"""Where a case stands, in words for its sender."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.dates import format_day
from feedback.enums import CaseState
from feedback.models import FeedbackCase
from feedback.refusal_words import words_of

STATES = {
    CaseState.RECEIVED: (_("Đã nhận"), _("Người giữ niêm phong sẽ đọc và che những gì có thể lộ danh tính.")),
    CaseState.READY: (_("Đã đọc"), _("Phản ánh sẽ tới cơ quan trong đợt gửi gần nhất.")),
    CaseState.RELEASED: (_("Đã tới cơ quan"), _("Cơ quan đang giao bộ phận giải quyết.")),
    CaseState.ASSIGNED: (_("Đang giải quyết"), _("Bộ phận được giao đang chuẩn bị trả lời.")),
    CaseState.ANSWERED: (_("Đã trả lời"), _("Câu trả lời ở dưới đây.")),
    CaseState.MERGED: (
        _("Trả lời chung"),
        _("Có phản ánh khác về cùng việc; cơ quan trả lời chung một lần."),
    ),
    CaseState.HANDED: (_("Đã chuyển nơi khác"), ""),
    CaseState.REFUSED: (_("Không tiếp nhận"), ""),
}


def state_of(state: str) -> str:
    """The name of a state."""
    return str(STATES[CaseState(state)][0])


def explanation_of(case: FeedbackCase) -> str:
    """What the state means for the sender."""
    if case.state == CaseState.HANDED:
        return gettext(
            "Nội dung thuộc thẩm quyền của %(body)s nên đã được chuyển tới đó; cổng không còn giữ nội dung."
        ) % {"body": case.handed_to}
    if case.state == CaseState.REFUSED:
        return words_of(case.refusal)
    return str(STATES[CaseState(case.state)][1])


def received_words(case: FeedbackCase) -> str:
    """The day on which it came in; of what was handed over only the month is left."""
    day = case.received_on
    return f"{day:%m/%Y}" if case.state == CaseState.HANDED else format_day(day)

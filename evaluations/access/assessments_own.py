"""What only the person themselves does with a form after it was judged (RELIABILITY §2.2: U own)."""

from typing import TYPE_CHECKING

from core.access import Allowed, Denied, Verdict, permission
from evaluations.models import SelfAssessment

if TYPE_CHECKING:
    from agencies.models import User

OWN_WORD = "Chỉ người được đánh giá ghi ý kiến về nhận xét phiếu của mình."
OWN_APPEAL = "Chỉ người được đánh giá gửi kiến nghị về phiếu của mình."
OWN_EVIDENCE = "Chỉ người được đánh giá thêm hoặc gỡ minh chứng của phiếu mình."


@permission("assessment.reply", "Ghi ý kiến về nhận xét phiếu của mình")
def may_reply(user: "User", form: SelfAssessment) -> Verdict:
    """The person alone."""
    return Allowed() if form.staff_id == user.staff_id else Denied(OWN_WORD)


@permission("appeal.ask", "Kiến nghị về kết quả đánh giá của mình")
def may_appeal(user: "User", form: SelfAssessment) -> Verdict:
    """The person alone; nobody appeals in another's name."""
    return Allowed() if form.staff_id == user.staff_id else Denied(OWN_APPEAL)


@permission("assessment.attach", "Thêm và gỡ minh chứng của phiếu mình")
def may_attach(user: "User", form: SelfAssessment) -> Verdict:
    """The person alone."""
    return Allowed() if form.staff_id == user.staff_id else Denied(OWN_EVIDENCE)

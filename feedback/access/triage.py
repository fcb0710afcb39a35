"""Who reads sealed words, decides what goes out, hands a contact on (RELIABILITY §2.2: raw text, contact)."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from feedback.access.vaults import may_hold
from feedback.models import ContactHanding, FeedbackCase

if TYPE_CHECKING:
    from agencies.models import User

RECUSED = "Phản ánh này không thuộc két bạn giữ, hoặc về cơ quan nơi bạn làm việc."
TWO_PEOPLE = "Người đề nghị không tự đồng ý được. Hãy nhờ người giữ thứ hai của két."
NOT_HOME_AFFAIRS = "Chỉ Sở Nội vụ đặt thời hạn trả lời phản ánh."


@permission("case.triage", "Đọc phản ánh niêm phong và duyệt bản chuyển cơ quan")
def may_triage(user: "User", case: FeedbackCase | None) -> Verdict:
    """Holders of the vault who stand outside the agency complained about; without a case, custodians."""
    verdict = may_hold(user, None)
    if case is None or not verdict:
        return verdict
    within = FeedbackCase.objects.sealed_for(user, clock.today()).filter(pk=case.pk)
    return Allowed() if within.exists() else Denied(RECUSED)


@permission("case.refuse", "Không tiếp nhận phản ánh")
def may_refuse(user: "User", case: FeedbackCase | None) -> Verdict:
    """As ``case.triage``."""
    return may_triage(user, case)


@permission("case.hand_over", "Chuyển khiếu nại, tố cáo đến nơi có thẩm quyền")
def may_hand_over(user: "User", case: FeedbackCase) -> Verdict:
    """As ``case.triage``."""
    return may_triage(user, case)


@permission("contact.ask", "Đề nghị bàn giao liên hệ của người gửi")
def may_ask(user: "User", case: FeedbackCase) -> Verdict:
    """As ``case.triage``."""
    return may_triage(user, case)


@permission("contact.decide", "Đồng ý bàn giao liên hệ của người gửi")
def may_decide(user: "User", handing: ContactHanding) -> Verdict:
    """Another holder of the same vault than the one who asked."""
    if handing.asked_by_id == user.pk:
        return Denied(TWO_PEOPLE)
    return may_triage(user, handing.case)


@permission("contact.hand_on", "In phiếu bàn giao liên hệ đã được đồng ý")
def may_hand_on(user: "User", handing: ContactHanding) -> Verdict:
    """Holders of the vault, once two of them agreed."""
    return may_triage(user, handing.case)


@permission("remark.read", "Đọc và duyệt lời góp ý kèm đánh giá")
def may_read_remarks(user: "User", _nothing: object) -> Verdict:
    """Custodians; each sees the sentences of their vault."""
    return may_hold(user, None)


@permission("case_term.change", "Đặt thời hạn trả lời phản ánh")
def may_change_terms(user: "User", _nothing: object) -> Verdict:
    """Home Affairs."""
    allowed = scope_of(user, clock.today()).has(Role.HOME_AFFAIRS)
    return Allowed() if allowed else Denied(NOT_HOME_AFFAIRS)

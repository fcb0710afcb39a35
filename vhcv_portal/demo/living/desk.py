"""What the desk of cases keeps in the demonstration: templates of replies, and visits tied to reports."""

from datetime import datetime

from agencies.models import User
from evaluations.actions.inspections.link_case import link_case
from evaluations.enums import InspectionState
from evaluations.models import Inspection
from feedback.actions.cases.templates import save_template
from feedback.models import FeedbackCase, ReplyTemplate
from vhcv_portal.demo.living.stories import name_id

TEMPLATES = (
    (
        "Xin lỗi và đã khắc phục",
        "Kính gửi Ông/bà,\n\n{co_quan} đã xem xét phản ánh {ma} nhận ngày {ngay_chuyen}. Việc Ông/bà nêu là "
        "đúng, chúng tôi xin lỗi Ông/bà.\n\nChúng tôi đã: \n\nNếu việc lặp lại, mong Ông/bà báo để chúng tôi "
        "xử lý.\n\nTrân trọng cảm ơn Ông/bà.",
    ),
    (
        "Giải thích quy định",
        "Kính gửi Ông/bà,\n\nVề phản ánh {ma}, {co_quan} xin trả lời như sau:\n\nTheo quy định tại \n\n"
        "Ông/bà cần chuẩn bị: \n\nNếu còn vướng mắc, mời Ông/bà liên hệ {bo_phan}.",
    ),
    (
        "Cần thêm thời gian xác minh",
        "Kính gửi Ông/bà,\n\n{co_quan} đã nhận phản ánh {ma} và đang xác minh. Chúng tôi sẽ trả lời "
        "chậm nhất ngày {han}.\n\nTrân trọng.",
    ),
)
MOST_LINKS = 6


def load_desk(at: datetime) -> dict[str, int]:
    """Keep the templates for everybody and tie some judged reports to visits, once."""
    if ReplyTemplate.objects.exists():
        return {}
    admin = User.objects.get(username="noivu")
    for name, text in TEMPLATES:
        save_template(template=ReplyTemplate(), name=name, text=text, is_active=True, actor=admin, at=at)
    return {"reply_templates": len(TEMPLATES), "case_links": _tie(admin, at)}


def _tie(admin: User, at: datetime) -> int:
    """The newest finished visit to the agency of each judged report, as far as there is one."""
    visits = {
        visit.agency_id: visit
        for visit in Inspection.objects.exclude(
            state__in=(InspectionState.DRAFT, InspectionState.CANCELLED)
        ).order_by("visited_on", "pk")
    }
    tied = 0
    for case in FeedbackCase.objects.counted().order_by("verdict_on", "pk"):
        visit = visits.get(case.agency_id or 0)
        if visit is not None and tied < MOST_LINKS:
            link_case(
                link_id=name_id("gan-kiem-tra", case.pk.hex),
                case=case,
                inspection=visit,
                criterion=None,
                note="Đoàn đã hỏi lại sự việc khi kiểm tra.",
                actor=admin,
                at=at,
            )
            tied += 1
    return tied

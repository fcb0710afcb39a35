"""Who objects to a provisional result, and who answers."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.access.assessments import OfAgency
from evaluations.access.closing.preview import home_affairs
from evaluations.models import Objection

if TYPE_CHECKING:
    from agencies.models import User

OWN = "Người nêu ý kiến không tự trả lời ý kiến của mình; cần người thứ hai."


@permission("objection.list", "Xem ý kiến về kết quả dự kiến")
def may_list(user: "User", _nothing: object) -> Verdict:
    """Heads see those of their agencies, Home Affairs and the province's leaders all."""
    readers = (Role.HOME_AFFAIRS, Role.LEADER, Role.AGENCY_HEAD)
    if scope_of(user, clock.today()).has(*readers):
        return Allowed()
    return Denied("Ý kiến về kết quả dự kiến dành cho thủ trưởng cơ quan, Sở Nội vụ và lãnh đạo tỉnh.")


@permission("objection.raise", "Nêu ý kiến về kết quả dự kiến")
def may_raise(user: "User", agency: OfAgency) -> Verdict:
    """The head of the agency, or who acts for them."""
    if scope_of(user, clock.today()).covers(agency.path, {Role.AGENCY_HEAD}):
        return Allowed()
    return Denied("Chỉ thủ trưởng của chính cơ quan này nêu ý kiến về kết quả của cơ quan.")


@permission("objection.answer", "Trả lời ý kiến về kết quả dự kiến")
def may_answer(user: "User", objection: Objection) -> Verdict:
    """Home Affairs, another person than the one who objected."""
    if objection.raised_by_id == user.pk:
        return Denied(OWN)
    return home_affairs(user, "Ý kiến do Sở Nội vụ trả lời.")

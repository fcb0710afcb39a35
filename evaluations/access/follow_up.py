"""Who may explain, judge, report, answer and verify."""

from datetime import date
from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models import AgencyVersion
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.access.inspections import may_record
from evaluations.models import HandOver, Inspection, Recommendation

if TYPE_CHECKING:
    from agencies.models import User

NOT_THE_HEAD = "Chỉ người đứng đầu cơ quan được kiểm tra (hoặc cơ quan kế thừa) mới giải trình được."
NOT_THE_OWNER = "Chỉ người đứng đầu cơ quan được giao kiến nghị mới báo cáo khắc phục được."
NOT_A_VERIFIER = "Chỉ thành viên đoàn kiểm tra hoặc Sở Nội vụ mới xác nhận khắc phục được."
OWN_REMEDY = "Bạn công tác tại cơ quan được giao kiến nghị nên không tự xác nhận được."
ONLY_HOME_AFFAIRS = "Chỉ Sở Nội vụ mới đổi được thời hạn."
NOT_FOR_BOARD = "Bảng quá hạn dành cho Sở Nội vụ, người kiểm tra và lãnh đạo tỉnh."


@permission("explanation.submit", "Giải trình ghi nhận")
def may_explain(user: "User", inspection: Inspection) -> Verdict:
    """Whoever heads the inspected agency now, or the agency to which its open work was handed over."""
    return Allowed() if heads_one_of(user, carriers(inspection), clock.today()) else Denied(NOT_THE_HEAD)


@permission("explanation.judge", "Trả lời giải trình")
def may_judge(user: "User", inspection: Inspection) -> Verdict:
    """Any member of the team."""
    return may_record(user, inspection)


@permission("remedy.answer", "Báo cáo khắc phục")
def may_answer(user: "User", recommendation: Recommendation) -> Verdict:
    """Whoever heads the owner now."""
    owner = {recommendation.owner_id}
    return Allowed() if heads_one_of(user, owner, clock.today()) else Denied(NOT_THE_OWNER)


@permission("remedy.verify", "Xác nhận khắc phục")
def may_verify(user: "User", recommendation: Recommendation) -> Verdict:
    """The team, or Home Affairs; nobody for the agency where they work."""
    today = clock.today()
    scope = scope_of(user, today)
    if any(held.rated_agency_id == recommendation.owner_id for held in scope.workplaces):
        return Denied(OWN_REMEDY)
    if scope.has(Role.HOME_AFFAIRS) or may_record(user, recommendation.inspection):
        return Allowed()
    return Denied(NOT_A_VERIFIER)


@permission("due_term.change", "Đổi thời hạn")
def may_change_terms(user: "User", _none: None) -> Verdict:
    """Home Affairs."""
    return Allowed() if scope_of(user, clock.today()).has(Role.HOME_AFFAIRS) else Denied(ONLY_HOME_AFFAIRS)


@permission("overdue.read", "Xem bảng quá hạn")
def may_read_board(user: "User", _none: None) -> Verdict:
    """Home Affairs, inspectors for their own visits, and provincial leaders."""
    roles = (Role.HOME_AFFAIRS, Role.INSPECTOR, Role.LEADER)
    return Allowed() if scope_of(user, clock.today()).has(*roles) else Denied(NOT_FOR_BOARD)


def carriers(inspection: Inspection) -> set[int]:
    """The inspected agency and those to which its open work was handed over."""
    handed = HandOver.objects.of_the_inspected().filter(inspection=inspection)
    return {inspection.agency_id, *handed.values_list("to_agency_id", flat=True)}


def heads_one_of(user: "User", agency_ids: set[int], on: date) -> bool:
    """Whether ``user`` heads, on ``on``, one of these agencies or one above it."""
    scope = scope_of(user, on)
    if not scope.has(Role.AGENCY_HEAD):
        return False
    paths = AgencyVersion.objects.as_of(on).filter(agency__in=agency_ids).values_list("path", flat=True)
    return any(scope.covers(path, {Role.AGENCY_HEAD}) for path in paths)

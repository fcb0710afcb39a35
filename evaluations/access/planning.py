"""Who may plan, draw, order and form teams."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.access.inspections import NOT_AN_INSPECTOR, NOT_IN_TEAM, own_agencies
from evaluations.models import Draw, Inspection, InspectionPlan, PlanLine, RelativeDeclaration, TeamMember
from evaluations.models.planning import workplaces_of

if TYPE_CHECKING:
    from agencies.models import User

NOT_HOME_AFFAIRS = "Chỉ quản trị của Sở Nội vụ lập, sửa và ban hành kế hoạch kiểm tra."
NOT_A_PLANNER = "Trang này dành cho Sở Nội vụ, người kiểm tra và lãnh đạo tỉnh."
NOT_LEADING = "Chỉ trưởng đoàn kiểm tra và quản trị của Sở Nội vụ làm được việc này."
OWN_WORKPLACE = (
    "Bạn công tác tại cơ quan này nên không lập kế hoạch hay quyết định kiểm tra nó. Hãy nhờ người khác."
)


def reads_plans(user: "User") -> bool:
    """Whether plans are of use to ``user``: those whose roles may see an issued one."""
    readers = (Role.HOME_AFFAIRS, Role.INSPECTOR, Role.LEADER, Role.AGENCY_HEAD)
    return scope_of(user, clock.today()).has(*readers)


def _home_affairs(user: "User", reason: str = NOT_HOME_AFFAIRS) -> Verdict:
    return Allowed() if scope_of(user, clock.today()).has(Role.HOME_AFFAIRS) else Denied(reason)


@permission("inspection_plan.change", "Lập và sửa kế hoạch kiểm tra")
def may_change_plan(user: "User", _plan: InspectionPlan | PlanLine | None) -> Verdict:
    """Home Affairs alone."""
    return _home_affairs(user)


@permission("inspection_plan.issue", "Ban hành kế hoạch kiểm tra")
def may_issue_plan(user: "User", _plan: InspectionPlan) -> Verdict:
    """Home Affairs alone."""
    return _home_affairs(user)


@permission("inspection.coverage", "Xem độ phủ kiểm tra")
def may_read_coverage(user: "User", _nothing: object) -> Verdict:
    """Home Affairs, inspectors and the province's leaders; it names only visits that are over."""
    readers = (Role.HOME_AFFAIRS, Role.INSPECTOR, Role.LEADER)
    return Allowed() if scope_of(user, clock.today()).has(*readers) else Denied(NOT_A_PLANNER)


@permission("inspection_draw.make", "Rút ngẫu nhiên cơ quan kiểm tra")
def may_draw(user: "User", _nothing: object) -> Verdict:
    """Home Affairs alone."""
    return _home_affairs(user, "Chỉ quản trị của Sở Nội vụ rút ngẫu nhiên cơ quan kiểm tra.")


@permission("inspection_draw.reveal", "Công bố hạt giống của lần rút")
def may_reveal(user: "User", _draw: Draw) -> Verdict:
    """Home Affairs alone."""
    return _home_affairs(user, "Chỉ quản trị của Sở Nội vụ công bố hạt giống của lần rút.")


@permission("inspection.form", "Lập cuộc kiểm tra từ kế hoạch")
def may_form(user: "User", line: PlanLine) -> Verdict:
    """Home Affairs, for an agency where they do not work."""
    if line.agency_id in workplaces_of(user, clock.today()):
        return Denied(OWN_WORKPLACE)
    return _home_affairs(user)


@permission("inspection.read_order", "Xem quyết định kiểm tra và đoàn")
def may_read_order(user: "User", inspection: Inspection) -> Verdict:
    """The team and Home Affairs; the inspected get the notice and the minutes instead."""
    if TeamMember.objects.filter(inspection=inspection, user=user).exists():
        return Allowed()
    return _conducts(user, inspection, NOT_IN_TEAM)


@permission("inspection.order", "Ghi quyết định kiểm tra")
def may_order(user: "User", inspection: Inspection) -> Verdict:
    """Home Affairs, or the team's leader."""
    return _conducts(user, inspection)


@permission("inspection.change_team", "Thay đổi đoàn kiểm tra")
def may_change_team(user: "User", inspection: Inspection) -> Verdict:
    """Home Affairs, or the team's leader."""
    return _conducts(user, inspection)


@permission("inspection.send_notice", "Gửi thông báo kiểm tra")
def may_send_notice(user: "User", inspection: Inspection) -> Verdict:
    """Home Affairs, or the team's leader."""
    return _conducts(user, inspection)


@permission("inspection.day_route", "Xem lịch đi kiểm tra của mình")
def may_read_route(user: "User", _nothing: object) -> Verdict:
    """Inspectors, each their own."""
    return _inspector(user)


@permission("relative.declare", "Khai báo người thân công tác tại cơ quan")
def may_declare_relative(user: "User", declaration: RelativeDeclaration | None) -> Verdict:
    """Inspectors, for themselves."""
    if declaration is not None and declaration.user_id != user.pk:
        return Denied("Mỗi người chỉ khai và kết thúc khai báo của mình.")
    return _inspector(user)


def _inspector(user: "User") -> Verdict:
    return Allowed() if scope_of(user, clock.today()).has(Role.INSPECTOR) else Denied(NOT_AN_INSPECTOR)


def _conducts(user: "User", inspection: Inspection, reason: str = NOT_LEADING) -> Verdict:
    """Whether the user leads the team or plans for the province, and has nothing to do with the agency."""
    today = clock.today()
    scope = scope_of(user, today)
    if scope.has(Role.HOME_AFFAIRS):
        own = inspection.agency_id in workplaces_of(user, today)
        return Denied(OWN_WORKPLACE) if own else Allowed()
    leading = TeamMember.objects.filter(
        inspection=inspection, user=user, role=TeamMember.TeamRole.LEADER
    ).exists()
    if not leading:
        return Denied(reason)
    if not scope.has(Role.INSPECTOR):
        return Denied(NOT_AN_INSPECTOR)
    return Denied(OWN_WORKPLACE) if inspection.agency_id in own_agencies(user) else Allowed()

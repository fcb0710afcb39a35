"""Who may do what with agencies, people, roles and accounts (RELIABILITY §2.2)."""

from datetime import date

from agencies.enums import Role
from agencies.models import (
    AgencyVersion,
    Delegation,
    Leave,
    RoleGrant,
    StaffMember,
    User,
)
from agencies.models.leave import LEAVE_KEEPERS, led_posts
from agencies.models.people import StaffMemberQuerySet
from agencies.models.scope import Scope, scope_of
from agencies.rules.delegating import LENDABLE
from core import clock
from core.access import Allowed, Denied, Verdict, permission


def _scope(user: User) -> Scope:
    return scope_of(user, clock.today())


@permission("agency.people", "Xem người làm việc tại một cơ quan")
def _see_people_of(user: User, version: AgencyVersion) -> Verdict:
    if _scope(user).sees_people_of(version.path):
        return Allowed()
    return Denied("Bạn chỉ xem được người của đơn vị mình làm việc hoặc phụ trách.")


@permission("person.list", "Tìm cán bộ, công chức, viên chức")
def _list_people(user: User, _nothing: object) -> Verdict:
    scope = _scope(user)
    if scope.workplaces or scope.has(Role.HOME_AFFAIRS, Role.AGENCY_HEAD, Role.UNIT_HEAD):
        return Allowed()
    return Denied("Danh sách cán bộ dành cho người đang giữ vị trí công tác trong các cơ quan của tỉnh.")


@permission("person.contact", "Xem thư điện tử của một người")
def _see_contact(user: User, staff: StaffMember) -> Verdict:
    if staff.pk == user.staff_id or _scope(user).has(Role.HOME_AFFAIRS):
        return Allowed()
    return Denied("Chỉ chính người đó và Sở Nội vụ xem được thông tin liên hệ.")


@permission("role.list", "Xem vai trò đã giao và tài khoản")
def _list_roles(user: User, _nothing: object) -> Verdict:
    if _scope(user).has(Role.HOME_AFFAIRS, Role.OPERATOR):
        return Allowed()
    return Denied("Trang vai trò dành cho quản trị của Sở Nội vụ và quản trị kỹ thuật.")


@permission("role.grant", "Giao vai trò")
def _grant_role(user: User, receiver: User) -> Verdict:
    if not _scope(user).has(Role.HOME_AFFAIRS):
        return Denied("Chỉ quản trị của Sở Nội vụ được giao vai trò.")
    if receiver.pk == user.pk:
        return Denied("Không ai được tự giao vai trò cho mình. Hãy nhờ một quản trị khác của Sở Nội vụ.")
    return Allowed()


@permission("role.end", "Thôi giao vai trò")
def _end_role(user: User, grant: RoleGrant) -> Verdict:
    if not _scope(user).has(Role.HOME_AFFAIRS):
        return Denied("Chỉ quản trị của Sở Nội vụ được thôi giao vai trò.")
    if grant.user_id == user.pk:
        return Denied("Không ai được tự thay đổi vai trò của mình. Hãy nhờ một quản trị khác của Sở Nội vụ.")
    return Allowed()


@permission("jobs.read", "Xem tác vụ nền")
def _read_jobs(user: User, _nothing: object) -> Verdict:
    if _scope(user).has(Role.HOME_AFFAIRS, Role.OPERATOR):
        return Allowed()
    return Denied("Trang tác vụ nền dành cho quản trị của Sở Nội vụ và quản trị kỹ thuật.")


@permission("jobs.retry", "Cho chạy lại tác vụ nền đã dừng")
def _retry_jobs(user: User, _nothing: object) -> Verdict:
    if _scope(user).has(Role.OPERATOR):
        return Allowed()
    return Denied("Chỉ quản trị kỹ thuật được cho chạy lại tác vụ nền.")


@permission("user.disable", "Khóa tài khoản")
def _disable_user(user: User, target: User) -> Verdict:
    if not _scope(user).has(Role.HOME_AFFAIRS, Role.OPERATOR):
        return Denied("Chỉ quản trị của Sở Nội vụ và quản trị kỹ thuật được khóa tài khoản.")
    if target.pk == user.pk:
        return Denied("Không ai được tự khóa tài khoản của mình.")
    return Allowed()


@permission("user.enable", "Mở khóa tài khoản")
def _enable_user(user: User, target: User) -> Verdict:
    if not _scope(user).has(Role.HOME_AFFAIRS):
        return Denied("Chỉ quản trị của Sở Nội vụ được mở khóa tài khoản.")
    if target.pk == user.pk:
        return Denied("Không ai được tự mở khóa tài khoản của mình.")
    return Allowed()


NOT_YOUR_PEOPLE = "Bạn chỉ ghi nghỉ cho người đang công tác trong đơn vị do bạn phụ trách."
OWN_LEAVE = "Thời gian nghỉ của bạn do cấp trên trực tiếp hoặc Sở Nội vụ ghi."


def leave_people(user: User, on: date) -> StaffMemberQuerySet:
    """The people whose leave ``user`` may record on ``on``: of units they lead, of all for Home Affairs."""
    scope = scope_of(user, on)
    people = StaffMember.objects.exclude(pk=scope.staff_id or 0)
    if any(held.role == Role.HOME_AFFAIRS and held.is_root for held in scope.roles):
        return people
    return people.filter(pk__in=led_posts(scope, on).values("staff"))


@permission("leave.list", "Xem thời gian nghỉ")
def _list_leave(user: User, _nothing: object) -> Verdict:
    if user.staff_id is not None or _scope(user).has(Role.HOME_AFFAIRS, *LEAVE_KEEPERS):
        return Allowed()
    return Denied("Trang này dành cho người đang công tác trong các cơ quan của tỉnh.")


@permission("leave.record", "Ghi thời gian nghỉ")
def _record_leave(user: User, staff: StaffMember) -> Verdict:
    if staff.pk == user.staff_id:
        return Denied(OWN_LEAVE)
    if leave_people(user, clock.today()).filter(pk=staff.pk).exists():
        return Allowed()
    return Denied(NOT_YOUR_PEOPLE)


@permission("leave.withdraw", "Rút thời gian nghỉ đã ghi")
def _withdraw_leave(user: User, leave: Leave) -> Verdict:
    return _record_leave(user, leave.staff)


@permission("leave.import", "Nhập thời gian nghỉ từ Excel")
def _import_leave(user: User, _nothing: object) -> Verdict:
    if _scope(user).has(Role.HOME_AFFAIRS, *LEAVE_KEEPERS):
        return Allowed()
    return Denied("Chỉ thủ trưởng, trưởng bộ phận và Sở Nội vụ nhập được thời gian nghỉ.")


@permission("delegation.list", "Xem ủy quyền")
def _list_delegations(user: User, _nothing: object) -> Verdict:
    """Everybody sees what they gave and received."""
    return Allowed()


@permission("delegation.give", "Ủy quyền")
def _delegate(user: User, _nothing: object) -> Verdict:
    """Whoever holds one of the lendable roles by a grant of their own; nothing lent is lent on."""
    today = clock.today()
    if RoleGrant.objects.as_of(today).filter(user=user, role__in=LENDABLE).exists():
        return Allowed()
    return Denied("Chỉ thủ trưởng cơ quan và trưởng bộ phận ủy quyền được vai trò của mình.")


@permission("delegation.end", "Kết thúc ủy quyền")
def _end_delegation(user: User, delegation: Delegation) -> Verdict:
    """The giver, the receiver who gives it back, the head of the agency, Home Affairs."""
    if Delegation.objects.visible_to(user, clock.today()).filter(pk=delegation.pk).exists():
        return Allowed()
    return Denied("Chỉ người giao, người nhận, thủ trưởng cơ quan và Sở Nội vụ kết thúc được ủy quyền này.")

"""Who may do what with agencies, people, roles and accounts (RELIABILITY §2.2)."""

from agencies.enums import Role
from agencies.models import AgencyVersion, RoleGrant, StaffMember, User
from agencies.models.scope import Scope, scope_of
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

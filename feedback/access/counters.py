"""Who may see, open and take back counters (RELIABILITY §2.2: QR codes)."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models import Agency, AgencyVersion
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from feedback.models import Counter
from feedback.models.counters import COUNTER_READERS

if TYPE_CHECKING:
    from agencies.models import User

NOT_A_READER = "Mã của quầy tiếp nhận dành cho thủ trưởng cơ quan, người kiểm tra và Sở Nội vụ."
NOT_HOME_AFFAIRS = "Chỉ quản trị của Sở Nội vụ lập quầy, thay mã và thu hồi mã."
OUT_OF_REACH = "Vai trò của bạn không bao gồm cơ quan này."


@permission("counter.list", "Xem quầy tiếp nhận và in mã")
def may_list(user: "User", _nothing: None) -> Verdict:
    """Heads of agencies, inspectors, Home Affairs."""
    if scope_of(user, clock.today()).has(*COUNTER_READERS):
        return Allowed()
    return Denied(NOT_A_READER)


@permission("counter.create", "Lập quầy tiếp nhận")
def may_create(user: "User", agency: Agency | None) -> Verdict:
    """Home Affairs, for agencies within its reach."""
    return _home_affairs(user, None if agency is None else agency.pk)


@permission("counter.revoke", "Thu hồi mã của quầy")
def may_revoke(user: "User", counter: Counter) -> Verdict:
    """Home Affairs, for agencies within its reach."""
    return _home_affairs(user, counter.agency_id)


@permission("counter.replace", "Thay mã của quầy")
def may_replace(user: "User", counter: Counter) -> Verdict:
    """Home Affairs, for agencies within its reach."""
    return _home_affairs(user, counter.agency_id)


def _home_affairs(user: "User", agency_id: int | None) -> Verdict:
    today = clock.today()
    scope = scope_of(user, today)
    if not scope.has(Role.HOME_AFFAIRS):
        return Denied(NOT_HOME_AFFAIRS)
    if agency_id is None:
        return Allowed()
    standing = AgencyVersion.objects.as_of(today).filter(agency=agency_id).first()
    if standing is not None and scope.covers(standing.path, {Role.HOME_AFFAIRS}):
        return Allowed()
    return Denied(OUT_OF_REACH)

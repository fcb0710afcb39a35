"""Who hands in visits, connects one-stop systems, and keys in paper slips."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models import Agency, AgencyVersion
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from feedback.models.visits import VISIT_KEEPERS

if TYPE_CHECKING:
    from agencies.models import User

NOT_A_KEEPER = "Danh sách lượt đến do thủ trưởng cơ quan hoặc Sở Nội vụ nhập."
NOT_HOME_AFFAIRS = "Chỉ quản trị của Sở Nội vụ cấp và thu hồi kết nối."
OUT_OF_REACH = "Vai trò của bạn không bao gồm cơ quan này."


@permission("visits.keep", "Nhập danh sách lượt đến")
def may_keep(user: "User", agency: Agency | None) -> Verdict:
    """The head of the agency, and Home Affairs."""
    return _holds(user, agency, VISIT_KEEPERS, NOT_A_KEEPER)


@permission("visits.connect", "Cấp kết nối cho hệ thống một cửa")
def may_connect(user: "User", agency: Agency | None) -> Verdict:
    """Home Affairs, for agencies within its reach."""
    return _holds(user, agency, frozenset({Role.HOME_AFFAIRS}), NOT_HOME_AFFAIRS)


def _holds(user: "User", agency: Agency | None, roles: frozenset[Role], reason: str) -> Verdict:
    today = clock.today()
    scope = scope_of(user, today)
    if not scope.has(*roles):
        return Denied(reason)
    if agency is None:
        return Allowed()
    standing = AgencyVersion.objects.as_of(today).filter(agency=agency).first()
    if standing is not None and scope.covers(standing.path, roles):
        return Allowed()
    return Denied(OUT_OF_REACH)

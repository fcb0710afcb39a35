"""Who keeps the list of where complaints and denunciations go."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission

if TYPE_CHECKING:
    from agencies.models import User

NOT_HOME_AFFAIRS = "Chỉ quản trị của Sở Nội vụ sửa danh sách nơi tiếp nhận khiếu nại, tố cáo."


@permission("lawful_body.change", "Sửa nơi tiếp nhận khiếu nại, tố cáo")
def may_change(user: "User", _nothing: None) -> Verdict:
    """Home Affairs of the province."""
    held = scope_of(user, clock.today()).roles
    if any(role.role == Role.HOME_AFFAIRS and role.is_root for role in held):
        return Allowed()
    return Denied(NOT_HOME_AFFAIRS)

"""Who may open a period (RELIABILITY §2.2: period)."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission

if TYPE_CHECKING:
    from agencies.models import User


@permission("period.open", "Mở kỳ đánh giá")
def may_open(user: "User", _nothing: None) -> Verdict:
    """Home Affairs alone."""
    if scope_of(user, clock.today()).has(Role.HOME_AFFAIRS):
        return Allowed()
    return Denied("Kỳ đánh giá do quản trị Sở Nội vụ mở.")

"""Who may compare inspectors: Sở Nội vụ alone. Nobody else, not even the inspector the figure is about."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, may, permission
from evaluations.models import Inspection
from evaluations.models.planning import workplaces_of

if TYPE_CHECKING:
    from agencies.models import User

NOT_HOME_AFFAIRS = "Trang này chỉ dành cho quản trị của Sở Nội vụ, dùng để thống nhất cách chấm."
OWN_WORKPLACE = "Bạn công tác tại cơ quan này nên không giao kiểm tra lặp. Hãy nhờ người khác của Sở Nội vụ."


@permission("fairness.read", "Đối chiếu cách chấm giữa những người kiểm tra")
def may_read(user: "User", _nothing: object) -> Verdict:
    """Home Affairs alone."""
    return Allowed() if scope_of(user, clock.today()).has(Role.HOME_AFFAIRS) else Denied(NOT_HOME_AFFAIRS)


@permission("fairness.draw", "Rút mẫu kiểm tra lặp")
def may_draw_sample(user: "User", _nothing: object) -> Verdict:
    """Home Affairs alone."""
    return may(user, "fairness.read")


@permission("fairness.order_double", "Giao kiểm tra lặp")
def may_order_double(user: "User", first: Inspection) -> Verdict:
    """Home Affairs, for an agency where they do not work."""
    if first.agency_id in workplaces_of(user, clock.today()):
        return Denied(OWN_WORKPLACE)
    return may(user, "fairness.read")

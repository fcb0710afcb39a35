"""Who promises and makes the month's draw, and who reads whom it took."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.models.assessments import REVIEWERS

if TYPE_CHECKING:
    from agencies.models import User

NOT_HOME_AFFAIRS = "Mẫu minh chứng do quản trị Sở Nội vụ cam kết và rút."
NOT_A_HEAD = "Danh sách người trong mẫu chỉ dành cho thủ trưởng và trưởng bộ phận của họ."


@permission("evidence_draw.make", "Cam kết và rút mẫu minh chứng")
def may_draw_people(user: "User", _nothing: object) -> Verdict:
    """Home Affairs alone."""
    allowed = scope_of(user, clock.today()).has(Role.HOME_AFFAIRS)
    return Allowed() if allowed else Denied(NOT_HOME_AFFAIRS)


@permission("evidence_draw.shares", "Xem tỷ lệ có minh chứng theo cơ quan")
def may_read_shares(user: "User", _nothing: object) -> Verdict:
    """Home Affairs and the province's leaders, who get no names."""
    allowed = scope_of(user, clock.today()).has(Role.HOME_AFFAIRS, Role.LEADER)
    return Allowed() if allowed else Denied(NOT_HOME_AFFAIRS)


@permission("evidence_draw.people", "Xem người của mình trong mẫu minh chứng")
def may_read_people(user: "User", _nothing: object) -> Verdict:
    """Heads, each their own."""
    return Allowed() if scope_of(user, clock.today()).has(*REVIEWERS) else Denied(NOT_A_HEAD)

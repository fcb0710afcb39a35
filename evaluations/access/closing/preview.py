"""Who shows a period's provisional results to the agencies, and who sees what holds the closing up."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.models import Period

if TYPE_CHECKING:
    from agencies.models import User

NOT_HOME_AFFAIRS = "Việc này do quản trị của Sở Nội vụ làm."


def home_affairs(user: "User", reason: str = NOT_HOME_AFFAIRS) -> Verdict:
    """Home Affairs alone."""
    return Allowed() if scope_of(user, clock.today()).has(Role.HOME_AFFAIRS) else Denied(reason)


@permission("result_preview.open", "Cho các cơ quan xem kết quả dự kiến")
def may_open_preview(user: "User", _period: Period | None) -> Verdict:
    """Home Affairs alone."""
    return home_affairs(user)


@permission("period.readiness", "Xem điều còn vướng trước khi chốt kỳ")
def may_see_readiness(user: "User", _period: Period | None) -> Verdict:
    """Home Affairs alone: the counts speak of the whole province's unfinished work."""
    return home_affairs(user)

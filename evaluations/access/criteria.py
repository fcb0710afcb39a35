"""Who may draft criteria sets; what is published is read by everybody (RELIABILITY §2.2: rule sets)."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.models import CriteriaSet

if TYPE_CHECKING:
    from agencies.models import User

NOT_HOME_AFFAIRS = "Chỉ quản trị của Sở Nội vụ soạn và ban hành bộ tiêu chí."


def home_affairs(user: "User") -> Verdict:
    """Home Affairs alone."""
    return Allowed() if scope_of(user, clock.today()).has(Role.HOME_AFFAIRS) else Denied(NOT_HOME_AFFAIRS)


@permission("criteria_set.edit", "Soạn dự thảo bộ tiêu chí")
def may_edit(user: "User", _draft: CriteriaSet | None) -> Verdict:
    """Home Affairs alone; that it is still a draft is the action's to ask."""
    return home_affairs(user)

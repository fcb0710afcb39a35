"""Who asks for the release of a ranking, who releases it, who withdraws it (two people of Home Affairs)."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.models import PeriodSnapshot, RankingRelease

if TYPE_CHECKING:
    from agencies.models import User

NOT_HOME_AFFAIRS = "Việc công bố xếp hạng do quản trị của Sở Nội vụ đề nghị và công bố."
SAME_PERSON = "Bạn là người đề nghị công bố. Hãy nhờ một quản trị khác của Sở Nội vụ công bố."


def _home_affairs(user: "User") -> Verdict:
    held = scope_of(user, clock.today()).has(Role.HOME_AFFAIRS)
    return Allowed() if held else Denied(NOT_HOME_AFFAIRS)


@permission("ranking.ask_release", "Đề nghị công bố xếp hạng")
def may_ask(user: "User", _snapshot: PeriodSnapshot | None) -> Verdict:
    """Home Affairs alone."""
    return _home_affairs(user)


@permission("ranking.release", "Công bố xếp hạng")
def may_release(user: "User", release: RankingRelease | None) -> Verdict:
    """Home Affairs, but not the person who asked."""
    verdict = _home_affairs(user)
    if verdict and release is not None and release.asked_by_id == user.pk:
        return Denied(SAME_PERSON)
    return verdict


@permission("ranking.withdraw", "Rút công bố xếp hạng")
def may_withdraw(user: "User", _release: RankingRelease | None) -> Verdict:
    """Home Affairs alone; what is withdrawn shows less, so one person may."""
    return _home_affairs(user)

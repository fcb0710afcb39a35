"""Who asks for a period to be closed, who closes it, who takes its proof away."""

from typing import TYPE_CHECKING

from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.access.closing.preview import home_affairs
from evaluations.models import Period
from evaluations.models.closing import PROVINCE_READERS, PeriodSnapshot

if TYPE_CHECKING:
    from agencies.models import User


@permission("period.ask_close", "Đề nghị chốt kỳ")
def may_ask_close(user: "User", _period: Period | None) -> Verdict:
    """Home Affairs alone."""
    return home_affairs(user, "Kỳ do quản trị của Sở Nội vụ đề nghị chốt.")


@permission("period.close", "Chốt kỳ")
def may_close(user: "User", _period: Period | None) -> Verdict:
    """Home Affairs alone; that it is another person than who asked, the action sees to."""
    return home_affairs(user, "Kỳ do quản trị của Sở Nội vụ chốt.")


@permission("snapshot.export", "Xuất trọn bản chốt")
def may_export(user: "User", _snapshot: PeriodSnapshot | None) -> Verdict:
    """Home Affairs and the province's leaders: the whole snapshot names who owed a form."""
    if scope_of(user, clock.today()).has(*PROVINCE_READERS):
        return Allowed()
    return Denied("Trọn bản chốt do Sở Nội vụ và lãnh đạo tỉnh xuất; cơ quan xuất phần của mình.")

"""Who may ask for and decide corrections of a closed period (RELIABILITY §2.2, correction revision)."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models import Agency
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.models import Correction, Inspection, Period

if TYPE_CHECKING:
    from agencies.models import User

NOT_ASKING = "Chỉ Sở Nội vụ và thủ trưởng của chính cơ quan được đề nghị điều chỉnh kỳ đã chốt."
NOT_DECIDING = "Chỉ quản trị của Sở Nội vụ quyết định điều chỉnh kỳ đã chốt."
OWN_VISIT = (
    "Bạn ở trong đoàn của cuộc kiểm tra mà đề nghị này dựa vào nên không quyết định được. Hãy nhờ một "
    "quản trị khác của Sở Nội vụ."
)
OWN_REQUEST = "Bạn là người đề nghị nên không quyết định được. Hãy nhờ một quản trị khác của Sở Nội vụ."
NOT_READING = "Trang này dành cho Sở Nội vụ, người kiểm tra, lãnh đạo tỉnh và thủ trưởng cơ quan."
READERS = (Role.HOME_AFFAIRS, Role.INSPECTOR, Role.LEADER, Role.AGENCY_HEAD)
ASKERS = (Role.HOME_AFFAIRS, Role.AGENCY_HEAD)


def reads_corrections(user: "User") -> bool:
    """Whether corrections are of use to ``user``."""
    return scope_of(user, clock.today()).has(*READERS)


def asks_for(user: "User", period: Period) -> "list[int] | None":
    """The agencies for which ``user`` may ask in ``period``; None for every one."""
    scope = scope_of(user, clock.today())
    if scope.has(Role.HOME_AFFAIRS):
        return None
    condition = scope.agency_condition({Role.AGENCY_HEAD}, "pk", period.last_day)
    return list(Agency.objects.filter(condition).order_by("pk").values_list("pk", flat=True))


@permission("correction.read", "Xem các điều chỉnh kỳ đã chốt")
def may_read(user: "User", _nothing: object) -> Verdict:
    """Those who see some: which ones is asked of each."""
    return Allowed() if reads_corrections(user) else Denied(NOT_READING)


@permission("correction.ask", "Đề nghị điều chỉnh kỳ đã chốt")
def may_ask(user: "User", about: "tuple[Period, int] | None") -> Verdict:
    """Home Affairs for any agency, a head for the own as it stood on the period's last day."""
    if not scope_of(user, clock.today()).has(*ASKERS):
        return Denied(NOT_ASKING)
    if about is None:
        return Allowed()
    period, agency_id = about
    allowed = asks_for(user, period)
    return Allowed() if allowed is None or agency_id in allowed else Denied(NOT_ASKING)


@permission("correction.decide", "Quyết định điều chỉnh kỳ đã chốt")
def may_decide(user: "User", correction: Correction) -> Verdict:
    """Home Affairs, never who asked, nor who sat in the team of the visit that asks by rule."""
    if not scope_of(user, clock.today()).has(Role.HOME_AFFAIRS):
        return Denied(NOT_DECIDING)
    if correction.asked_by_id == user.pk:
        return Denied(OWN_REQUEST)
    return Denied(OWN_VISIT) if _of_own_visit(user, correction) else Allowed()


def _of_own_visit(user: "User", correction: Correction) -> bool:
    """Whether the request comes by rule from a visit in whose team ``user`` sat, or that they made."""
    kind, _, rest = correction.origin.partition(":")
    if kind != "evaluations.inspection":
        return False
    visit = rest.partition(":")[0]
    return Inspection.objects.of_team(user).filter(pk=visit).exists()

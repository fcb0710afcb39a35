"""Who signs a provisional result on which rung, and who sees the ladder (RELIABILITY §2.2)."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.access.assessments import OfAgency
from evaluations.access.closing.preview import home_affairs
from evaluations.models.assessments import REVIEWERS

if TYPE_CHECKING:
    from agencies.models import User

READERS = (Role.HOME_AFFAIRS, Role.LEADER)
NOT_A_READER = "Trang này dành cho thủ trưởng, trưởng bộ phận, Sở Nội vụ và lãnh đạo tỉnh."


def reads_all(user: "User") -> bool:
    """Whether the user sees the ladders of every agency."""
    return scope_of(user, clock.today()).has(*READERS)


@permission("result.read_ladder", "Xem việc ký kết quả dự kiến")
def may_read_ladder(user: "User", _nothing: object) -> Verdict:
    """Heads see their agencies and units, Home Affairs and the province's leaders all."""
    scope = scope_of(user, clock.today())
    return Allowed() if scope.has(*READERS, *REVIEWERS) else Denied(NOT_A_READER)


@permission("result.read_unit", "Xem số phiếu của bộ phận để ký")
def may_read_unit(user: "User", unit: OfAgency) -> Verdict:
    """The heads over the unit, and Home Affairs: counts of forms, no score."""
    scope = scope_of(user, clock.today())
    if scope.has(Role.HOME_AFFAIRS) or scope.covers(unit.path, REVIEWERS):
        return Allowed()
    return Denied("Số phiếu của bộ phận dành cho trưởng bộ phận và thủ trưởng cơ quan.")


@permission("result.sign_unit", "Ký xác nhận phiếu của bộ phận")
def may_sign_unit(user: "User", unit: OfAgency) -> Verdict:
    """The head of this unit, or who acts for them."""
    if scope_of(user, clock.today()).covers(unit.path, {Role.UNIT_HEAD}):
        return Allowed()
    return Denied("Chỉ trưởng bộ phận này ký xác nhận phiếu của bộ phận.")


@permission("result.sign_agency", "Ký kết quả dự kiến của cơ quan")
def may_sign_agency(user: "User", agency: OfAgency) -> Verdict:
    """The head of the agency, or who acts for them."""
    if scope_of(user, clock.today()).covers(agency.path, {Role.AGENCY_HEAD}):
        return Allowed()
    return Denied("Chỉ thủ trưởng của chính cơ quan này ký kết quả dự kiến.")


@permission("result.sign_home", "Sở Nội vụ ký kết quả dự kiến")
def may_sign_home(user: "User", _nothing: object) -> Verdict:
    """Home Affairs alone."""
    return home_affairs(user, "Chỉ quản trị của Sở Nội vụ ký ở bậc này.")

"""Who holds the voices of all agencies against one another, who marks, who reads how heads judge."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.models.assessments import REVIEWERS
from evaluations.models.results import RESULT_READERS

if TYPE_CHECKING:
    from agencies.models import User

NOT_THE_PROVINCE = "Đối chiếu toàn tỉnh dành cho Sở Nội vụ và lãnh đạo tỉnh."
NOT_HOME_AFFAIRS = "Chỉ quản trị của Sở Nội vụ đánh dấu chỗ cần xem lại."
NOT_A_HEAD = "Trang này dành cho thủ trưởng cơ quan và cho Sở Nội vụ, lãnh đạo tỉnh."
NOT_A_JUDGE = "Trang này dành cho người nhận xét phiếu và cho Sở Nội vụ, lãnh đạo tỉnh."


@permission("calibration.read", "Đối chiếu các nguồn của toàn tỉnh")
def may_read(user: "User", _nothing: object) -> Verdict:
    """The readers of the province's results."""
    return Allowed() if scope_of(user, clock.today()).has(*RESULT_READERS) else Denied(NOT_THE_PROVINCE)


@permission("calibration.mark", "Đánh dấu chênh lệch cần xem lại")
def may_mark(user: "User", _nothing: object) -> Verdict:
    """Home Affairs alone."""
    allowed = scope_of(user, clock.today()).has(Role.HOME_AFFAIRS)
    return Allowed() if allowed else Denied(NOT_HOME_AFFAIRS)


@permission("calibration.judging", "Xem cách chấm của người nhận xét phiếu")
def may_read_judging(user: "User", _nothing: object) -> Verdict:
    """Heads, each their own and those under them; the province without names."""
    allowed = scope_of(user, clock.today()).has(*REVIEWERS, *RESULT_READERS)
    return Allowed() if allowed else Denied(NOT_A_JUDGE)


@permission("calibration.patterns", "Xem tỷ lệ phiếu điền một mạch hoặc lặp lại")
def may_read_patterns(user: "User", _nothing: object) -> Verdict:
    """Heads of agencies, each their own share; the province shares by agency, never a name."""
    allowed = scope_of(user, clock.today()).has(Role.AGENCY_HEAD, *RESULT_READERS)
    return Allowed() if allowed else Denied(NOT_A_HEAD)

"""Who may read the figures of the whole province (RELIABILITY §2.2, scores)."""

from typing import Any

from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.models.results import RESULT_READERS


@permission("province.read", "Xem bảng điểm toàn tỉnh")
def may_read_province(user: Any, _obj: Any) -> Verdict:
    """Home Affairs and the leaders of the province; others see single agencies at most."""
    if scope_of(user, clock.today()).has(*RESULT_READERS):
        return Allowed()
    return Denied("Bảng điểm toàn tỉnh dành cho lãnh đạo tỉnh và quản trị Sở Nội vụ.")

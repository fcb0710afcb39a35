"""Who may read what citizens say, added up (RELIABILITY §2.2)."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission

if TYPE_CHECKING:
    from agencies.models import User

VOICE_READERS = frozenset({Role.HOME_AFFAIRS, Role.LEADER, Role.AGENCY_HEAD})
"""Whose roles over an agency open its citizens' figures."""
REMARK_READERS = frozenset({Role.HOME_AFFAIRS, Role.AGENCY_HEAD})
"""Who reads the released sentences too; leaders of the province read sums only."""


@permission("voice.read", "Xem người dân nói gì")
def may_read(user: "User", _nothing: None) -> Verdict:
    """Heads of agencies, Home Affairs and the leaders of the province."""
    if scope_of(user, clock.today()).has(*VOICE_READERS):
        return Allowed()
    return Denied(
        "Trang này dành cho thủ trưởng cơ quan (xem cơ quan mình), Sở Nội vụ và lãnh đạo tỉnh. "
        "Nếu bạn cần số liệu, hãy hỏi thủ trưởng cơ quan."
    )

"""Who keys in a citizen's report from paper: a second office, as for slips."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from feedback.access.second_office import KEYING, NOT_A_SECOND_OFFICE, keys_in_for

if TYPE_CHECKING:
    from agencies.models import User

ONLY_HOME_AFFAIRS = "Phiếu không ghi cơ quan nào do Sở Nội vụ nhập; hãy hỏi người gửi hoặc chọn cơ quan."


@permission("case.enter_desk", "Mở trang nhập hộ phản ánh")
def may_open(user: "User", _nothing: None) -> Verdict:
    """Home Affairs and inspectors."""
    return Allowed() if scope_of(user, clock.today()).has(*KEYING) else Denied(NOT_A_SECOND_OFFICE)


@permission("case.enter", "Nhập hộ phản ánh trên giấy")
def may_enter(user: "User", agency_id: int | None) -> Verdict:
    """Home Affairs and inspectors over the agency who do not work in it; Home Affairs where none is named."""
    today = clock.today()
    if agency_id is not None:
        return keys_in_for(user, agency_id, today)
    return Allowed() if scope_of(user, today).has(Role.HOME_AFFAIRS) else Denied(ONLY_HOME_AFFAIRS)

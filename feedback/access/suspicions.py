"""Who looks into ratings that were set aside, and who decides about them."""

from typing import TYPE_CHECKING

from agencies.models import AgencyVersion
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from feedback.access.recusal import reaches_elsewhere
from feedback.models import RatingSuspicion
from feedback.models.suspicions import SUSPICION_READERS

if TYPE_CHECKING:
    from agencies.models import User

NOT_A_READER = "Dấu hiệu dồn phiếu do Sở Nội vụ và người kiểm tra xem xét."
OUT_OF_REACH = "Vai trò của bạn không bao gồm cơ quan này."
OWN_COUNTER = (
    "Quầy thuộc cơ quan nơi bạn làm việc, hoặc nơi người ủy quyền cho bạn làm việc, nên bạn không quyết "
    "định. "
    "Hãy để người có cùng vai trò ở cơ quan khác quyết định."
)


@permission("suspicion.list", "Xem các lượt đánh giá để riêng")
def may_list(user: "User", _nothing: None) -> Verdict:
    """Home Affairs, inspectors."""
    if scope_of(user, clock.today()).has(*SUSPICION_READERS):
        return Allowed()
    return Denied(NOT_A_READER)


@permission("suspicion.decide", "Quyết định tính hay không tính lượt để riêng")
def may_decide(user: "User", suspicion: RatingSuspicion) -> Verdict:
    """The same, within their reach, but nobody about a counter of the agency where they work."""
    today = clock.today()
    scope = scope_of(user, today)
    if not scope.has(*SUSPICION_READERS):
        return Denied(NOT_A_READER)
    unit = AgencyVersion.objects.as_of(suspicion.day).filter(agency=suspicion.counter.agency_id).first()
    if unit is None or not scope.covers(unit.path, SUSPICION_READERS):
        return Denied(OUT_OF_REACH)
    rated = unit.rated_agency_id or unit.agency_id
    is_elsewhere = reaches_elsewhere(user, unit.path, rated, SUSPICION_READERS, today)
    return Allowed() if is_elsewhere else Denied(OWN_COUNTER)

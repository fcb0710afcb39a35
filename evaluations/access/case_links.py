"""Who may tie a citizen's case to an inspection."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models import AgencyVersion
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.access.inspections import own_agencies
from evaluations.models import Inspection

if TYPE_CHECKING:
    from agencies.models import User

NOT_AN_OVERSEER = "Chỉ người kiểm tra và Sở Nội vụ gắn phản ánh với cuộc kiểm tra."
OWN = "Bạn công tác, từng công tác hoặc có người thân tại cơ quan này nên không gắn được."


@permission("case_link.change", "Gắn phản ánh với cuộc kiểm tra")
def may_link(user: "User", inspection: Inspection) -> Verdict:
    """Inspectors and Home Affairs over the agency, who neither work nor worked there."""
    versions = AgencyVersion.objects.filter(agency=inspection.agency_id).order_by("-starts_on")
    path = versions.values_list("path", flat=True).first() or ""
    if not scope_of(user, clock.today()).covers(path, {Role.INSPECTOR, Role.HOME_AFFAIRS}):
        return Denied(NOT_AN_OVERSEER)
    return Denied(OWN) if inspection.agency_id in own_agencies(user) else Allowed()

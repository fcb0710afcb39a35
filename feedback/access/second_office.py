"""Who keys in for citizens what stands on paper: a second office, never the one that it is about."""

from datetime import date
from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models import AgencyVersion, User
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from feedback.access.recusal import reaches_elsewhere

if TYPE_CHECKING:
    from feedback.models import Counter

KEYING = frozenset({Role.HOME_AFFAIRS, Role.INSPECTOR})
NOT_A_SECOND_OFFICE = "Phiếu giấy do Sở Nội vụ hoặc người kiểm tra nhập hộ."
OWN_OFFICE = (
    "Bạn hoặc người ủy quyền cho bạn làm việc tại cơ quan có quầy nên không nhập phiếu của quầy này. "
    "Hãy chuyển phiếu cho người của cơ quan khác."
)
OUT_OF_REACH = "Vai trò của bạn không bao gồm cơ quan này."


def keys_in_for(user: User, agency_id: int, on: date) -> Verdict:
    """Whether ``user`` keys in papers about an agency or unit: holds a role over it and works elsewhere.

    A lent role does not reach where its giver works, as the giver's own does not.
    """
    scope = scope_of(user, on)
    if not scope.has(*KEYING):
        return Denied(NOT_A_SECOND_OFFICE)
    standing = AgencyVersion.objects.as_of(on).filter(agency=agency_id).first()
    if standing is None or not scope.covers(standing.path, KEYING):
        return Denied(OUT_OF_REACH)
    rated = standing.rated_agency_id or agency_id
    return Allowed() if reaches_elsewhere(user, standing.path, rated, KEYING, on) else Denied(OWN_OFFICE)


@permission("slips.enter", "Nhập hộ phiếu giấy")
def may_enter(user: User, counter: "Counter | None") -> Verdict:
    """Home Affairs and inspectors over the counter's agency who do not work in it."""
    today = clock.today()
    if counter is not None:
        return keys_in_for(user, counter.agency_id, today)
    return Allowed() if scope_of(user, today).has(*KEYING) else Denied(NOT_A_SECOND_OFFICE)

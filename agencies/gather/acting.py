"""In whose right a user acts: their own role, or one lent to them; and who headed an agency on a day."""

from datetime import date

from django.db.models import QuerySet

from agencies.enums import Role
from agencies.gather.names import path_ids
from agencies.models import Delegation, RoleGrant, User


def acting_for(user: User, role: Role, agency_path: str, on: date) -> User | None:
    """Whose ``role`` over the agency at ``agency_path`` the user borrows on ``on``; None if it is their own.

    None too where the user has the role neither way: this tells the capacity of an act that a permission
    has allowed, it allows nothing. A lent role counts while its giver is active and holds it themselves
    (RELIABILITY 2.3.7). The nearest agency on the path goes first. At most two queries.
    """
    on_path = path_ids(agency_path)
    held = RoleGrant.objects.as_of(on).filter(role=role, agency__in=on_path)
    if held.filter(user=user).exists():
        return None
    lent = (
        Delegation.objects.living(on)
        .filter(receiver=user, role=role, agency__in=on_path)
        .select_related("giver")
        .order_by("pk")
    )
    nearest = max(lent, key=lambda row: on_path.index(row.agency_id), default=None)
    return nearest.giver if nearest else None


def month_head(agency_id: int, on: date, role: Role = Role.AGENCY_HEAD) -> QuerySet[User]:
    """Who held ``role`` over exactly this agency on ``on`` by a grant of their own, oldest grant first.

    Ask with a period's last day for the month's head; disabled accounts are kept, for history's sake.
    """
    grants = RoleGrant.objects.as_of(on).filter(role=role, agency=agency_id)
    return User.objects.filter(pk__in=grants.values("user")).select_related("staff").order_by("pk")

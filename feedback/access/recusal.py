"""Nobody decides about where they work, nor by a lent role where its giver works (RELIABILITY 2.3.7)."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models import User as Account
from agencies.models.scope import scope_of
from feedback.access.ratings import works_in

if TYPE_CHECKING:
    from agencies.models import User


def reaches_elsewhere(
    user: "User", path: str, rated_agency_id: int, roles: Collection[Role], on: date
) -> bool:
    """Whether a role over the agency at ``path`` is held, or lent, by somebody who works outside it.

    And the user works outside it too. One query more for each giver whose role it hangs on.
    """
    if works_in(user, rated_agency_id, on):
        return False
    return any(
        part.covers(path, roles)
        and (giver is None or not works_in(Account.objects.get(pk=giver), rated_agency_id, on))
        for giver, part in scope_of(user, on).by_giver()
    )

"""The promise that somebody of Home Affairs can always give roles."""

from datetime import date

from agencies.enums import Role
from agencies.models import RoleGrant
from core.errors import Refused


class LastAdmin(Refused):
    """Without this person nobody could give roles any more."""

    def __init__(self) -> None:
        super().__init__(
            "Đây là quản trị cuối cùng của Sở Nội vụ đang hoạt động. Hãy giao vai trò này cho một người khác "
            "trước, rồi làm lại."
        )


def keep_an_admin(*, without: int, on: date) -> None:
    """Raise LastAdmin unless an active user other than ``without`` administers roles on ``on`` and after.

    Call it inside the transaction, before the change. It locks every such grant first and counts by a
    second statement, so of two people who remove each other at once the later one is refused.
    """
    admins = RoleGrant.objects.as_of(on).filter(role=Role.HOME_AFFAIRS)
    list(admins.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    others = admins.filter(user__is_active=True, ends_on=None).exclude(user=without)
    if not others.exists():
        raise LastAdmin

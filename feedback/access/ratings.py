"""Who may answer as a citizen: everybody, but for those who work where the counter stands."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission

if TYPE_CHECKING:
    from agencies.models import User


def works_in(user: "User", rated_agency_id: int, on: date) -> bool:
    """Whether the person holds a post on ``on`` in the rated agency or in a unit of it."""
    posts = scope_of(user, on).workplaces
    return any(rated_agency_id in (held.rated_agency_id, held.agency_id) for held in posts)


@permission("rating.give", "Đánh giá tại quầy như người dân")
def may_give(user: "User", rated_agency_id: int) -> Verdict:
    """Whoever is signed in and works elsewhere; a visitor is not asked at all."""
    if not works_in(user, rated_agency_id, clock.today()):
        return Allowed()
    return Denied(
        gettext(
            "Máy này đang đăng nhập tài khoản của người làm việc tại cơ quan có quầy, nên không nhận "
            "đánh giá: cán bộ không trả lời thay người dân tại quầy của mình. Hãy đăng xuất, "
            "hoặc mời người dân quét mã bằng điện thoại của họ."
        )
    )

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


@permission("scenario.make", "Lập phương án giả định")
def may_make_scenario(user: Any, _obj: Any) -> Verdict:
    """Those who read the figures of the whole province; a scenario changes none of them."""
    if scope_of(user, clock.today()).has(*RESULT_READERS):
        return Allowed()
    return Denied("Phương án giả định dành cho lãnh đạo tỉnh và quản trị Sở Nội vụ.")


@permission("scenario.recompute", "Tính lại phương án giả định")
def may_recompute_scenario(user: Any, scenario: Any) -> Verdict:
    """Whoever made it: the figures that were kept go; others change a copy of their own."""
    if scenario is not None and scenario.owner_id == user.pk:
        return may_make_scenario(user, None)
    return Denied("Chỉ người lập phương án tính lại được phương án. Hãy sửa trên bản sao để tính cho mình.")


@permission("scenario.delete", "Xóa phương án giả định")
def may_delete_scenario(user: Any, scenario: Any) -> Verdict:
    """Whoever made it."""
    if scenario is not None and scenario.owner_id == user.pk:
        return may_make_scenario(user, None)
    return Denied("Chỉ người lập phương án xóa được phương án.")

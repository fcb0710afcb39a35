"""Who publishes and retires criteria sets: two of Home Affairs, one who asks and one who decides."""

from typing import TYPE_CHECKING

from core.access import Denied, Verdict, permission
from evaluations.access.criteria import home_affairs
from evaluations.models import CriteriaSet

if TYPE_CHECKING:
    from agencies.models import User

SAME_PERSON = "Người đề nghị không tự ban hành. Hãy nhờ một quản trị khác của Sở Nội vụ xem và ban hành."


@permission("criteria_set.ask_publish", "Đề nghị ban hành bộ tiêu chí")
def may_ask(user: "User", _draft: CriteriaSet | None) -> Verdict:
    """Home Affairs alone."""
    return home_affairs(user)


@permission("criteria_set.publish", "Ban hành bộ tiêu chí")
def may_publish(user: "User", draft: CriteriaSet | None) -> Verdict:
    """Home Affairs, but not the person who asked."""
    verdict = home_affairs(user)
    if verdict and draft is not None and draft.asked_by_id == user.pk:
        return Denied(SAME_PERSON)
    return verdict


@permission("criteria_set.retire", "Thôi áp dụng bộ tiêu chí")
def may_retire(user: "User", _set: CriteriaSet | None) -> Verdict:
    """Home Affairs alone."""
    return home_affairs(user)

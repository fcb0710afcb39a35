"""Who may read, issue and verify the documents of an inspection."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.access.inspections import NOT_RELEASED, may_issue_minutes
from evaluations.models import Inspection, IssuedDocument

if TYPE_CHECKING:
    from agencies.models import User

NO_REGISTER = (
    "Sổ văn bản dành cho Sở Nội vụ và người kiểm tra; văn bản của cơ quan ông/bà có trong từng cuộc kiểm tra."
)
ONLY_HOME_AFFAIRS = "Chỉ Sở Nội vụ mới đổi được thể thức văn bản."


@permission("document.read", "Xem văn bản kiểm tra")
def may_read(user: "User", document: IssuedDocument) -> Verdict:
    """Whoever may read the record; the notice whoever knows of the inspection."""
    readable = IssuedDocument.objects.visible_to(user, clock.today()).filter(pk=document.pk)
    return Allowed() if readable.exists() else Denied(NOT_RELEASED)


@permission("document.list", "Xem sổ văn bản")
def may_list(user: "User", _obj: None = None) -> Verdict:
    """Home Affairs and inspectors; each sees those documents that they may read."""
    return Allowed() if reads_register(user) else Denied(NO_REGISTER)


@permission("document.add_addendum", "Lập phụ lục biên bản")
def may_add_addendum(user: "User", inspection: Inspection) -> Verdict:
    """The leader of the team alone, as for the minutes."""
    return may_issue_minutes(user, inspection)


@permission("document.style", "Đổi thể thức văn bản")
def may_style(user: "User", _obj: None = None) -> Verdict:
    """Home Affairs."""
    allowed = scope_of(user, clock.today()).has(Role.HOME_AFFAIRS)
    return Allowed() if allowed else Denied(ONLY_HOME_AFFAIRS)


def reads_register(user: "User") -> bool:
    """Whether the register is of use to ``user``."""
    return scope_of(user, clock.today()).has(Role.HOME_AFFAIRS, Role.INSPECTOR)

"""Who reads, writes, issues and sends letters, and who hands in overdue dossiers."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models import AgencyVersion
from agencies.models.scope import Scope, scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from feedback.models import Letter, LetterTemplate, OverdueDossier
from feedback.models.letters import READERS

if TYPE_CHECKING:
    from agencies.models import User

NOT_YOURS = "Thư và hồ sơ trễ hẹn của một cơ quan dành cho người của cơ quan đó, Sở Nội vụ và người kiểm tra."
NOT_FROM_HERE = "Chỉ người của cơ quan soạn, gửi thư của cơ quan mình."
NOT_THE_HEAD = "Chỉ thủ trưởng cơ quan (hoặc người được ủy quyền) ban hành thư."
NO_LISTS = "Chỉ thủ trưởng và trưởng phòng, bộ phận của cơ quan nhập, cập nhật hồ sơ trễ hẹn."
NOT_YOUR_TEMPLATE = "Thủ trưởng cơ quan sửa mẫu thư của cơ quan; mẫu dùng chung do Sở Nội vụ sửa."
ENDED = "Cơ quan đã kết thúc nên sổ thư chỉ còn để xem."


def _reach(user: "User") -> Scope:
    return scope_of(user, clock.today())


def works_at(user: "User", agency_id: int) -> bool:
    """Whether a post of the user belongs to the rated agency."""
    return any(held.rated_agency_id == agency_id for held in _reach(user).workplaces)


@permission("letter.home", "Xem trang thư gửi người dân")
def may_open(user: "User", _nothing: object) -> Verdict:
    """Whoever works for a rated agency or holds one of the reading roles."""
    reach = _reach(user)
    if reach.has(*READERS) or any(held.rated_agency_id for held in reach.workplaces):
        return Allowed()
    return Denied(NOT_YOURS)


@permission("letter.read", "Xem sổ thư và hồ sơ trễ hẹn của cơ quan")
def may_read(user: "User", version: AgencyVersion) -> Verdict:
    """Whoever works there, heads above it, Home Affairs, inspectors."""
    if _reach(user).covers(version.path, READERS) or works_at(user, version.agency_id):
        return Allowed()
    return Denied(NOT_YOURS)


@permission("letter.draft", "Soạn, sửa, hủy nháp thư")
def may_draft(user: "User", agency_id: int) -> Verdict:
    """Whoever works for the agency, and its head: a draft has no effect until it is issued."""
    if works_at(user, agency_id) or _heads(user, agency_id):
        return Allowed()
    return Denied(NOT_FROM_HERE)


@permission("letter.issue", "Ban hành thư")
def may_issue(user: "User", letter: Letter) -> Verdict:
    """The head of the agency, or whoever the head lent the role to."""
    return Allowed() if _heads(user, letter.agency_id) else Denied(NOT_THE_HEAD)


@permission("letter.send", "Gửi thư đã ban hành")
def may_send(user: "User", letter: Letter) -> Verdict:
    """As writing one."""
    return may_draft(user, letter.agency_id)


@permission("dossier.import", "Nhập danh sách hồ sơ trễ hẹn")
def may_import(user: "User", agency_id: int) -> Verdict:
    """The head of the agency and the heads of its units."""
    if _heads(user, agency_id):
        return Allowed()
    leads = _reach(user).has(Role.UNIT_HEAD) and works_at(user, agency_id)
    return Allowed() if leads else Denied(NO_LISTS)


@permission("dossier.finish", "Ghi ngày trả kết quả")
def may_finish(user: "User", dossier: OverdueDossier) -> Verdict:
    """As handing in a list."""
    return may_import(user, dossier.agency_id)


@permission("letter_template.add", "Thêm mẫu thư")
def may_add_template(user: "User", agency_id: int | None) -> Verdict:
    """Home Affairs for everybody, the head for the agency."""
    if agency_id is None:
        return Allowed() if _reach(user).has(Role.HOME_AFFAIRS) else Denied(NOT_YOUR_TEMPLATE)
    return Allowed() if _heads(user, agency_id) else Denied(NOT_YOUR_TEMPLATE)


@permission("letter_template.change", "Sửa mẫu thư")
def may_change_template(user: "User", template: LetterTemplate) -> Verdict:
    """As adding one."""
    return may_add_template(user, template.agency_id)


def _heads(user: "User", agency_id: int) -> bool:
    reach = _reach(user)
    if not reach.has(Role.AGENCY_HEAD):
        return False
    standing = AgencyVersion.objects.as_of(clock.today()).filter(agency=agency_id).first()
    return standing is not None and reach.covers(standing.path, {Role.AGENCY_HEAD})

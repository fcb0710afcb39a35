"""Who may do what with the released version of a case (RELIABILITY §2.2: feedback, released version).

Nobody decides about a case of the agency where they work, or where whoever lent them the role works: verdict,
publication, second extension.
"""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models import AgencyVersion
from agencies.models.scope import Scope, scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from feedback.access.recusal import reaches_elsewhere
from feedback.models import FeedbackCase, ReplyTemplate
from feedback.models.cases import OVERSEERS, READERS

if TYPE_CHECKING:
    from agencies.models import User

NOT_A_READER = (
    "Sổ phản ánh dành cho thủ trưởng cơ quan, trưởng bộ phận được giao việc, người kiểm tra và Sở Nội vụ."
)
NOT_THE_HEAD = "Việc này do thủ trưởng cơ quan được phản ánh làm."
NOT_HEAD_NOR_HOME = "Việc này do thủ trưởng cơ quan được phản ánh hoặc Sở Nội vụ làm."
NOT_HOME_AFFAIRS = "Việc này do Sở Nội vụ quyết định."
NOT_A_JUDGE = "Chỉ Sở Nội vụ và người kiểm tra kết luận phản ánh đúng hay không."
OWN_AGENCY = (
    "Bạn, hoặc người ủy quyền cho bạn, công tác tại cơ quan được phản ánh nên không quyết định được. "
    "Hãy nhờ người khác."
)


def _scope(user: "User") -> Scope:
    return scope_of(user, clock.today())


def _path(agency_id: int | None) -> str:
    """Where the agency stands, or last stood."""
    versions = AgencyVersion.objects.filter(agency=agency_id).order_by("-starts_on")
    return versions.values_list("path", flat=True).first() or ""


def _path_of(case: FeedbackCase) -> str:
    """The path of the case's agency; kept on the object, for one page asks a dozen rights of it."""
    kept: tuple[int | None, str] | None = getattr(case, "_path", None)
    if kept is None or kept[0] != case.agency_id:
        kept = (case.agency_id, _path(case.agency_id))
        case._path = kept  # type: ignore[attr-defined]
    return kept[1]


def heads(user: "User", case: FeedbackCase) -> bool:
    """Whether the user heads the agency complained about."""
    return _scope(user).covers(_path_of(case), {Role.AGENCY_HEAD})


def oversees(user: "User", case: FeedbackCase, *roles: Role) -> bool:
    """Whether the user holds one of ``roles`` over the agency and works elsewhere, as its giver does."""
    if case.agency_id is None:
        return False
    return reaches_elsewhere(user, _path_of(case), case.agency_id, roles, clock.today())


def _decider(user: "User", case: FeedbackCase, roles: tuple[Role, ...], otherwise: str) -> Verdict:
    """Whoever holds one of ``roles`` over the agency without working there; ``otherwise`` says who may."""
    if not _scope(user).covers(_path_of(case), roles):
        return Denied(otherwise)
    return Allowed() if oversees(user, case, *roles) else Denied(OWN_AGENCY)


@permission("case.desk", "Xem sổ phản ánh, kiến nghị")
def may_open_desk(user: "User", _nothing: object) -> Verdict:
    """Heads of agencies and units, Home Affairs, inspectors; each sees their own part."""
    return Allowed() if _scope(user).has(*READERS, *OVERSEERS) else Denied(NOT_A_READER)


@permission("case.export", "Xuất sổ phản ánh")
def may_export(user: "User", _nothing: object) -> Verdict:
    """Heads of agencies, Home Affairs, inspectors."""
    allowed = _scope(user).has(Role.AGENCY_HEAD, *OVERSEERS)
    return Allowed() if allowed else Denied(NOT_HEAD_NOR_HOME)


@permission("case.board", "Xem bảng phản ánh quá hạn")
def may_see_board(user: "User", _nothing: object) -> Verdict:
    """Home Affairs and inspectors."""
    return Allowed() if _scope(user).has(*OVERSEERS) else Denied(NOT_HOME_AFFAIRS)


@permission("case.assign", "Giao phản ánh cho bộ phận")
def may_assign(user: "User", case: FeedbackCase) -> Verdict:
    """The head of the agency."""
    return Allowed() if heads(user, case) else Denied(NOT_THE_HEAD)


@permission("case.answer", "Trả lời phản ánh")
def may_answer(user: "User", case: FeedbackCase) -> Verdict:
    """The head of the agency; the unit it was given to prepares the answer, the head gives it."""
    return Allowed() if heads(user, case) else Denied(NOT_THE_HEAD)


@permission("case.extend", "Gia hạn phản ánh")
def may_extend(user: "User", case: FeedbackCase) -> Verdict:
    """The head of the agency once, Home Affairs a second time; how often is asked by the rule."""
    if heads(user, case):
        return Allowed()
    return _decider(user, case, (Role.HOME_AFFAIRS,), NOT_HEAD_NOR_HOME)


@permission("case.escalate", "Báo phản ánh lên Sở Nội vụ")
def may_escalate(user: "User", case: FeedbackCase) -> Verdict:
    """The head of the agency, before the nightly duty does."""
    return Allowed() if heads(user, case) else Denied(NOT_THE_HEAD)


@permission("case.merge", "Gộp phản ánh trùng")
def may_merge(user: "User", case: FeedbackCase) -> Verdict:
    """The head of the agency and Home Affairs."""
    if heads(user, case):
        return Allowed()
    return _decider(user, case, (Role.HOME_AFFAIRS,), NOT_HEAD_NOR_HOME)


@permission("case.split", "Tách phản ánh")
def may_split(user: "User", case: FeedbackCase) -> Verdict:
    """The head of the agency for its own units, Home Affairs also for other agencies."""
    if heads(user, case):
        return Allowed()
    return _decider(user, case, (Role.HOME_AFFAIRS,), NOT_HEAD_NOR_HOME)


@permission("case.verify", "Kết luận phản ánh đúng hay không")
def may_verify(user: "User", case: FeedbackCase) -> Verdict:
    """Home Affairs and inspectors, never the agency nor whoever works there."""
    return _decider(user, case, OVERSEERS, NOT_A_JUDGE)


@permission("case.propose", "Soạn bản công khai của câu trả lời")
def may_propose(user: "User", case: FeedbackCase) -> Verdict:
    """The head of the agency and Home Affairs."""
    if heads(user, case):
        return Allowed()
    return _decider(user, case, (Role.HOME_AFFAIRS,), NOT_HEAD_NOR_HOME)


@permission("case.publish", "Duyệt công khai câu trả lời")
def may_publish(user: "User", case: FeedbackCase) -> Verdict:
    """Home Affairs."""
    return _decider(user, case, (Role.HOME_AFFAIRS,), NOT_HOME_AFFAIRS)


@permission("case.reopen", "Mở lại phản ánh đã trả lời")
def may_reopen(user: "User", case: FeedbackCase) -> Verdict:
    """Home Affairs."""
    return _decider(user, case, (Role.HOME_AFFAIRS,), NOT_HOME_AFFAIRS)


@permission("reply_template.list", "Xem mẫu trả lời")
def may_list_templates(user: "User", _nothing: object) -> Verdict:
    """Heads of agencies and Home Affairs."""
    allowed = _scope(user).has(Role.AGENCY_HEAD, Role.HOME_AFFAIRS)
    return Allowed() if allowed else Denied(NOT_HEAD_NOR_HOME)


@permission("reply_template.change", "Ghi mẫu trả lời")
def may_change_template(user: "User", template: ReplyTemplate) -> Verdict:
    """Home Affairs those for everybody, heads those of their agency."""
    scope = _scope(user)
    if scope.has(Role.HOME_AFFAIRS):
        return Allowed()
    if template.agency_id is not None and scope.covers(_path(template.agency_id), {Role.AGENCY_HEAD}):
        return Allowed()
    return Denied("Mẫu dùng chung do Sở Nội vụ ghi; cơ quan chỉ ghi mẫu của mình.")

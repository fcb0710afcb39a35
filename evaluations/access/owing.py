"""Who sees who owes a form, reminds them, and writes of those who moved away (RELIABILITY §2.2, §2.3.3)."""

from typing import TYPE_CHECKING, Protocol

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.models import Period
from evaluations.models.assessments import REVIEWERS

if TYPE_CHECKING:
    from agencies.models import User

NOT_YOURS = "Trang này dành cho thủ trưởng, trưởng bộ phận và Sở Nội vụ."


def leads(user: "User") -> bool:
    """Whether the user heads an agency or a unit today."""
    return scope_of(user, clock.today()).has(*REVIEWERS)


def sees_province(user: "User") -> bool:
    """Whether the user sees the counts of every agency: Home Affairs of the whole province."""
    held = scope_of(user, clock.today()).roles
    return any(one.role == Role.HOME_AFFAIRS and one.is_root for one in held)


@permission("owing.board", "Xem tiến độ nộp phiếu")
def _see_board(user: "User", _nothing: object) -> Verdict:
    """Heads see their units, Home Affairs counts of all agencies."""
    return Allowed() if leads(user) or sees_province(user) else Denied(NOT_YOURS)


@permission("owing.province", "Xem tiến độ nộp phiếu của mọi cơ quan")
def _see_province(user: "User", _nothing: object) -> Verdict:
    if sees_province(user):
        return Allowed()
    return Denied("Số liệu của mọi cơ quan dành cho Sở Nội vụ.")


@permission("owing.names", "Xem ai đã nộp, ai chưa nộp phiếu")
def _see_names(user: "User", _nothing: object) -> Verdict:
    """Names are for heads alone; Home Affairs has the counts."""
    if leads(user):
        return Allowed()
    return Denied("Danh sách tên chỉ dành cho thủ trưởng và trưởng bộ phận của chính đơn vị đó.")


@permission("owing.remind", "Nhắc người chưa nộp phiếu")
def _remind(user: "User", _nothing: object) -> Verdict:
    return Allowed() if leads(user) or sees_province(user) else Denied(NOT_YOURS)


class Moved(Protocol):
    """A person who moved away from an agency within a month."""

    period: Period
    staff_id: int
    left_path: str
    new_paths: tuple[str, ...]


@permission("transfer_note.read", "Xem nhận xét của cơ quan cũ")
def _read_note(user: "User", move: Moved) -> Verdict:
    """The person, the heads of the place left, and the heads who judge the month (RELIABILITY 2.3.3)."""
    scope = scope_of(user, clock.today())
    if user.staff_id is not None and user.staff_id == move.staff_id:
        return Allowed()
    if any(scope.covers(path, REVIEWERS) for path in (move.left_path, *move.new_paths)):
        return Allowed()
    return Denied("Chỉ người được nhận xét và thủ trưởng hai nơi xem được nhận xét này.")


@permission("transfer_note.write", "Gửi nhận xét về người chuyển đi")
def _write_note(user: "User", move: Moved) -> Verdict:
    """A head of the place left, while the month is open and until the day the review is due."""
    scope = scope_of(user, clock.today())
    if user.staff_id is not None and user.staff_id == move.staff_id:
        return Denied("Không ai tự nhận xét về mình.")
    if not scope.covers(move.left_path, REVIEWERS):
        return Denied("Chỉ thủ trưởng, trưởng bộ phận của nơi người này chuyển đi gửi được nhận xét.")
    if not move.period.is_open or clock.today() > move.period.review_due_on:
        return Denied("Đã hết hạn gửi nhận xét cho tháng này.")
    return Allowed()

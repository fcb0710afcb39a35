"""Who may fill in, return, judge and reopen a self-assessment (RELIABILITY §2.2: self-assessment)."""

from typing import TYPE_CHECKING, NamedTuple, Protocol

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.access.judging import NOT_A_HEAD, Standing, rights_of, standings
from evaluations.enums import AssessmentState
from evaluations.models import Appeal, ReopenRequest, SelfAssessment
from evaluations.models.assessments import REVIEWERS

if TYPE_CHECKING:
    from agencies.models import User

NOT_OWN = "Phiếu tự đánh giá do chính người được đánh giá điền."
SEEN = "Bạn đã nhận xét phiếu này; phiếu đang chờ thủ trưởng cơ quan quyết định."
NOT_THE_ASKER = "Người đề nghị mở lại phiếu không tự quyết định đề nghị của mình; cần người thứ hai."
NOT_YOURS = "Đề nghị mở lại do thủ trưởng có quyền quyết định phiếu này xem xét."
NOT_DECIDED = "Chỉ phiếu đã quyết định mới có gợi ý cho tiêu chí chung."
NOT_AN_AGENCY_HEAD = "Chỉ thủ trưởng của chính cơ quan này mới ghi nhận việc vượt tỷ lệ."
NOT_ITS_HEAD = "Tỷ lệ xuất sắc của cơ quan do thủ trưởng cơ quan theo dõi."


class OfPerson(Protocol):
    """Anything that belongs to a member of staff."""

    @property
    def staff_id(self) -> int:
        """The person's id."""


class OfAgency(NamedTuple):
    """An agency of a month, by id and by its path on the month's last day."""

    agency_id: int
    path: str


def standing_of(user: "User", form: SelfAssessment) -> Standing:
    """What ``user`` may do with one form, and by which right; kept on the form object as it was read."""
    kept: tuple[User, str, Standing] | None = getattr(form, "_standing", None)
    if kept is None or kept[0] is not user or kept[1] != form.state:
        found = standings(user, form.period, [form])[form.pk]
        kept = form._standing = (user, form.state, found)  # type: ignore[attr-defined]
    return kept[2]


@permission("assessment.submit", "Điền và nộp phiếu tự đánh giá")
def may_submit(user: "User", form: OfPerson) -> Verdict:
    """The person alone, nobody in their name."""
    return Allowed() if form.staff_id == user.staff_id else Denied(NOT_OWN)


@permission("assessment.review_list", "Xem danh sách phiếu phải nhận xét")
def may_list(user: "User", _nothing: None) -> Verdict:
    """Heads of agencies and of units."""
    return Allowed() if scope_of(user, clock.today()).has(*REVIEWERS) else Denied(NOT_A_HEAD)


@permission("assessment.manage", "Nhận xét phiếu của người trong bộ phận")
def may_manage(user: "User", form: SelfAssessment) -> Verdict:
    """The head of the unit, before the competent head decides."""
    return standing_of(user, form).manage


@permission("assessment.review", "Quyết định phiếu tự đánh giá")
def may_review(user: "User", form: SelfAssessment) -> Verdict:
    """The head of the agency; for a head's own form whoever stands above."""
    return standing_of(user, form).review


@permission("assessment.judge", "Xem phiếu để nhận xét hoặc quyết định")
def may_judge(user: "User", form: SelfAssessment) -> Verdict:
    """Whoever may give the manager's column or decide."""
    standing = standing_of(user, form)
    return standing.manage if standing.manage and not standing.review else standing.review


@permission("assessment.return", "Trả lại phiếu tự đánh giá")
def may_return(user: "User", form: SelfAssessment) -> Verdict:
    """Whoever decides; the manager too, until they have given their own column."""
    standing = standing_of(user, form)
    if standing.review:
        return standing.review
    if standing.manage and form.state == AssessmentState.MANAGED:
        return Denied(SEEN)
    return standing.manage or standing.review


@permission("assessment.ask_reopen", "Đề nghị mở lại phiếu đã quyết định")
def may_ask_reopen(user: "User", form: SelfAssessment) -> Verdict:
    """The person, or a head who may judge the form."""
    return Allowed() if form.staff_id == user.staff_id else may_judge(user, form)


@permission("assessment.reopen", "Quyết định mở lại phiếu")
def may_reopen(user: "User", request: ReopenRequest) -> Verdict:
    """Another person than the asker: who decides the form, or the manager where the decider asked."""
    form = request.assessment
    if request.asked_by_id == user.pk:
        return Denied(NOT_THE_ASKER)
    standing = standing_of(user, form)
    if standing.review or not standing.manage:
        return standing.review
    return Allowed() if standing_of(request.asked_by, form).review else Denied(NOT_YOURS)


@permission("appeal.decide", "Giải quyết kiến nghị về kết quả đánh giá")
def may_decide_appeal(user: "User", appeal: Appeal) -> Verdict:
    """Whoever decides the form."""
    return may_review(user, appeal.assessment)


@permission("assessment.nd335", "Xem gợi ý cho tiêu chí chung của Nghị định 335")
def may_read_nd335(user: "User", form: SelfAssessment) -> Verdict:
    """The person and their heads, once the form is decided."""
    if form.state != AssessmentState.REVIEWED:
        return Denied(NOT_DECIDED)
    if form.staff_id == user.staff_id:
        return Allowed()
    return may_judge(user, form)


@permission("quota.read", "Xem tỷ lệ xuất sắc của cơ quan")
def may_read_quota(user: "User", agency: OfAgency) -> Verdict:
    """Its head or a head above it; the head of a unit has the meter of the unit in their list."""
    over = scope_of(user, clock.today()).covers(agency.path, {Role.AGENCY_HEAD})
    return Allowed() if over else Denied(NOT_ITS_HEAD)


@permission("quota.except", "Ghi nhận việc vượt tỷ lệ xuất sắc được cho phép")
def may_record_exception(user: "User", agency: OfAgency) -> Verdict:
    """The head of the agency or above, in their own right: an authorisation is never signed by a deputy."""
    own = [right for right in rights_of(user, clock.today()) if right.is_own]
    over = any(one.role == Role.AGENCY_HEAD and f"/{one.agency_id}/" in agency.path for one in own)
    return Allowed() if over else Denied(NOT_AN_AGENCY_HEAD)

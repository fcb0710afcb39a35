"""Who may fill in, return and review a self-assessment (RELIABILITY §2.2: self-assessment)."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from agencies.enums import Position
from agencies.models import AgencyVersion, Posting
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.models import Period, SelfAssessment
from evaluations.models.assessments import REVIEWERS

if TYPE_CHECKING:
    from agencies.models import User

HEADS = (Position.HEAD, Position.UNIT_HEAD)
NOT_OWN = "Phiếu tự đánh giá do chính người được đánh giá điền."
OWN = "Không ai tự nhận xét phiếu của chính mình; cấp trên trực tiếp làm việc này."
NOT_A_HEAD = "Chỉ thủ trưởng cơ quan hoặc trưởng bộ phận mới nhận xét phiếu."
OUT_OF_REACH = "Người này không thuộc bộ phận do bạn phụ trách."
BY_THE_SUPERIOR = "Phiếu của người đứng đầu do cấp trên trực tiếp nhận xét."


class OfPerson(Protocol):
    """Anything that belongs to a member of staff."""

    @property
    def staff_id(self) -> int:
        """The person's id."""


@permission("assessment.submit", "Điền và nộp phiếu tự đánh giá")
def may_submit(user: "User", form: OfPerson) -> Verdict:
    """The person alone, nobody in their name."""
    return Allowed() if form.staff_id == user.staff_id else Denied(NOT_OWN)


@permission("assessment.review_list", "Xem danh sách phiếu phải nhận xét")
def may_list(user: "User", _nothing: None) -> Verdict:
    """Heads of agencies and of units."""
    return Allowed() if scope_of(user, clock.today()).has(*REVIEWERS) else Denied(NOT_A_HEAD)


@permission("assessment.return", "Trả lại phiếu tự đánh giá")
def may_return(user: "User", form: SelfAssessment) -> Verdict:
    """Whoever may review the form."""
    return may_review(user, form)


@permission("assessment.review", "Nhận xét phiếu tự đánh giá")
def may_review(user: "User", form: SelfAssessment) -> Verdict:
    """A head above the person on the period's last day; the head's own form waits for the head above."""
    return review_verdicts(user, form.period, [form])[form.pk]


def review_verdicts(user: "User", period: Period, forms: Collection[SelfAssessment]) -> dict[UUID, Verdict]:
    """The answer for each of several forms of one period, by a fixed number of queries."""
    on = period.last_day
    units = {form.unit_id for form in forms}
    versions = AgencyVersion.objects.as_of(on).filter(agency__in=units).order_by("agency_id")
    paths = dict(versions.values_list("agency_id", "path"))
    heads = Posting.objects.as_of(on).filter(agency__in=units, position__in=HEADS).order_by("id")
    led_by = set(heads.values_list("agency_id", "staff_id"))
    return {
        form.pk: _verdict(user, form, paths.get(form.unit_id, ""), (form.unit_id, form.staff_id) in led_by)
        for form in forms
    }


def _verdict(user: "User", form: SelfAssessment, path: str, is_head: bool) -> Verdict:
    """``is_head``: the person heads the unit of their form; a deputy with lent rights must not judge them."""
    scope = scope_of(user, clock.today())
    if form.staff_id == user.staff_id:
        return Denied(OWN)
    if not scope.has(*REVIEWERS):
        return Denied(NOT_A_HEAD)
    if not scope.covers(path, REVIEWERS):
        return Denied(OUT_OF_REACH)
    above = path.removesuffix(f"{form.unit_id}/")
    if is_head and not scope.covers(above, REVIEWERS):
        return Denied(BY_THE_SUPERIOR)
    return Allowed()

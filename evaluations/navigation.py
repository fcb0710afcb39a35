"""The entries of assessment in the primary navigation."""

from typing import Any

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock, navigation
from core.access import may
from evaluations.access.inspections import reads_inspections


def _has_a_person(user: Any) -> bool:
    """Accounts of machines and operators without a person have no form to fill in."""
    return bool(user.staff_id)


def _reviews(user: Any) -> bool:
    return bool(may(user, "assessment.review_list"))


def _sees_owing(user: Any) -> bool:
    return bool(may(user, "owing.board"))


def _mends(user: Any) -> bool:
    """Heads have recommendations to mend; inspectors and Home Affairs come to them from the inspections."""
    return scope_of(user, clock.today()).has(Role.AGENCY_HEAD)


def _compares(user: Any) -> bool:
    return bool(may(user, "calibration.read"))


def _judges(user: Any) -> bool:
    """Heads come to their own figure; the province's readers through the page of all agencies."""
    return bool(may(user, "calibration.judging")) and not _compares(user)


navigation.register(
    label="Phiếu của tôi",
    url_name="assessment_list",
    icon="clipboard-check",
    order=30,
    permission=_has_a_person,
)
navigation.register(
    label="Nhận xét phiếu", url_name="review_list", icon="user-round-check", order=31, permission=_reviews
)
navigation.register(
    label="Tiến độ", url_name="owing_board", icon="chart-no-axes-column", order=31, permission=_sees_owing
)
navigation.register(
    label="Kiểm tra", url_name="inspection_list", icon="search-check", order=32, permission=reads_inspections
)
navigation.register(
    label="Kiến nghị", url_name="recommendation_list", icon="list-todo", order=33, permission=_mends
)
navigation.register(label="Đối chiếu", url_name="calibration", icon="scale", order=35, permission=_compares)
navigation.register(
    label="Cách chấm", url_name="calibration_judging", icon="scale", order=36, permission=_judges
)
navigation.register(
    label="Khảo sát",
    url_name="survey_list",
    icon="message-square-lock",
    order=37,
    permission=_has_a_person,
)
navigation.register(label="Kỳ đánh giá", url_name="period_list", icon="calendar", order=70)
navigation.register(label="Tiêu chí", url_name="criteria_set_list", icon="list-checks", order=71)

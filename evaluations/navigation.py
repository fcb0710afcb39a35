"""The entries of assessment in the primary navigation."""

from typing import Any

from core import navigation
from core.access import may
from evaluations.access.inspections import reads_inspections


def _has_a_person(user: Any) -> bool:
    """Accounts of machines and operators without a person have no form to fill in."""
    return bool(user.staff_id)


def _reviews(user: Any) -> bool:
    return bool(may(user, "assessment.review_list"))


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
    label="Kiểm tra", url_name="inspection_list", icon="search-check", order=32, permission=reads_inspections
)
navigation.register(label="Kỳ đánh giá", url_name="period_list", icon="calendar", order=70)
navigation.register(label="Tiêu chí", url_name="criteria_set_list", icon="list-checks", order=71)

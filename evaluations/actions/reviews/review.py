"""The competent head's decision on a form, and the manager's column before it."""

from datetime import datetime
from typing import Any

from core.errors import Refused
from evaluations.actions.reviews.judging import judge
from evaluations.models import ManagerReview, Review, SelfAssessment
from evaluations.rules.assessments.reviewing import ReviewRead


class ReviewInvalid(Refused):
    """A score was raised or lowered without a reason, or to what is not on offer (HTTP 400)."""

    status = 400

    def __init__(self) -> None:
        super().__init__("Mỗi mức nâng hoặc hạ phải có trong các lựa chọn và có lý do.")


def review_assessment(
    *,
    assessment: SelfAssessment,
    version: int,
    read: ReviewRead,
    note: str,
    actor: Any,
    at: datetime,
    state: str = "",
) -> Review:
    """Decide a form: ``read`` holds every difference from the person's own scores that stands.

    The manager's are among them where the head let them stand. Raises ReviewInvalid, and what
    :func:`judging.judge` raises.
    """
    if not read.is_valid:
        raise ReviewInvalid
    review = judge(
        assessment=assessment,
        version=version,
        move="review",
        changes=read.changes or None,
        note=note,
        actor=actor,
        at=at,
        state=state,
    )
    assert isinstance(review, Review)
    return review


def manage_assessment(
    *, assessment: SelfAssessment, version: int, read: ReviewRead, note: str, actor: Any, at: datetime
) -> ManagerReview:
    """Give the manager's column of a sent form; the competent head decides after it. Raises as above."""
    if not read.is_valid:
        raise ReviewInvalid
    review = judge(
        assessment=assessment,
        version=version,
        move="manage",
        changes=read.changes or None,
        note=note,
        actor=actor,
        at=at,
    )
    assert isinstance(review, ManagerReview)
    return review

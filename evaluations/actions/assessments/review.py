"""The head's review of a submitted self-assessment."""

from datetime import datetime
from typing import Any

from core.errors import Refused
from evaluations.actions.assessments.judging import judge
from evaluations.models import Review, SelfAssessment
from evaluations.rules.reviewing import ReviewRead


class ReviewInvalid(Refused):
    """A score was raised or lowered without a reason, or to what is not on offer (HTTP 400)."""

    status = 400


def review_assessment(
    *, assessment: SelfAssessment, version: int, read: ReviewRead, note: str, actor: Any, at: datetime
) -> Review:
    """Approve a form, as scored by the person or with some scores changed; the person sees each reason.

    Raises ReviewInvalid, and what :func:`judging.judge` raises.
    """
    if not read.is_valid:
        raise ReviewInvalid("Mỗi mức nâng hoặc hạ phải có trong các lựa chọn và có lý do.")
    changes = read.changes or None
    return judge(
        assessment=assessment, version=version, move="review", changes=changes, note=note, actor=actor, at=at
    )

"""Give a self-assessment back to the person for changes."""

from datetime import datetime
from typing import Any

from core.errors import Refused
from evaluations.actions.reviews.judging import judge
from evaluations.models import Review, SelfAssessment


class NeedsNote(Refused):
    """A form is never returned without a word of why (HTTP 400)."""

    status = 400


def return_assessment(
    *, assessment: SelfAssessment, version: int, note: str, actor: Any, at: datetime, state: str = ""
) -> Review:
    """Return a form not yet decided with a note that the person reads; it may then be changed and sent again.

    Raises NeedsNote, and what :func:`judging.judge` raises.
    """
    if not note.strip():
        raise NeedsNote("Hãy ghi rõ cần sửa điều gì trước khi trả lại phiếu.")
    review = judge(
        assessment=assessment,
        version=version,
        move="return",
        changes=None,
        note=note,
        actor=actor,
        at=at,
        state=state,
    )
    assert isinstance(review, Review)
    return review

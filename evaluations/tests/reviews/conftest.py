"""The month of the cast, as the heads' tests use it, and short ways to judge."""

from dataclasses import dataclass
from typing import Any

import pytest

from agencies.models import User
from agencies.tests.cast import cast
from evaluations.actions.reviews.return_form import return_assessment
from evaluations.actions.reviews.review import manage_assessment, review_assessment
from evaluations.models import ManagerReview, Review, SelfAssessment
from evaluations.rules.assessments.reviewing import Change, ReviewRead
from evaluations.tests.assessments.conftest import NOW, Month, clock, fresh_sets, month

__all__ = ["cast", "clock", "fresh_sets", "month"]


def change(score: int, reason: str = "Đã đối chiếu sổ theo dõi.") -> Change:
    """One changed score."""
    return Change(score=score, reason=reason)


@dataclass(frozen=True)
class Heads:
    """The heads of department A at work in November 2026."""

    month: Month

    def managed(self, form: SelfAssessment, changes: dict[str, Change] | None = None) -> ManagerReview:
        """The unit head's column."""
        return manage_assessment(
            assessment=form,
            version=form.version,
            read=ReviewRead(changes=changes or {}),
            note="",
            actor=self.month.cast.unit_head,
            at=NOW,
        )

    def decided(
        self, form: SelfAssessment, changes: dict[str, Change] | None = None, by: User | None = None
    ) -> Review:
        """The agency head's decision."""
        return review_assessment(
            assessment=form,
            version=form.version,
            read=ReviewRead(changes=changes or {}),
            note="",
            actor=by or self.month.cast.head,
            at=NOW,
        )

    def returned(self, form: SelfAssessment, by: User | None = None, **more: Any) -> Review:
        """The form back with a word."""
        return return_assessment(
            assessment=form,
            version=form.version,
            note="Xem lại GT-02.",
            actor=by or self.month.cast.head,
            at=NOW,
            **more,
        )


@pytest.fixture
def heads(month: Month) -> Heads:
    """The heads of department A."""
    return Heads(month)

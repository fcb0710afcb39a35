"""November 2026, scored: agencies with voices and with forms that heads decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
import time_machine

from agencies.enums import Role
from agencies.models import Agency, User
from agencies.tests.cast import Cast, cast
from agencies.tests.factories import grant, make_staff, make_user
from evaluations.actions.results import refresh_results
from evaluations.enums import AssessmentState
from evaluations.gather.sets import load_set
from evaluations.models import ManagerReview, Period, Review, SelfAssessment
from evaluations.tests.scoring.random_month import AT, RandomMonth, random_month

__all__ = ["cast"]


@pytest.fixture(autouse=True)
def fresh_sets() -> None:
    """Ids of sets start again after each rolled-back test."""
    load_set.cache_clear()


@dataclass(frozen=True)
class Scene:
    """The month, an agency with a head and a unit head of it, and the cast."""

    month: RandomMonth
    agency: Agency
    head: User
    unit_head: User
    cast: Cast

    @property
    def period(self) -> Period:
        """November 2026."""
        return self.month.period

    def judged(self, reviewer: User, count: int, lowered: int, *, manager: bool = False) -> None:
        """``count`` forms of the agency of 80 everywhere, one criterion lowered by ``lowered`` in each."""
        model = ManagerReview if manager else Review
        state = AssessmentState.MANAGED if manager else AssessmentState.REVIEWED
        for number in range(count):
            form = SelfAssessment.objects.create(
                id=uuid4(),
                submitted_at=AT,
                period=self.period,
                agency=self.agency,
                unit=self.agency,
                staff=make_staff(f"Người {number}", self.agency),
                criteria_set_id=self.month.criteria[0].criteria_set_id,
                state=state,
                scores=(80,) * 20 + (None,) * 20,
            )
            model.objects.create(
                assessment=form,
                period=self.period,
                agency=self.agency,
                reviewer=reviewer,
                reviewed_at=AT,
                changes={"3": {"score": 80 - lowered, "reason": "Có minh chứng"}} if lowered else None,
            )

    def refresh(self) -> None:
        """Score the month."""
        refresh_results(period=self.period, agencies=None, at=AT)


@pytest.fixture
def scene(cast: Cast) -> Iterator[Scene]:
    """Scored on 20 November 2026; the clock stands after both due dates."""
    month = random_month(11)
    agency = month.agencies[0]
    head = make_user(make_staff("Trần Thị Trưởng", agency))
    grant(head, Role.AGENCY_HEAD, agency)
    unit_head = make_user(make_staff("Lê Văn Bộ Phận", agency))
    grant(unit_head, Role.UNIT_HEAD, agency)
    made = Scene(month, agency, head, unit_head, cast)
    made.refresh()
    with time_machine.travel("2026-12-20T03:00:00Z", tick=False):
        yield made

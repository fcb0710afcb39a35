"""An open survey of department A, whose unit U1 has enough people to be counted."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from agencies.models import User
from agencies.tests.factories import make_staff, make_user
from core import clock as time
from core.tests.blinding import blind
from evaluations.actions.survey import cast_ballot, count_survey, make_keys, open_surveys, take_turn
from evaluations.models import Survey
from evaluations.tests.assessments.conftest import NOW, Month, cast, clock, fresh_sets, month

__all__ = ["cast", "clock", "fresh_sets", "month"]

OPENS = time.local_day(NOW)
CLOSES = OPENS + timedelta(days=6)


@dataclass(frozen=True)
class Asking:
    """The survey of department A in November 2026, and short ways to vote in it."""

    month: Month
    survey: Survey
    voters: list[User]

    def ballot(self, voter: User, on: date = OPENS) -> dict[str, Any]:
        """A signed, unblinded ballot of a voter, without marks."""
        blinded = blind(self.survey.public_key)
        signature = take_turn(survey=self.survey, staff_id=voter.staff_id, blinded=blinded.message, on=on)
        return {
            "survey_id": self.survey.pk,
            "token": blinded.token,
            "signature": blinded.unblind(signature),
        }

    def votes(self, *marks: tuple[int | None, int | None]) -> None:
        """One ballot per voter, in order."""
        for voter, given in zip(self.voters, marks, strict=False):
            cast_ballot(**self.ballot(voter), marks=given, on=OPENS)

    def count(self) -> list[Any]:
        """Count the survey in the night after its last day."""
        return count_survey(survey=self.survey, at=NOW + timedelta(days=7))


@pytest.fixture
def asking(month: Month) -> Asking:
    """Opened by Home Affairs today, with its key."""
    voters = [make_user(make_staff(f"Người {number}", month.cast.unit)) for number in range(6)]
    open_surveys(period=month.period, opens_on=OPENS, closes_on=CLOSES, actor=month.cast.admin, at=NOW)
    make_keys(period=month.period, at=NOW)
    return Asking(month, Survey.objects.get(agency=month.cast.department), voters)

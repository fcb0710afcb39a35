"""A month of the cast: November 2026 open, the shipped set published, and short ways to fill in forms."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
import time_machine

from agencies.models import User
from agencies.tests.cast import Cast, cast
from evaluations.actions.assessments.submit import submit_assessment
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.enums import PeriodState
from evaluations.gather import sets
from evaluations.gather.assessments import questions
from evaluations.gather.assessments.owed import OwnForm, own_form
from evaluations.gather.assessments.questions import questions_for
from evaluations.models import Period, SelfAssessment
from evaluations.rules.assessments.answers import Answers

__all__ = ["cast"]

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


@dataclass(frozen=True)
class Month:
    """November 2026 and the cast who live in it."""

    cast: Cast
    period: Period

    def owed_by(self, user: User) -> OwnForm:
        """The form that ``user`` owes in their one rated agency."""
        of_commune = user in (self.cast.stranger, self.cast.other_head)
        agency = self.cast.commune if of_commune else self.cast.department
        form = own_form(user.staff_id, self.period.pk, agency.pk)
        assert form is not None
        return form

    def answers(self, form: OwnForm, pick: int = 0) -> dict[int, str]:
        """The raw texts of a complete form; ``pick`` says which of the choices is taken everywhere."""
        groups = questions_for(form.criteria_set_id, form.applies)
        return {one.position: str(one.choices[pick].score) for group in groups for one in group.questions}

    def best(self, form: OwnForm) -> dict[int, str]:
        """The raw texts of a complete form that gives the best mark everywhere, so nothing more is asked."""
        groups = questions_for(form.criteria_set_id, form.applies)
        asked = (one for group in groups for one in group.questions)
        return {one.position: str(max(choice.score for choice in one.choices)) for one in asked}

    def submitted(self, user: User, form_id: UUID | None = None) -> SelfAssessment:
        """A submitted form of ``user``."""
        form = self.owed_by(user)
        scores = tuple(self.scores(form))
        return submit_assessment(
            form=form,
            form_id=form_id or (form.stored.pk if form.stored else uuid4()),
            version=form.stored.version if form.stored else 0,
            answers=Answers(scores=scores),
            actor=user,
            at=NOW,
        )

    def scores(self, form: OwnForm) -> list[int | None]:
        """The positional scores of :meth:`answers`."""
        texts = self.answers(form)
        return [int(texts[position]) if position in texts else None for position in range(40)]

    def close(self) -> None:
        """Close the month, as far as the database's guard is concerned."""
        Period.objects.filter(pk=self.period.pk).update(state=PeriodState.CLOSED)


@pytest.fixture(autouse=True)
def fresh_sets() -> None:
    """Ids of sets start again after each rolled-back test, so what a process keeps by id must go."""
    for kept in (sets.load_set, questions.all_questions, questions.questions_for):
        kept.cache_clear()


@pytest.fixture
def clock() -> Iterator[None]:
    """It is 20 November 2026, 10:00 in Vietnam."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def month(cast: Cast, clock: None) -> Month:
    """The open month."""
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=NOW)
    return Month(cast, open_period(kind="month", day=date(2026, 11, 1), actor=None, at=NOW))

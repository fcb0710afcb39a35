"""The facts of a month that is going to be closed: visits, forms and ratings, and the worker's turn at them.

They are made without clicks, for each has a journey of its own (``test_the_month``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import time_machine

from agencies.enums import Role
from agencies.models import Agency, User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_staff, make_user
from core import clock, outbox
from evaluations.actions.assessments.submit import submit_assessment
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.enums import InspectionMode, InspectionState, Source
from evaluations.gather.assessments.owed import own_form
from evaluations.gather.assessments.questions import questions_for
from evaluations.models import CriteriaSet, Criterion, Inspection, Observation, Period
from evaluations.rules.assessments.answers import Answers
from evaluations.tasks import refresh_open_periods
from feedback.tests.factories import make_counter, make_ratings
from vhcv_portal.celery import app

INSPECTION = Source.INSPECTION.value


@dataclass(frozen=True)
class Year:
    """The cast, a second person of Home Affairs, and the set of October, the last month that was scored."""

    cast: Cast
    second: User
    first_set: CriteriaSet

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """Two of one comparison group, and one alone in its own."""
        return self.cast.department, self.cast.home_affairs, self.cast.commune


@contextmanager
def on(day: date) -> Iterator[None]:
    """Half past eight in the morning of a day in Vietnam, and time goes on."""
    with time_machine.travel(datetime(day.year, day.month, day.day, 1, 30, tzinfo=UTC), tick=True):
        yield


def scored_october(cast: Cast) -> Year:
    """October by version 1 of the shipped set, visited everywhere, its figures computed."""
    day = date(2026, 10, 14)
    first_set = publish_criteria_set(
        definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=clock.now()
    )
    second = make_user(make_staff("Mai Thị Quyết", cast.home_affairs))
    grant(second, Role.HOME_AFFAIRS, cast.province)
    year = Year(cast, second, first_set)
    october = open_period(kind="month", day=day, actor=None, at=clock.now())
    visit_everybody(year, october, day)
    refresh_open_periods()
    work()
    return year


def live_through(year: Year, month: Period, day: date) -> None:
    """Everybody is visited, an officer hands the form in, six citizens rate the counter."""
    visit_everybody(year, month, day)
    hand_in(year.cast.officer, month, year.cast.department)
    make_ratings(make_counter(year.cast.department), day, 5, 5, 4, 4, 3, 5)


def visit_everybody(year: Year, month: Period, day: date) -> None:
    """A concluded visit to each agency: of ten cases 9, 8 and 7 were as they should be."""
    for agency, good in zip(year.agencies, (9, 8, 7), strict=True):
        visit(month, agency, day, year.cast.inspector, good)


def visit(month: Period, agency: Agency, day: date, actor: User, good: int) -> None:
    """``good`` of ten cases for every criterion that inspections speak to."""
    made = Inspection.objects.create(
        id=uuid4(),
        period=month,
        agency=agency,
        mode=InspectionMode.PLANNED,
        state=InspectionState.CONCLUDED,
        order_number="5/QĐ-SNV",
        visited_on=day,
        concluded_at=clock.now(),
        created_by=actor,
        created_at=clock.now(),
    )
    pinned = month.sets.values("criteria_set")
    spoken = Criterion.objects.filter(criteria_set__in=pinned).order_by("position")
    Observation.objects.bulk_create(
        Observation(
            id=uuid4(),
            inspection=made,
            criterion=criterion,
            n=10,
            k=good,
            recorded_by=actor,
            recorded_at=clock.now(),
        )
        for criterion in spoken
        if criterion.weights.get(INSPECTION)
    )


def hand_in(user: User, month: Period, agency: Agency) -> None:
    """The month's own form, the first choice of every question."""
    form = own_form(user.staff_id, month.pk, agency.pk)
    assert form is not None
    asked = [one for group in questions_for(form.criteria_set_id, form.applies) for one in group.questions]
    given = {one.position: one.choices[0].score for one in asked}
    scores = tuple(given.get(position) for position in range(max(given) + 1))
    submit_assessment(
        form=form, form_id=uuid4(), version=0, answers=Answers(scores=scores), actor=user, at=clock.now()
    )


def work() -> None:
    """What relay and worker would do by now: every message is handled by its task, until none is left."""
    for _turn in range(5):
        claimed: dict[str, Any] = outbox.claim(clock.now())
        if not claimed:
            return
        for task, ids in claimed.items():
            app.tasks[task](message_ids=ids)
    raise AssertionError("messages beget messages")

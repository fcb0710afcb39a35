"""October 2026, closed: two departments of one group and a commune, each inspected through and through."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from agencies.enums import Role
from agencies.models import Agency, User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_staff, make_user
from evaluations.actions.closing.snapshot import write_snapshot
from evaluations.actions.corrections import ask_correction
from evaluations.actions.open_period import open_period
from evaluations.actions.owing.freeze import freeze_owed
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.actions.results import refresh_results
from evaluations.criteria_data import shipped_set
from evaluations.enums import InspectionState, PeriodState
from evaluations.gather.closing.frozen import frozen_month
from evaluations.gather.sets import load_set
from evaluations.models import (
    Correction,
    Criterion,
    Inspection,
    Observation,
    Period,
    PeriodSnapshot,
    TeamMember,
)
from evaluations.rules.closing.frozen import rescore
from evaluations.rules.corrections.lines import Line, Said
from evaluations.rules.versions import CURRENT

OCTOBER = datetime(2026, 10, 1, tzinfo=UTC)
DAY = date(2026, 10, 14)
CLOSED_AT = datetime(2026, 11, 10, 3, tzinfo=UTC)
AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
VISIT = "inspection"
WRONG, RIGHT = Said(10, 9), Said(10, 2)


@pytest.fixture(autouse=True)
def the_present() -> Iterator[None]:
    """20 November 2026, 10:00 in Vietnam; kept sets are forgotten, for ids come again after a rollback."""
    load_set.cache_clear()
    with time_machine.travel(AT, tick=False):
        yield
    load_set.cache_clear()


def open_october() -> Period:
    """The month by the shipped set of Decision 1847."""
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=OCTOBER)
    return open_period(kind="month", day=DAY, actor=None, at=OCTOBER)


def inspected(period: Period, agency: Agency, actor: User, k: int, **but: int) -> Inspection:
    """A concluded visit that counted ``k`` of ten for all that inspections speak to, ``but`` for some."""
    visit = Inspection.objects.create(
        id=uuid4(),
        period=period,
        agency=agency,
        mode="planned",
        state=InspectionState.CONCLUDED,
        order_number="1/QĐ",
        visited_on=DAY,
        concluded_at=OCTOBER,
        created_by=actor,
        created_at=OCTOBER,
    )
    heard = [one for one in Criterion.objects.order_by("position") if one.weights.get(VISIT)]
    Observation.objects.bulk_create(
        Observation(
            id=uuid4(),
            inspection=visit,
            criterion=criterion,
            n=10,
            k=but.get(criterion.code.replace("-", "_"), k),
            recorded_by=actor,
            recorded_at=OCTOBER,
        )
        for criterion in heard
    )
    return visit


def close(period: Period, at: datetime = CLOSED_AT) -> PeriodSnapshot:
    """Roll up, freeze and close, as the act of closing does without its ladder."""
    refresh_results(period=period, agencies=None, at=at)
    freeze_owed(period=period, at=at)
    month = frozen_month(period, at)
    scored = rescore(month, CURRENT)
    snapshot = write_snapshot(period=period, month=month, scored=scored, asked_by=None, actor=None, at=at)
    Period.objects.filter(pk=period.pk).update(state=PeriodState.CLOSED, closed_at=at)
    period.refresh_from_db()
    return snapshot


@dataclass
class Closed:
    """The closed month, its first snapshot, and the lines that the tests correct."""

    period: Period
    snapshot: PeriodSnapshot
    department: Agency
    planned: Inspection

    def line(self, code: str = "TT-01", after: Said | None = RIGHT, **given: Any) -> Line:
        """A line about the department's inspection."""
        before = given.pop("before", WRONG)
        return Line(given.pop("agency", self.department.pk), code, VISIT, before, after, **given)


def closed_october(cast: Cast) -> Closed:
    """The department ahead of Sở Nội vụ by less than TT-01 is worth; the commune alone in its group."""
    period = open_october()
    inspected(period, cast.department, cast.inspector, 9)
    inspected(period, cast.home_affairs, cast.inspector, 9, TT_06=0)
    inspected(period, cast.commune, cast.inspector, 7)
    planned = Inspection.objects.create(
        id=uuid4(),
        period=period,
        agency=cast.department,
        mode="unannounced",
        state=InspectionState.DRAFT,
        order_number="9/QĐ",
        visited_on=DAY,
        created_by=cast.inspector,
        created_at=OCTOBER,
    )
    TeamMember.objects.create(inspection=planned, user=cast.inspector, role="leader")
    return Closed(period, close(period), cast.department, planned)


@pytest.fixture
def closed(cast: Cast) -> Closed:
    return closed_october(cast)


@pytest.fixture
def second_admin(cast: Cast) -> User:
    """Another user of Home Affairs: who decides what the first asked for."""
    user = make_user(make_staff("Mai Thị Quyết", cast.home_affairs))
    grant(user, Role.HOME_AFFAIRS, cast.province)
    return user


@pytest.fixture
def ask(cast: Cast, closed: Closed) -> Callable[..., Correction]:
    """Ask for a correction of the department's TT-01; keywords replace the usual arguments."""

    def do(*lines: Line, **given: Any) -> Correction:
        usual = {
            "form_id": uuid4(),
            "period": closed.period,
            "seen_base": closed.snapshot.pk,
            "cause": "error",
            "reason": "Nhập nhầm số người có mặt, biên bản số 5.",
            "lines": lines or (closed.line(),),
            "actor": cast.admin,
            "at": AT,
        }
        return ask_correction(**(usual | given))

    return do

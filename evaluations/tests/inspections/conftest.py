"""A month of November 2026 in which the cast's inspector visits the department."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from PIL import Image

from agencies.enums import Role
from agencies.models import User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_staff, make_user
from evaluations.actions.inspections import check_in, create_inspection, record_observation
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.enums import PeriodState
from evaluations.gather.sets import load_set
from evaluations.models import Criterion, Inspection, Observation, Period
from evaluations.rules.observing import Finding
from evaluations.tests.inspections.walking import walk_to

DAY = date(2026, 11, 12)
AT = datetime(2026, 11, 12, 2, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def the_present() -> Iterator[None]:
    """12 November 2026, 09:30 in Vietnam; kept sets are forgotten, for ids come again after a rollback."""
    load_set.cache_clear()
    with time_machine.travel(AT, tick=False):
        yield
    load_set.cache_clear()


@pytest.fixture
def month(cast: Cast) -> Period:
    """November 2026, open, with the shipped set of Decision 1847."""
    publish_criteria_set(
        definition=shipped_set("qd1847_2018"),
        accepted=frozenset(),
        actor=None,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return open_period(kind="month", day=DAY, actor=None, at=AT)


@pytest.fixture
def member(cast: Cast) -> User:
    """A second inspector."""
    user = make_user(make_staff("Phan Thị Đoàn", cast.home_affairs))
    grant(user, Role.INSPECTOR, cast.province)
    return user


@pytest.fixture
def draft(cast: Cast, month: Period, member: User) -> Inspection:
    """An unannounced inspection of the department, planned for today."""
    return create_inspection(
        form_id=uuid4(),
        agency=cast.department,
        visited_on=DAY,
        mode="unannounced",
        order_number="12/QĐ-SNV",
        members=[member],
        actor=cast.inspector,
        at=AT,
    )


@pytest.fixture
def on_site(draft: Inspection, cast: Cast) -> Inspection:
    """The same inspection once the team has checked in."""
    return check_in(inspection=draft, visited_on=DAY, actor=cast.inspector, at=AT)


@pytest.fixture
def criterion(month: Period) -> Callable[[str], Criterion]:
    """A criterion of the set by its code."""
    return lambda code: Criterion.objects.get(code=code)


@pytest.fixture
def record(
    cast: Cast, on_site: Inspection, criterion: Callable[[str], Criterion]
) -> Callable[..., Observation]:
    """Record "k of n" for a criterion by its code; keywords replace the usual arguments."""

    def do(code: str, n: int = 10, k: int = 8, **given: Any) -> Observation:
        finding = given.pop("finding", None) or Finding(n, k)
        usual = {"form_id": uuid4(), "base": "", "actor": cast.inspector, "at": AT}
        return record_observation(
            inspection=on_site, criterion=criterion(code), finding=finding, **(usual | given)
        )

    return do


@pytest.fixture
def photo() -> BytesIO:
    """A photograph as a phone sends it."""
    file = BytesIO()
    Image.new("RGB", (400, 300), "green").save(file, "JPEG")
    file.seek(0)
    file.name = "IMG_0001.jpg"
    return file


def close(period: Period) -> None:
    """Close a period as the database sees it."""
    Period.objects.filter(pk=period.pk).update(state=PeriodState.CLOSED)


@pytest.fixture
def as_user(client: Client) -> Callable[[User], Client]:
    """The test client signed in as somebody."""

    def do(user: User) -> Client:
        client.force_login(user)
        return client

    return do


@pytest.fixture
def concluded(on_site: Inspection, record: Callable[..., Any], cast: Cast) -> Inspection:
    """The visit with one finding, concluded."""
    record("TP-04", 10, 8)
    return walk_to(on_site, "concluded", leader=cast.inspector, head=cast.head, at=AT)

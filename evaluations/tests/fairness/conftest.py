"""November 2026 in which two teams visit the commune, ten days apart."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from agencies.enums import Role
from agencies.models import Agency, User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_staff, make_user
from evaluations.actions.inspections import create_inspection
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.enums import InspectionState
from evaluations.gather.sets import load_set
from evaluations.models import Criterion, Inspection, Observation, Period

AT = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
TODAY = date(2026, 11, 20)
FIRST_DAY, SECOND_DAY = date(2026, 11, 3), date(2026, 11, 13)


@pytest.fixture(autouse=True)
def the_present() -> Iterator[None]:
    """20 November 2026, 09:30 in Vietnam; kept sets are forgotten, for ids come again after a rollback."""
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
    return open_period(kind="month", day=FIRST_DAY, actor=None, at=AT)


@pytest.fixture
def inspectors(cast: Cast) -> list[User]:
    """Three more inspectors beside the cast's."""
    found = []
    for name in ("Phan Thị Đoàn", "Lâm Văn Hai", "Tô Thị Ba"):
        user = make_user(make_staff(name, cast.home_affairs))
        grant(user, Role.INSPECTOR, cast.province)
        found.append(user)
    return found


@pytest.fixture
def visit(cast: Cast, month: Period) -> Callable[..., Inspection]:
    """A concluded inspection: ``found`` is n and k by the code of the criterion, recorded by the leader."""

    def make(
        agency: Agency,
        leader: User,
        on: date = FIRST_DAY,
        found: Mapping[str, tuple[int, int]] | None = None,
        members: Sequence[User] = (),
        **fields: Any,
    ) -> Inspection:
        if not leader.grants.filter(role=Role.INSPECTOR).exists():
            grant(leader, Role.INSPECTOR, cast.province)
        inspection = create_inspection(
            form_id=uuid4(),
            agency=agency,
            visited_on=on,
            mode="unannounced",
            order_number="12/QĐ-SNV",
            members=members,
            actor=leader,
            at=AT,
        )
        for code, (n, k) in (found or {}).items():
            criterion = Criterion.objects.get(code=code)
            Observation.objects.create(
                id=uuid4(),
                inspection=inspection,
                criterion=criterion,
                n=n,
                k=k,
                recorded_by=leader,
                recorded_at=AT,
            )
        given = {"state": InspectionState.CONCLUDED, "started_at": AT, "concluded_at": AT} | fields
        Inspection.objects.filter(pk=inspection.pk).update(**given)
        inspection.refresh_from_db()
        return inspection

    return make

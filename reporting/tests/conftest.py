"""A month with figures for the tests of the pages, and readers of every kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.test import Client

from agencies.enums import Role
from agencies.models import Agency, User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_staff, make_user
from evaluations.actions.results import refresh_results
from evaluations.enums import InspectionMode
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult, Inspection, Period, TeamMember
from evaluations.tests.scoring.random_month import AT, random_month
from reporting.gather.definitions import described

SEED = 7


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Sets kept by id and pages kept by revision belong to the database of one test."""
    for kept in (load_set, described):
        kept.cache_clear()
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@dataclass(frozen=True)
class Scene:
    """November 2026, computed: three agencies with data, three of the cast without; one has a head."""

    period: Period
    agency: Agency
    other: Agency
    silent: Agency
    head: User
    cast: Cast

    @property
    def month(self) -> str:
        """The month as addresses name it."""
        return f"?ky={self.period.starts_on:%Y-%m-%d}"

    def at(self, path: str, agency: Agency | None = None) -> str:
        """An address below an agency's dashboard."""
        return f"/bang-diem/co-quan/{(agency or self.agency).pk}/{path}{self.month}"

    def result(self) -> AgencyResult:
        """The stored result of the agency."""
        return AgencyResult.objects.get(agency=self.agency, period=self.period)


@pytest.fixture
def scene(cast: Cast) -> Scene:
    """A random month of a fixed seed, scored, with readers."""
    month = random_month(SEED)
    refresh_results(period=month.period, agencies=None, at=AT)
    agency, other = month.agencies[:2]
    head = make_user(make_staff("Trần Thị Trưởng", agency))
    grant(head, Role.AGENCY_HEAD, agency)
    return Scene(month.period, agency, other, cast.department, head, cast)


def signed_in(user: User) -> Client:
    """A client of this user."""
    client = Client()
    client.force_login(user)
    return client


def put_on_a_team(user: User, scene: Scene) -> None:
    """Make the user a member of a visit to the scene's agency, one that has seen nothing yet."""
    visit = Inspection.objects.create(
        id=uuid4(),
        agency=scene.agency,
        period=scene.period,
        mode=InspectionMode.PLANNED,
        order_number="2/QĐ-SNV",
        visited_on=scene.period.starts_on,
        created_by=user,
        created_at=AT,
    )
    TeamMember.objects.create(inspection=visit, user=user, role=TeamMember.TeamRole.MEMBER)


@pytest.fixture
def leader(scene: Scene) -> Client:
    """A client of a leader of the province."""
    return signed_in(scene.cast.leader)


@pytest.fixture
def head(scene: Scene) -> Client:
    """A client of the head of ``scene.agency``."""
    return signed_in(scene.head)

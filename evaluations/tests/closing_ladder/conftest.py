"""October 2026 is over and scored, the cast reads it on 20 November; results have plain figures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from agencies.enums import Role
from agencies.models import Agency, AgencyVersion, User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_staff, make_user
from evaluations.actions.closing.preview import open_preview
from evaluations.actions.closing.sign import sign_agency
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.actions.results import refresh_results
from evaluations.criteria_data import shipped_set
from evaluations.gather import sets
from evaluations.gather.assessments import questions
from evaluations.models import AgencyResult, Period, ResultPreview, SignOff

AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
CLOSES = date(2026, 11, 26)
AFTER = AT + timedelta(days=7)
FIGURE = Decimal("87.43")
Sign = Callable[..., SignOff]


@dataclass(frozen=True)
class Scene:
    """A month that is over, with its cast and a second person of Home Affairs."""

    cast: Cast
    period: Period
    second: User

    def version(self, agency: Agency) -> AgencyVersion:
        return agency.versions.get(ends_on=None)

    def figure(self, agency: Agency, total: str) -> None:
        """Move an agency's figure, as a roll-up would."""
        AgencyResult.objects.filter(period=self.period, agency=agency).update(total=Decimal(total))

    def preview(self) -> ResultPreview:
        return open_preview(period=self.period, closes_on=CLOSES, actor=self.cast.admin, at=AT)

    def sign(self, at: datetime = AT, seen: Decimal | None = FIGURE, **changed: Any) -> SignOff:
        """The head of department A signs; two units of it have not."""
        return sign_agency(
            **{
                "form_id": uuid4(),
                "period": self.period,
                "agency": self.version(self.cast.department),
                "seen": seen,
                "reason": "Bộ phận đang tổng hợp",
                "actor": self.cast.head,
                "at": at,
            }
            | changed
        )


@pytest.fixture(autouse=True)
def the_present() -> Iterator[None]:
    """20 November 2026, 10:00 in Vietnam; sets are kept by ids that start again."""
    for kept in (sets.load_set, questions.all_questions, questions.questions_for):
        kept.cache_clear()
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def scene(cast: Cast) -> Scene:
    """October, rolled up: department A has 87,43, the commune 80,00, Sở Nội vụ nothing."""
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=AT)
    period = open_period(kind="month", day=date(2026, 10, 15), actor=None, at=AT)
    refresh_results(period=period, agencies=None, at=AT)
    second = grant(make_user(make_staff("Lê Văn Hai", cast.home_affairs)), Role.HOME_AFFAIRS, cast.province)
    found = Scene(cast, period, second.user)
    found.figure(cast.department, "87.43")
    found.figure(cast.commune, "80.00")
    return found


def signed_in(user: User) -> Client:
    """A client of this user."""
    client = Client()
    client.force_login(user)
    return client

"""November 2026 closed, two people of Home Affairs, and a head."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from agencies.enums import Role
from agencies.models import User
from agencies.tests.factories import grant, make_staff, make_user
from core import clock
from evaluations.actions.closing.seal import seal_period
from evaluations.actions.releases import ask_release, release_ranking, shown_of
from evaluations.actions.results import refresh_results
from evaluations.models import PeriodSnapshot, RankingRelease
from evaluations.rules.released_table import FEWEST
from evaluations.tests.scoring.random_month import AT
from reporting.tests.conftest import Scene


@dataclass(frozen=True)
class Closed:
    """The scene with its month closed; ``admin`` asks, ``second`` releases."""

    scene: Scene
    snapshot: PeriodSnapshot
    admin: User
    second: User

    def asked(self, **given: Any) -> RankingRelease:
        """Asked for by ``admin``, previewed on the day of ``AT`` alone."""
        told = {
            "snapshot": self.snapshot,
            "preview_until": clock.local_day(AT),
            "is_public": True,
            "note": "",
            "actor": self.admin,
            "at": AT,
            **given,
        }
        return ask_release(**told)

    def released(self, release: RankingRelease | None = None, **given: Any) -> RankingRelease:
        """As it was asked for, released by ``second`` on the day after."""
        release = release or self.asked()
        told = {"release": release, "seen": shown_of(release), "actor": self.second, "at": LATER, **given}
        return release_ranking(**told)

    @property
    def page(self) -> str:
        """Where the ranking is read."""
        return f"/ky-danh-gia/{self.scene.period.pk}/cong-bo/"


LATER = AT + timedelta(days=1)


@pytest.fixture
def second(scene: Scene) -> User:
    """Another person of Home Affairs."""
    user = make_user(make_staff("Đinh Thị Hai", scene.cast.home_affairs))
    grant(user, Role.HOME_AFFAIRS, scene.cast.province)
    return user


@pytest.fixture
def closed(scene: Scene, second: User) -> Closed:
    """Sealed by the two; two agencies have five people and more, the others fewer."""
    admin = scene.cast.admin
    for agency in (scene.agency, scene.other):
        for number in range(FEWEST):
            make_staff(f"Lê Văn {number}", agency)
    refresh_results(period=scene.period, agencies=None, at=AT)
    snapshot = seal_period(period=scene.period, asked_by=admin, actor=second, at=AT)
    return Closed(scene, snapshot, admin, second)

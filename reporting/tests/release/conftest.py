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
from evaluations.actions.releases import ask_release
from evaluations.actions.results import refresh_results
from evaluations.models import PeriodSnapshot, RankingRelease
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

    @property
    def page(self) -> str:
        """Where the ranking is read."""
        return f"/ky-danh-gia/{self.scene.period.pk}/cong-bo/"


LATER = AT + timedelta(days=1)


@pytest.fixture
def closed(scene: Scene) -> Closed:
    """Sealed by the two."""
    admin = scene.cast.admin
    second = make_user(make_staff("Đinh Thị Hai", scene.cast.home_affairs))
    grant(second, Role.HOME_AFFAIRS, scene.cast.province)
    refresh_results(period=scene.period, agencies=None, at=AT)
    snapshot = seal_period(period=scene.period, asked_by=admin, actor=second, at=AT)
    return Closed(scene, snapshot, admin, second)

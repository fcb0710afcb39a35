"""Objects of a ranking's release: November closed; its ranking in preview, and released."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from agencies.enums import Role
from agencies.models import User
from agencies.tests.factories import grant, make_user
from core import clock
from evaluations.actions.closing.seal import seal_period
from evaluations.actions.releases import ask_release, release_ranking, shown_of
from evaluations.models import Period, PeriodSnapshot, RankingRelease

if TYPE_CHECKING:
    from tests.access.world import World


def second(world: "World") -> User:
    """Another person of Home Affairs, who asks for what the admin may release."""
    user = make_user(display_name="Đinh Thị Hai", username="haihai")
    grant(user, Role.HOME_AFFAIRS, world.cast.province)
    return user


def nothing(world: "World") -> None:
    """For lists."""
    world.object("released ranking")


def closed(world: "World") -> Period:
    world.object("scores of the province")
    month: Period = world.object("month")
    seal_period(period=month, asked_by=world.object("second of Home Affairs"), actor=None, at=clock.now())
    month.refresh_from_db()
    return month


def in_preview(world: "World") -> Period:
    """Asked for three days ago, so that the preview is over."""
    month = closed(world)
    at = clock.now() - timedelta(days=3)
    ask_release(
        snapshot=PeriodSnapshot.objects.get(period=month),
        preview_until=clock.local_day(at),
        is_public=True,
        note="",
        actor=world.object("second of Home Affairs"),
        at=at,
    )
    return month


def released(world: "World") -> Period:
    month = in_preview(world)
    release = RankingRelease.objects.get()
    release_ranking(release=release, seen=shown_of(release), actor=world.cast.admin, at=clock.now())
    return month


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "second of Home Affairs": second,
    "rankings": nothing,
    "released results": nothing,
    "closed month to be ranked": closed,
    "ranking in preview": in_preview,
    "released ranking": released,
}
FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "release_ask": lambda world, _thing: {"preview_until": clock.today().isoformat(), "note": ""},
    "release_publish": lambda world, _thing: shown_of(RankingRelease.objects.get())._asdict(),
    "release_withdraw": lambda world, _thing: {"reason": "Nhầm nhóm"},
}

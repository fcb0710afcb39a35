"""Objects of the citizens' side: counters, their public pages, complaints by year."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from agencies.models import Agency
from agencies.tests.factories import START
from core import clock
from feedback.models import ComplaintYear, Counter, Rating, RatingSuspicion

if TYPE_CHECKING:
    from tests.access.world import World


def nothing(world: "World") -> None:
    """For lists."""


def counter(world: "World") -> Counter:
    return Counter.objects.create(agency=world.cast.department, name="Quầy 1", starts_on=START)


def public_page(world: "World") -> dict[str, str]:
    return {"code": counter(world).code}


def set_aside(world: "World") -> RatingSuspicion:
    day = clock.today() - timedelta(days=2)
    row: RatingSuspicion = RatingSuspicion.objects.create(counter=counter(world), day=day, pattern="source")
    Rating.objects.bulk_create(
        Rating(
            id=uuid4(),
            counter=row.counter,
            agency=world.cast.department,
            day=day,
            stars=1,
            suspicion=row,
        )
        for _ in range(6)
    )
    return row


def poster(world: "World") -> dict[str, Any]:
    return {"pk": counter(world).pk, "size": "a5", "language": "vi"}


def posters(world: "World") -> dict[str, Any]:
    counter(world)
    return {"pk": world.cast.department.pk, "size": "a5", "language": "vi"}


def complaints(world: "World") -> Agency:
    ComplaintYear.objects.create(agency=world.cast.department, year=2021, count=0, source="Báo cáo")
    return world.cast.department


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "counters": nothing,
    "counter of department A": counter,
    "public page of a counter": public_page,
    "poster of a counter of department A": poster,
    "posters of department A": posters,
    "ratings set aside": nothing,
    "ratings set aside in department A": set_aside,
    "department A with complaints": complaints,
}


def _new_counter(world: "World", _thing: Any) -> dict[str, Any]:
    agency = world.cast.department.pk
    return {"form_uuid": uuid4(), "agency": agency, "name": "Quầy 2", "starts_on": clock.today().isoformat()}


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "counter_create": _new_counter,
    "counter_replace": lambda _world, thing: {"code": thing.code, "reason": "Mã bị chụp lại"},
    "counter_revoke": lambda world, _thing: {"reason": "Mã bị chụp lại"},
    "suspicion_decide": lambda world, _thing: {"state": "cleared", "reason": "Đoàn khách", "version": 1},
    "rate_counter": lambda world, _thing: {"form_uuid": uuid4(), "stars": 5, "courtesies": [0, 4]},
}

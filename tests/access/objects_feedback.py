"""Objects of the citizens' side: counters, their public pages, complaints by year."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from agencies.models import Agency
from agencies.tests.factories import START
from core import clock
from feedback.models import ComplaintYear, Counter

if TYPE_CHECKING:
    from tests.access.world import World


def nothing(world: "World") -> None:
    """For lists."""


def counter(world: "World") -> Counter:
    return Counter.objects.create(agency=world.cast.department, name="Quầy 1", starts_on=START)


def public_page(world: "World") -> dict[str, str]:
    return {"token": counter(world).token}


def complaints(world: "World") -> Agency:
    ComplaintYear.objects.create(agency=world.cast.department, year=2021, count=0, source="Báo cáo")
    return world.cast.department


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "counters": nothing,
    "counter of department A": counter,
    "public page of a counter": public_page,
    "department A with complaints": complaints,
}


def _new_counter(world: "World", _thing: Any) -> dict[str, Any]:
    agency = world.cast.department.pk
    return {"form_uuid": uuid4(), "agency": agency, "name": "Quầy 2", "starts_on": clock.today().isoformat()}


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "counter_create": _new_counter,
    "counter_revoke": lambda world, _thing: {"reason": "Mã bị chụp lại"},
    "rate_counter": lambda world, _thing: {"form_uuid": uuid4(), "stars": 5, "courtesies": [0, 4]},
}

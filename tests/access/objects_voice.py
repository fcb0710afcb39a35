"""Objects of what citizens say: a counter of department A with two batches of past days."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from agencies.models import Agency
from agencies.tests.factories import START
from feedback.models import Counter
from feedback.tests.factories import make_ratings

if TYPE_CHECKING:
    from tests.access.world import World


def voice(world: "World") -> Counter:
    counter = Counter.objects.create(agency=world.cast.department, name="Quầy 1", starts_on=START)
    for day in (3, 9):
        make_ratings(counter, date(2026, 11, day), 5, 5, 4, 4, 2)
    return counter


def everybody(world: "World") -> None:
    world.object("a counter that was rated")


def of_department(world: "World") -> Agency:
    world.object("a counter that was rated")
    return world.cast.department


def of_counter(world: "World") -> dict[str, Any]:
    counter = world.object("a counter that was rated")
    return {"agency": counter.agency_id, "counter": counter.pk}


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "a counter that was rated": voice,
    "what citizens say": everybody,
    "what citizens say of department A": of_department,
    "what citizens say of a counter": of_counter,
}
FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {}

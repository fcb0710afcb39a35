"""Objects of the dashboards: the scores of November 2026 after one inspection of department A."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from agencies.models import Agency
from core import clock
from evaluations.actions.results import refresh_results
from evaluations.models import Observation

if TYPE_CHECKING:
    from tests.access.world import World


def scores(world: "World") -> None:
    """The month is rolled up."""
    world.object("concluded inspection")
    refresh_results(period=world.object("month"), agencies=None, at=clock.now())


def own(world: "World") -> None:
    world.object("scores of the province")


def of_department(world: "World") -> Agency:
    world.object("scores of the province")
    return world.cast.department


def _criterion(world: "World") -> Any:
    world.object("scores of the province")
    return Observation.objects.get().criterion


def group(world: "World") -> dict[str, Any]:
    return {"agency": world.cast.department.pk, "code": _criterion(world).group.code}


def criterion(world: "World") -> dict[str, Any]:
    return {"agency": world.cast.department.pk, "code": _criterion(world).code}


def source(world: "World") -> dict[str, Any]:
    return criterion(world) | {"source": "inspection"}


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "scores of the province": scores,
    "first page": own,
    "scores of the own agency": own,
    "scores of department A": of_department,
    "a group of department A": group,
    "a criterion of department A": criterion,
    "a source of department A": source,
}
FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {}

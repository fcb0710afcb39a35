"""Objects of frameworks beyond the shipped set: a quarter that is the mean of its months."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from core import clock
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.actions.results import refresh_results
from evaluations.criteria_data import shipped_set
from evaluations.models import Period

if TYPE_CHECKING:
    from tests.access.world import World


def quarter(world: "World") -> Period:
    """The third quarter of 2026 under Decree 335, scored without any month."""
    world.object("criteria set")
    definition = shipped_set("nd335_2025_diem")
    publish_criteria_set(definition=definition, accepted=frozenset(), actor=None, at=clock.now())
    period = open_period(kind="quarter", day=date(2026, 8, 15), actor=None, at=clock.now())
    refresh_results(period=period, agencies=None, at=clock.now())
    return period


OBJECTS: dict[str, Callable[["World"], Any]] = {"quarter of means": quarter}
FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {}

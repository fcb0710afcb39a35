"""The comparison of inspectors: an inspection that was concluded and may be repeated by another team."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from agencies.enums import Role
from agencies.tests.factories import grant, make_staff, make_user
from core import clock
from evaluations.enums import InspectionState
from evaluations.models import Criterion, Inspection, Observation, Period
from tests.access.objects_inspections import planned

if TYPE_CHECKING:
    from tests.access.world import World


def to_repeat(world: "World") -> Inspection:
    """A visit to department A that found something and was concluded."""
    inspection = planned(world)
    Observation.objects.create(
        id=uuid4(),
        inspection=inspection,
        criterion=Criterion.objects.filter(measure="ratio").order_by("position")[0],
        n=10,
        k=8,
        recorded_by=world.cast.inspector,
        recorded_at=clock.now(),
    )
    concluded = {"state": InspectionState.CONCLUDED, "started_at": clock.now(), "concluded_at": clock.now()}
    Inspection.objects.filter(pk=inspection.pk).update(**concluded)
    inspection.refresh_from_db()
    return inspection


def to_compare(world: "World") -> None:
    """For the pages about all of them."""
    world.object("inspection to repeat")


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "comparison of inspectors": to_compare,
    "double-inspection sample": to_compare,
    "inspection to repeat": to_repeat,
}


def _sample(world: "World", _nothing: None) -> dict[str, Any]:
    month = Period.objects.months().containing(clock.today()).get()
    return {"form_uuid": uuid4(), "period": month.pk, "percent": 10}


def _order(world: "World", first: Inspection) -> dict[str, Any]:
    leader = make_user(make_staff("Lâm Văn Hai", world.cast.home_affairs))
    grant(leader, Role.INSPECTOR, world.cast.province)
    day = first.visited_on + timedelta(days=1)
    return {
        "form_uuid": uuid4(),
        "visited_on": day.isoformat(),
        "order_number": "77/QĐ-SNV",
        "leader": leader.pk,
    }


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "double_sample": _sample,
    "double_order": _order,
}

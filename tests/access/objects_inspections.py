"""Objects of inspections: one planned, one under way, one concluded with a photograph."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from PIL import Image

from agencies.models import Agency
from core import clock
from evaluations.actions.inspections import (
    add_photo,
    check_in,
    create_inspection,
    record_observation,
)
from evaluations.models import Criterion, Inspection, ObservationPhoto
from evaluations.rules.observing import Finding
from evaluations.tests.inspections.walking import walk_to

if TYPE_CHECKING:
    from tests.access.world import World


def nothing(world: "World") -> None:
    """For lists: a month is open."""
    world.object("month")


def to_inspect(world: "World") -> Agency:
    world.object("month")
    return world.cast.department


def planned(world: "World") -> Inspection:
    """An unannounced inspection of department A, ordered for today by the inspector alone."""
    world.object("month")
    return create_inspection(
        form_id=uuid4(),
        agency=world.cast.department,
        visited_on=clock.today(),
        mode="unannounced",
        order_number="12/QĐ-SNV",
        members=[],
        actor=world.cast.inspector,
        at=clock.now(),
    )


def under_way(world: "World") -> Inspection:
    return check_in(
        inspection=planned(world), visited_on=clock.today(), actor=world.cast.inspector, at=clock.now()
    )


def _criterion() -> Criterion:
    return Criterion.objects.filter(measure="ratio").order_by("position").first() or Criterion.objects.get()


def finding(world: "World") -> dict[str, Any]:
    """The inspection under way, and one of its criteria."""
    inspection = world.object("inspection under way")
    return {"pk": inspection.pk, "criterion_id": _criterion().pk}


def recorded(world: "World") -> Inspection:
    """An inspection under way in which something was found, with a photograph of it."""
    inspection = under_way(world)
    observation = record_observation(
        inspection=inspection,
        criterion=_criterion(),
        form_id=uuid4(),
        finding=Finding(10, 8),
        base="",
        actor=world.cast.inspector,
        at=clock.now(),
    )
    add_photo(observation=observation, file=_picture(), actor=world.cast.inspector, at=clock.now())
    inspection.refresh_from_db()
    return inspection


def concluded(world: "World") -> Inspection:
    return walk_to(
        recorded(world), "concluded", leader=world.cast.inspector, head=world.cast.head, at=clock.now()
    )


def reported(world: "World") -> Inspection:
    return walk_to(
        recorded(world), "reported", leader=world.cast.inspector, head=world.cast.head, at=clock.now()
    )


def _picture() -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (400, 300), "green").save(file, "JPEG")
    file.seek(0)
    file.name = "IMG_0001.jpg"
    return file


def photo(world: "World") -> dict[str, UUID]:
    world.object("concluded inspection")
    return {"pk": ObservationPhoto.objects.get().attachment_id}


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "inspections": nothing,
    "department A to inspect": to_inspect,
    "planned inspection": planned,
    "inspection under way": under_way,
    "finding under way": finding,
    "finding recorded": recorded,
    "reported inspection": reported,
    "concluded inspection": concluded,
    "photo of the concluded inspection": photo,
}


def _order(world: "World", _agency: Agency) -> dict[str, Any]:
    day = clock.today().isoformat()
    return {"form_uuid": uuid4(), "visited_on": day, "mode": "planned", "order_number": "13/QĐ-SNV"}


def _observed(world: "World", _thing: Any) -> dict[str, Any]:
    return {"form_uuid": uuid4(), "n": 10, "k": 8, "severity": "none", "note": ""}


def _conclusion(world: "World", inspection: Inspection) -> dict[str, Any]:
    said = {"strengths": "Đạt yêu cầu.", "signer": "Lê Thị Nội", "signer_post": "Giám đốc", "confirmed": "on"}
    none = {"kn-TOTAL_FORMS": "0", "kn-INITIAL_FORMS": "0"}
    return {**said, **none, "seen_version": inspection.version}


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "inspection_create": _order,
    "inspection_start": lambda world, _thing: {"visited_on": clock.today().isoformat()},
    "inspection_headcount": lambda world, _thing: {"counted_at": "09:30", "roster": 5, "present": 5},
    "inspection_observe": _observed,
    "inspection_conclude": _conclusion,
    "inspection_cancel": lambda world, _thing: {"reason": "Đoàn bận việc khác"},
}

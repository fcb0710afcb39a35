"""Objects of the days before a close: a month that is over, previewed, to be signed and objected to."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from core import clock
from evaluations.actions.closing.objections import raise_objection
from evaluations.actions.closing.preview import open_preview
from evaluations.actions.open_period import open_period
from evaluations.actions.results import refresh_results
from evaluations.gather.closing.signing_forms import unit_forms
from evaluations.models import Objection, Period

if TYPE_CHECKING:
    from tests.access.world import World

CLOSES_ON = date(2026, 11, 26)
NO_FIGURE = "-"


def over(world: "World") -> Period:
    """October 2026, scored without any data."""
    world.object("criteria set")
    period = open_period(kind="month", day=date(2026, 10, 15), actor=None, at=clock.now())
    refresh_results(period=period, agencies=None, at=clock.now())
    return period


def previewed(world: "World") -> Period:
    """The same with the days for objections open."""
    period: Period = over(world)
    open_preview(period=period, closes_on=CLOSES_ON, actor=world.cast.admin, at=clock.now())
    return period


def of_department(world: "World") -> dict[str, int]:
    return {"period_pk": world.object("previewed month").pk, "agency_pk": world.cast.department.pk}


def of_unit(world: "World") -> dict[str, int]:
    return {"period_pk": world.object("previewed month").pk, "unit_pk": world.cast.unit.pk}


def objection(world: "World") -> Objection:
    """The head of department A objects to the whole."""
    return raise_objection(
        form_id=uuid4(),
        period=world.object("previewed month"),
        agency=world.cast.department.versions.get(),
        criterion=None,
        text="Điểm chưa đúng.",
        actor=world.cast.head,
        at=clock.now(),
    )


def objections(world: "World") -> Period:
    period: Period = world.object("objection of department A").period
    return period


def _unit_form(world: "World", _thing: Any) -> dict[str, Any]:
    unit, period = world.cast.unit.versions.get(), world.object("previewed month")
    forms = unit_forms(period, world.cast.department.pk, [unit])[unit.agency_id]
    return {"form_uuid": uuid4(), "seen": forms.words, "reason": "Nghỉ lễ"}


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "month that is over": over,
    "previewed month": previewed,
    "ladder of department A": of_department,
    "forms of unit U1": of_unit,
    "objection to department A": of_department,
    "objection of department A": objection,
    "objections of a month": objections,
}

FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "period_preview": lambda _world, _thing: {"form_uuid": uuid4(), "closes_on": CLOSES_ON.isoformat()},
    "sign_all_ready": lambda world, _thing: {
        "form_uuid": uuid4(),
        f"seen_{world.cast.department.pk}": NO_FIGURE,
    },
    "sign_agency": lambda _world, _thing: {
        "form_uuid": uuid4(),
        "step": "agency",
        "seen": NO_FIGURE,
        "reason": "Trưởng bộ phận đi công tác",
    },
    "sign_unit": _unit_form,
    "objection_raise": lambda _world, _thing: {"form_uuid": uuid4(), "text": "Điểm chưa đúng."},
    "objection_answer": lambda _world, _thing: {"verdict": "uphold", "answer": "Đã sửa biên bản."},
}

"""Objects of corrections: a request of the head of department A about October 2026, which is closed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from core import clock
from evaluations.actions.corrections import ask_correction
from evaluations.gather.corrections.previews import base_of
from evaluations.models import Correction, Period
from evaluations.rules.corrections.lines import Line, Said
from evaluations.views.corrections.asking import seen_mark
from tests.access.objects_capture import QUERY

if TYPE_CHECKING:
    from tests.access.world import World

REASON = "Biên bản số 5 ghi 8 trên 10 câu trả lời đúng."


def nothing(world: "World") -> None:
    """For lists: a request waits."""
    world.object("correction about department A")


def figures(world: "World") -> dict[str, Any]:
    return {"period": world.object("closed month").pk, "agency": world.cast.department.pk}


def chosen(world: "World") -> dict[str, Any]:
    return figures(world) | {QUERY: "dong=TT-01%7Cinspection"}


def _line(world: "World") -> Line:
    return Line(world.cast.department.pk, "TT-01", "inspection", None, Said(10, 8))


def _base(world: "World") -> Any:
    period: Period = world.object("closed month")
    return base_of(period)


def correction(world: "World") -> Correction:
    return ask_correction(
        form_id=uuid4(),
        period=world.object("closed month"),
        seen_base=_base(world).snapshot.pk,
        cause="error",
        reason=REASON,
        lines=[_line(world)],
        actor=world.cast.head,
        at=clock.now(),
    )


def as_a_file(world: "World") -> dict[str, Any]:
    return {"pk": world.object("correction about department A").pk, "ending": "xlsx"}


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "corrections": nothing,
    "figures of department A in a closed month": figures,
    "chosen figures of department A": chosen,
    "correction about department A": correction,
    "correction as a file": as_a_file,
}


def _ask(world: "World", _thing: Any) -> dict[str, Any]:
    return {
        "form_uuid": uuid4(),
        "buoc": "gui",
        "da_xem": seen_mark(_base(world), [_line(world)]),
        "dong": ["TT-01|inspection"],
        "n_0": 10,
        "k_0": 8,
        "cause": "error",
        "reason": REASON,
    }


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "correction_ask": _ask,
    "correction_decide": lambda world, _thing: {
        "base": _base(world).snapshot.pk,
        "move": "grant",
        "decision": "Đúng biên bản.",
    },
}

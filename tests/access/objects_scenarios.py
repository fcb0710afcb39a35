"""Objects of the what-if: a scenario that the leader of the province kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from core import clock
from evaluations.rules.what_if.changes import Changes
from reporting.actions import make_scenario
from reporting.models import Scenario

if TYPE_CHECKING:
    from tests.access.world import World


def nothing(world: "World") -> None:
    """A month has figures to try something on."""
    world.object("scores of the province")


def scenario(world: "World") -> Scenario:
    world.object("scores of the province")
    return make_scenario(
        form_id=uuid4(),
        name="Tắt tự đánh giá",
        note="",
        set_code="qd1847",
        changes=Changes(factors={"self_assessment": 0}),
        periods=[world.object("month")],
        actor=world.cast.leader,
        at=clock.now(),
    )


def _form(world: "World") -> dict[str, Any]:
    sources = ("inspection", "self_assessment", "review", "citizen", "register")
    edges = {"excellent": "95", "good": "70", "completed": "50", "not_completed": "0"}
    return {
        "form_uuid": uuid4(),
        "name": "Ngưỡng cao hơn",
        "until": world.object("month").pk,
        "span": 1,
        "carry_months": 3,
        "min_citizen_n": 5,
        "min_coverage": "50",
        "bonus_cap": "3",
        "deduction_cap": "10",
        **{f"factor_{source}": 100 for source in sources},
        **{f"edge_{grade}": edge for grade, edge in edges.items()},
    }


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "scenarios": nothing,
    "scenario of the leader": scenario,
}
FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "scenario_new": lambda world, _thing: _form(world),
}

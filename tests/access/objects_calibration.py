"""The anonymous survey, the draw of staff who attach evidence, and the voices held against one another."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from agencies.models import Agency
from core import clock
from core.blind import blind_sign
from core.tests.blinding import blind
from evaluations.actions.calibration import make_mark
from evaluations.actions.evidence import commit_draw, draw_people
from evaluations.actions.open_period import open_period
from evaluations.actions.survey import make_keys, open_surveys
from evaluations.models import CalibrationMark, Criterion, EvidenceDraw, Period, Survey
from evaluations.rules.planning.draws import commitment_of

if TYPE_CHECKING:
    from tests.access.world import World

SEED = "ab" * 32


def surveys(world: "World") -> None:
    """Opened today in every agency, with their keys."""
    month, today = world.object("month"), clock.today()
    days = {"opens_on": today, "closes_on": today.replace(day=28)}
    open_surveys(period=month, **days, actor=world.cast.admin, at=clock.now())
    make_keys(period=month, at=clock.now())


def survey(world: "World") -> Survey:
    world.object("surveys")
    return Survey.objects.get(agency=world.cast.department)


def ballot(world: "World") -> None:
    """A ballot has no address of its own; it names its survey."""
    world.object("survey of department A")


def promised(world: "World") -> EvidenceDraw:
    month = world.object("month")
    return commit_draw(period=month, percent=20, actor=world.cast.admin, at=clock.now())


def due(world: "World") -> EvidenceDraw:
    """October's draw, promised in time and not made yet."""
    world.object("criteria set")
    october = open_period(kind="month", day=date(2026, 10, 5), actor=None, at=clock.now())
    return EvidenceDraw.objects.create(
        period=october,
        percent=20,
        seed=SEED,
        commitment=commitment_of(SEED),
        committed_by=world.cast.admin,
        committed_at=clock.now(),
    )


def made(world: "World") -> EvidenceDraw:
    return draw_people(made=world.object("draw that is due"), actor=None, at=clock.now())


def draws(world: "World") -> None:
    world.object("month")


def voices(world: "World") -> None:
    world.object("scores of the province")


def voices_of_department(world: "World") -> Agency:
    department: Agency = world.object("scores of department A")
    return department


def mark(world: "World") -> CalibrationMark:
    world.object("scores of the province")
    return make_mark(
        form_id=uuid4(),
        period=world.object("month"),
        agency=world.cast.department,
        criterion=Criterion.objects.order_by("position")[0],
        note="Tự chấm cao hơn kiểm tra.",
        actor=world.cast.admin,
        at=clock.now(),
    )


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "surveys": surveys,
    "survey of department A": survey,
    "ballot of department A": ballot,
    "evidence draws": draws,
    "promised draw": promised,
    "draw that is due": due,
    "draw that was made": made,
    "voices of the province": voices,
    "voices on department A": voices_of_department,
    "mark on department A": mark,
}


def _open(world: "World", _nothing: None) -> dict[str, Any]:
    today = clock.today()
    days = {"opens_on": today.isoformat(), "closes_on": today.replace(day=28).isoformat()}
    return {"period": world.object("month").pk, **days}


def _blinded(_world: "World", one: Survey) -> dict[str, Any]:
    return {"json": {"blinded": blind(one.public_key).message}}


def _ballot(world: "World", _nothing: None) -> dict[str, Any]:
    one = world.object("survey of department A")
    blinded = blind(one.public_key)
    signature = blinded.unblind(blind_sign(one.private_key, blinded.message))
    return {"json": {"survey": one.pk, "token": blinded.token, "signature": signature, "marks": [4, 5]}}


def _promise(world: "World", _nothing: None) -> dict[str, Any]:
    return {"period": world.object("month").pk, "percent": "5"}


def _mark(world: "World", agency: Agency) -> dict[str, Any]:
    month = Period.objects.get(pk=world.object("month").pk)
    criterion = Criterion.objects.order_by("position")[1]
    content = {"agency": agency.pk, "period": month.pk, "criterion": criterion.pk}
    return {"form_uuid": uuid4(), "note": "Cần xem lại.", **content}


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "survey_open": _open,
    "survey_turn": _blinded,
    "survey_cast": _ballot,
    "evidence_list": _promise,
    "calibration_mark": _mark,
    "calibration_follow_up": lambda _world, _mark: {"outcome": "Đã trao đổi."},
}

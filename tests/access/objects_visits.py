"""Real visits and paper slips: lists, codes and tokens of department A, a connected system, counters."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from agencies.models import Agency
from agencies.tests.factories import START
from core import clock
from core.tests.blinding import blind
from feedback.actions.visits import Recorded, connect_client, look_up, record_visits, sign_visit
from feedback.models import Counter, OneStopClient, VisitBatch
from feedback.rules.visits.lists import HEADINGS, VisitLine
from feedback.views.visits.codes import Invitation, sign_invitations

if TYPE_CHECKING:
    from tests.access.world import World


def nothing(world: "World") -> None:
    """For lists and forms without variables."""


def _counter(agency: Agency) -> Counter:
    return Counter.objects.create(agency=agency, name="Quầy 7", starts_on=START)


def _recorded(world: "World") -> Recorded:
    line = VisitLine(2, f"L-{uuid4().hex[:8]}", None, clock.today(), "0901234567")
    return record_visits(
        batch_id=uuid4(),
        agency=world.cast.department,
        lines=[line],
        actor=world.cast.head,
        at=clock.now(),
    )


def listed(world: "World") -> VisitBatch:
    return _recorded(world).batch


def token_page(world: "World") -> dict[str, str]:
    return {"code": _counter(world.cast.department).code}


def connection(world: "World") -> OneStopClient:
    return connect_client(
        form_id=uuid4(), agency=world.cast.department, name="Một cửa", actor=world.cast.admin, at=clock.now()
    ).client


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "visits": nothing,
    "visits of department A": nothing,
    "fresh codes of department A": nothing,
    "list of visits of department A": listed,
    "one-stop connections": nothing,
    "connection of department A": connection,
    "API of one-stop systems": nothing,
    "public page of visits": nothing,
    "code of a visit": nothing,
    "page for a token": token_page,
    "slips of department A": lambda world: _counter(world.cast.department),
    "slips of Home Affairs": lambda world: _counter(world.cast.home_affairs),
    "blank slip of department A": lambda world: {
        "pk": _counter(world.cast.department).pk,
        "language": "vi",
    },
}


def _table(world: "World", _thing: Any) -> dict[str, Any]:
    file = BytesIO(f"{','.join(HEADINGS)}\nA-1,,20/11/2026,0901234567\n".encode())
    file.name = "luot.csv"
    return {"agency": world.cast.department.pk, "table": file}


def _codes(world: "World", _thing: Any) -> dict[str, Any]:
    one = Invitation("A-1", "0901234567", "2345678BCF", "2026-12-07")
    return {"lines": sign_invitations(world.cast.department.pk, [one]), "tep": "csv"}


def _sent(world: "World", _thing: Any) -> dict[str, Any]:
    (code,) = _recorded(world).codes.values()
    message = blind(look_up(code=code, on=clock.today()).key.public_key).message
    return {"json": {"code": code, "blinded": message}}


def _token(world: "World", _thing: Any) -> dict[str, Any]:
    (code,) = _recorded(world).codes.values()
    one = blind(look_up(code=code, on=clock.today()).key.public_key)
    signature = one.unblind(sign_visit(code=code, blinded=one.message, on=clock.today()))
    return {"form_uuid": uuid4(), "stars": 5, "token": one.token, "signature": signature}


def _call(world: "World", _thing: Any) -> dict[str, Any]:
    made = connect_client(
        form_id=uuid4(), agency=world.cast.department, name="Một cửa", actor=world.cast.admin, at=clock.now()
    )
    rows = [{"ma_luot": "B-1", "ngay": clock.today().isoformat()}]
    return {
        "json": {"lo": str(uuid4()), "luot": rows},
        "headers": {"Authorization": f"Bearer {made.token}"},
    }


def _slips(world: "World", _thing: Any) -> dict[str, Any]:
    table = {"stars": ["5", "1"], "courtesies": ["15", ""], "reasons": ["", "2"]}
    return {"form_uuid": uuid4(), "day": clock.today().isoformat(), "note": "", **table}


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "visit_import": _table,
    "visit_codes": _codes,
    "visit_clients": lambda world, _thing: {
        "form_uuid": uuid4(),
        "agency": world.cast.department.pk,
        "name": "Một cửa",
    },
    "visit_key": _sent,
    "visit_sign": _sent,
    "rate_visit": _token,
    "api_visits": _call,
    "slip_entry": _slips,
}

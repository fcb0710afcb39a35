"""Official documents: a visit ready for its minutes, minutes that were issued, and what is added to them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from core import clock
from evaluations.actions.documents.minutes import Closing, issue_minutes
from evaluations.enums import DocumentKind
from evaluations.models import Inspection, IssuedDocument
from evaluations.rules.documents.facts import Finish, Signed

if TYPE_CHECKING:
    from tests.access.world import World

CLOSING = Closing(
    Finish(read_back=True),
    None,
    tuple(Signed(side, "Trần Văn Khởi", "", "paper") for side in ("team", "agency")),
)


def ready(world: "World") -> Inspection:
    """A visit of department A under way with one finding and a photograph."""
    found: Inspection = world.object("finding recorded")
    return Inspection.objects.get(pk=found.pk)


def minutes(world: "World") -> IssuedDocument:
    """The minutes of that visit."""
    visit = ready(world)
    return issue_minutes(
        inspection=visit,
        seen_version=visit.version,
        closing=CLOSING,
        actor=world.cast.inspector,
        at=clock.now(),
    )


def with_minutes(world: "World") -> Inspection:
    """The visit once its minutes are issued."""
    return Inspection.objects.get(pk=world.object("issued minutes").inspection_id)


def file_of_minutes(world: "World") -> dict[str, Any]:
    return {"pk": world.object("issued minutes").pk, "ending": "pdf"}


def code_of_minutes(world: "World") -> dict[str, Any]:
    return {"code": world.object("issued minutes").code}


def nothing(world: "World") -> None:
    """For the register and the style: a month is open."""
    world.object("month")


def closing_form(_world: "World", visit: Inspection) -> dict[str, Any]:
    form = {"seen_version": Inspection.objects.get(pk=visit.pk).version, "copies": 2, "read_back": "on"}
    for side in ("team", "agency"):
        form |= {f"{side}_way": "paper", f"{side}_name": "Trần Văn Khởi"}
    return form


def style_form(_world: "World", _thing: None) -> dict[str, Any]:
    form = {"parent": "UBND tỉnh", "issuer": "Sở Nội vụ", "place": "Vĩnh Long", "head_post": "Giám đốc"}
    return form | {f"symbol_{kind}": f"{kind[:3].upper()}-SNV" for kind in DocumentKind.values}


def addendum_form(_world: "World", _visit: Inspection) -> dict[str, Any]:
    return {"form_uuid": str(uuid4()), "reason": "Máy mất sóng", "text": "Bổ sung tầng 2"}


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "documents": nothing,
    "visit ready for minutes": ready,
    "issued minutes": minutes,
    "visit with minutes": with_minutes,
    "file of the issued minutes": file_of_minutes,
    "code of the issued minutes": code_of_minutes,
}
FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "inspection_minutes": closing_form,
    "minutes_addendum": addendum_form,
    "document_style": style_form,
}

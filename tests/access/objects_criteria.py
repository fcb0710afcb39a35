"""Objects of criteria sets: drafts with their rows and pictures, and what everybody reads."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core import clock
from evaluations.actions.criteria.pictures import add_picture
from evaluations.actions.criteria.start_draft import start_next
from evaluations.enums import SetState
from evaluations.models import CriteriaSet, Criterion, CriterionGroup, CriterionPicture

if TYPE_CHECKING:
    from tests.access.world import World

CODE = "TP-02"


def draft(world: "World") -> CriteriaSet:
    """The next version of the shipped set."""
    return start_next(origin=world.object("criteria set"), actor=world.cast.admin, at=clock.now())


def draft_group(world: "World") -> CriterionGroup:
    return CriterionGroup.objects.get(criteria_set=world.object("draft set"), code="TP")


def draft_criterion(world: "World") -> Criterion:
    return Criterion.objects.get(criteria_set=world.object("draft set"), code=CODE)


def criterion(world: "World") -> Criterion:
    return Criterion.objects.get(criteria_set=world.object("criteria set"), code=CODE)


def draft_picture(world: "World") -> CriterionPicture:
    made = world.object("criterion of a draft")
    return add_picture(
        picture_id=uuid4(),
        criterion=made,
        file=BytesIO(_jpeg()),
        is_right=True,
        caption="Biển tên rõ",
        seen_edition=made.criteria_set.edition,
        actor=world.cast.admin,
        at=clock.now(),
    )


def picture(world: "World") -> CriterionPicture:
    """A picture of a set that is published meanwhile."""
    made = draft_picture(world)
    CriteriaSet.objects.filter(pk=made.criterion.criteria_set_id).update(state=SetState.PUBLISHED)
    return made


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "draft set": draft,
    "group of a draft": draft_group,
    "criterion of a draft": draft_criterion,
    "criterion": criterion,
    "picture of a draft": draft_picture,
    "picture of a published set": picture,
}


def _jpeg() -> bytes:
    file = BytesIO()
    Image.new("RGB", (60, 40), "green").save(file, "JPEG")
    return file.getvalue()


def _edition(_world: "World", _thing: Any) -> dict[str, Any]:
    return {"edition": 0, "to": "up"}


def _start(world: "World", _thing: Any) -> dict[str, Any]:
    return {"way": "next", "origin": world.object("criteria set").pk}


def _head(_world: "World", _draft: CriteriaSet) -> dict[str, Any]:
    return {"edition": 0, "title": "Tên mới", "legal_basis": "Quyết định", "is_scoring": "1"}


def _group(_world: "World", _thing: Any) -> dict[str, Any]:
    return {"edition": 0, "code": "XX", "name": "Nhóm thử"}


def _rules(_world: "World", _thing: Any) -> dict[str, Any]:
    plain = {"scale": 100, "carry_months": 3, "min_citizen_n": 5, "min_coverage": 50, "min_ranked": 2}
    tables = ("bands", "conditions", "quotas", "adjustments", "confidence", "coefficients")
    counts = {f"{name}-{what}_FORMS": 0 for name in tables for what in ("TOTAL", "INITIAL")}
    return {"edition": 0, "knock_out_grade": "completed", **plain, **counts}


def _criterion(_world: "World", _thing: Any) -> dict[str, Any]:
    told = {"code": "TP-90", "group": "TP", "statement": "Thử", "applies_to": "all", "max_points": "1"}
    return {"edition": 0, "measure": "ratio", "drawn_for": "ratio", "w_inspection": 100, **told}


def _picture(_world: "World", _thing: Any) -> dict[str, Any]:
    file = SimpleUploadedFile("mau.jpg", _jpeg())
    return {"edition": 0, "form_uuid": uuid4(), "file": file, "is_right": "1", "caption": "Mẫu"}


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "criteria_draft_start": _start,
    "criteria_draft_head": _head,
    "criteria_draft_rules": _rules,
    "criteria_group_add": _group,
    "criteria_group_edit": _group,
    "criteria_group_move": _edition,
    "criteria_group_remove": _edition,
    "criterion_add": _criterion,
    "criterion_edit": _criterion,
    "criterion_move": _edition,
    "criterion_copy": _edition,
    "criterion_remove": _edition,
    "criterion_pictures": _picture,
    "criterion_picture_remove": _edition,
}

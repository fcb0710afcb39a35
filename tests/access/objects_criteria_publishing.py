"""Objects of publishing: a draft that somebody asked to publish, a set that may retire, a set as a file."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from agencies.enums import Role
from agencies.tests.factories import grant, make_staff, make_user
from core import clock
from evaluations.actions.criteria.ask_publish import ask_publish
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.gather.criteria.files import workbook
from evaluations.models import CriteriaSet
from evaluations.rules.set_check import check_set

if TYPE_CHECKING:
    from tests.access.world import World


def asked(world: "World") -> CriteriaSet:
    """The draft, which another administrator asked to publish."""
    draft: CriteriaSet = world.object("draft set")
    asker = make_user(make_staff("Mai Thị Lan", world.cast.home_affairs))
    grant(asker, Role.HOME_AFFAIRS, world.cast.province)
    return ask_publish(
        draft=draft, accepted=(), reason="", seen_edition=draft.edition, actor=asker, at=clock.now()
    )


def reference(_world: "World") -> CriteriaSet:
    """A set for comparison, which nobody is scored by."""
    definition = shipped_set("tt01_2018")
    accepted = frozenset(one.key for one in check_set(definition))
    return publish_criteria_set(definition=definition, accepted=accepted, actor=None, at=clock.now())


def set_file(world: "World") -> dict[str, Any]:
    return {"pk": world.object("criteria set").pk, "ending": "xlsx"}


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "asked draft set": asked,
    "set for comparison": reference,
    "criteria set as a file": set_file,
}


def _asking(_world: "World", draft: CriteriaSet) -> dict[str, Any]:
    return {"edition": draft.edition, "form_uuid": uuid4()}


def _reason(_world: "World", _thing: Any) -> dict[str, Any]:
    return {"reason": "Thiếu nhóm trang phục.", "form_uuid": uuid4()}


def _upload(_world: "World", _thing: Any) -> dict[str, Any]:
    content = workbook(shipped_set("qd1847_2018"))
    return {"sheet": SimpleUploadedFile("bo.xlsx", content), "form_uuid": uuid4()}


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "criteria_set_ask": _asking,
    "criteria_set_issue": _asking,
    "criteria_set_give_back": _reason,
    "criteria_set_retire": _reason,
    "criteria_import": _upload,
}

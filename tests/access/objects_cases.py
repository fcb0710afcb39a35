"""Released cases of department A: given to a unit, answered, published, merged, tied to an inspection."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PIL import Image

from core import clock
from core.attachments import keep_picture
from core.pictures import redraw
from evaluations.actions.inspections.link_case import link_case
from evaluations.models import CaseLink
from feedback.actions.cases.answer import answer_case
from feedback.actions.cases.assign import assign_case
from feedback.actions.cases.merge import merge_case
from feedback.actions.cases.publish import publish_answer
from feedback.models import CasePhoto, FeedbackCase, ReplyTemplate, Vault
from feedback.tests.cases.making import make_case
from feedback.tests.factories import make_vault

if TYPE_CHECKING:
    from tests.access.world import World

PUBLIC = {"question": "Thái độ tại quầy", "text": "Cơ quan đã nhắc nhở.", "is_sure": True}


def nothing(world: "World") -> None:
    """For lists."""


def _vault(world: "World") -> Vault:
    found = Vault.objects.filter(code="first").first()
    return found or make_vault("first", world.cast.home_affairs, world.cast.custodian)[0]


def given(world: "World") -> FeedbackCase:
    case = make_case(_vault(world), world.cast.department)
    make_case(_vault(world), world.cast.department)  # into which it may be merged
    return assign_case(
        case=case, unit=world.cast.unit.pk, seen_version=1, actor=world.cast.head, at=clock.now()
    )


def answered(world: "World") -> FeedbackCase:
    case = given(world)
    answer_case(
        reply_id=uuid4(), case=case, text="Đã làm.", seen_version=2, actor=world.cast.head, at=clock.now()
    )
    case.refresh_from_db()
    return case


def published(world: "World") -> FeedbackCase:
    return publish_answer(
        case=answered(world), **PUBLIC, seen_version=3, actor=world.cast.admin, at=clock.now()
    )


def merged(world: "World") -> FeedbackCase:
    case = given(world)
    main = FeedbackCase.objects.exclude(pk=case.pk).filter(agency=case.agency_id, state="released").first()
    assert main is not None
    return merge_case(case=case, main=main, seen_version=2, actor=world.cast.head, at=clock.now())


def photo(world: "World") -> dict[str, Any]:
    file = BytesIO()
    Image.new("RGB", (60, 40), "green").save(file, "JPEG")
    file.seek(0)
    kept = keep_picture(redraw(file), actor=world.cast.custodian, at=clock.now())
    CasePhoto.objects.create(case=given(world), attachment=kept)
    return {"pk": kept.pk}


def template(world: "World") -> ReplyTemplate:
    return ReplyTemplate.objects.create(agency=world.cast.department, name="Cảm ơn", text="Về {ma}")


def tied(world: "World") -> CaseLink:
    return link_case(
        link_id=uuid4(),
        case=given(world),
        inspection=world.object("concluded inspection"),
        criterion=None,
        note="",
        actor=world.cast.admin,
        at=clock.now(),
    )


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "cases": nothing,
    "case given to U1": given,
    "answered case": answered,
    "published case": published,
    "merged case": merged,
    "photo of a case": photo,
    "template of department A": template,
    "case tied to an inspection": tied,
}
Form = Callable[["World", Any], dict[str, Any]]


def _act(**words: Any) -> Form:
    """The form of an act on the version that stands."""
    return lambda world, case: {"form_uuid": uuid4(), "seen_version": case.version, **words}


def _merge(world: "World", case: FeedbackCase) -> dict[str, Any]:
    main = FeedbackCase.objects.exclude(pk=case.pk).filter(agency=case.agency_id, state="released").first()
    return {"seen_version": case.version, "main": main.pk if main else ""}


FORMS: dict[str, Form] = {
    "reply_template_new": lambda world, _thing: {
        "name": "Mẫu mới",
        "text": "Kính gửi Ông/bà",
        "is_active": "on",
    },
    "reply_template_edit": lambda world, _thing: {"name": "Cảm ơn", "text": "Về {ma}", "is_active": "on"},
    "case_assign": lambda world, case: {"seen_version": case.version, "unit": world.cast.other_unit.pk},
    "case_answer": _act(text="Đã nhắc nhở."),
    "case_escalate": _act(reason="Cần hỗ trợ."),
    "case_extend": _act(days=2, reason="Cần xác minh."),
    "case_merge": _merge,
    "case_split": lambda world, case: {
        "form_uuid": uuid4(),
        "seen_version": case.version,
        "agency": world.cast.department.pk,
        "unit": world.cast.other_unit.pk,
        "text": "Phần của văn phòng.",
    },
    "case_separate": _act(),
    "case_judge": _act(verdict="unfounded", reason="Đã xem camera."),
    "case_propose": _act(**PUBLIC),
    "case_publish": _act(**PUBLIC),
    "case_reopen": _act(days=3, reason="Chưa giải quyết."),
    "case_unpublish": _act(),
    "case_link_make": lambda world, _case: {
        "form_uuid": uuid4(),
        "inspection": world.object("concluded inspection").pk,
    },
}

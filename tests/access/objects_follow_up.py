"""Explanations and recommendations: a visit at each step after its minutes, and what is to be mended."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from PIL import Image

from core import clock
from evaluations.actions.follow_up.answer import answer_recommendation
from evaluations.actions.follow_up.explain import agree_to_all, explain_finding
from evaluations.actions.inspections import check_in, create_inspection, record_observation
from evaluations.models import Criterion, Explanation, ExplanationFile, Inspection, Recommendation
from evaluations.rules.assessments.terms import FORM_TERMS
from evaluations.rules.follow_up.remedy import Wanted
from evaluations.rules.follow_up.terms import TERMS
from evaluations.rules.observing import Finding
from evaluations.tests.inspections.walking import walk_to

if TYPE_CHECKING:
    from tests.access.world import World


def _criterion() -> Criterion:
    return Criterion.objects.filter(measure="ratio").order_by("position").first() or Criterion.objects.get()


def _walked(world: "World", state: str, **given: Any) -> Inspection:
    """A visit of department A by the inspector alone, with one shortcoming, taken to ``state``."""
    world.object("month")
    cast, at = world.cast, clock.now()
    order = {"mode": "unannounced", "order_number": "21/QĐ-SNV", "visited_on": clock.today()}
    follows = {"follows": given.pop("follows")} if "follows" in given else {}
    visit = create_inspection(
        form_id=uuid4(), agency=cast.department, members=[], **order, **follows, actor=cast.inspector, at=at
    )
    visit = check_in(inspection=visit, visited_on=clock.today(), actor=cast.inspector, at=at)
    record_observation(
        inspection=visit,
        criterion=_criterion(),
        form_id=uuid4(),
        finding=Finding(10, 8),
        base="",
        actor=cast.inspector,
        at=at,
    )
    return walk_to(visit, state, leader=cast.inspector, head=cast.head, at=at, **given)


def minuted(world: "World") -> Inspection:
    return _walked(world, "minuted")


def finding(world: "World") -> dict[str, Any]:
    return {"pk": world.object("minuted inspection").pk, "criterion_id": _criterion().pk}


def explanation(world: "World") -> Explanation:
    """An explanation with a picture, not answered yet."""
    return explain_finding(
        inspection=minuted(world),
        criterion=_criterion(),
        form_id=uuid4(),
        agrees=False,
        text="Hai người nghỉ phép.",
        pictures=[_picture()],
        actor=world.cast.head,
        at=clock.now(),
    )


def _picture() -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (60, 40), "green").save(file, "JPEG")
    file.seek(0)
    return file


def picture(world: "World") -> dict[str, UUID]:
    said = world.object("explanation")
    return {"pk": ExplanationFile.objects.get(explanation=said).attachment_id}


def agreed(world: "World") -> Inspection:
    """A visit whose minutes the agency has agreed to, ready to be reported."""
    visit = minuted(world)
    agree_to_all(inspection=visit, form_id=uuid4(), actor=world.cast.head, at=clock.now())
    return Inspection.objects.get(pk=visit.pk)


def recommendation(world: "World") -> Recommendation:
    world.object("month")
    due_on = clock.today() + timedelta(days=20)
    wanted = [Wanted(world.cast.department.pk, "Lắp biển tên.", due_on, "", _criterion().pk)]
    return _walked(world, "concluded", wanted=wanted).recommendations.get()


def answered(world: "World") -> Recommendation:
    return answer_recommendation(
        recommendation=recommendation(world),
        text="Đã lắp.",
        seen_version=1,
        actor=world.cast.head,
        at=clock.now(),
    )


def followed(world: "World") -> Inspection:
    """A follow-up whose minutes are issued."""
    return _walked(world, "minuted", follows=_walked(world, "concluded"))


def month(world: "World") -> None:
    world.object("month")


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "minuted inspection": minuted,
    "finding minuted": finding,
    "explanation": explanation,
    "picture of the explanation": picture,
    "agreed inspection": agreed,
    "follow-up inspection": followed,
    "recommendations": month,
    "due terms": month,
    "recommendation": recommendation,
    "answered recommendation": answered,
}


def _report(world: "World", inspection: Inspection) -> dict[str, Any]:
    said = {"assessment": "Chấp hành tốt.", "signer": "Trần Văn Kiểm", "signer_post": "Trưởng đoàn"}
    return {**said, "seen_version": inspection.version}


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "explanation_submit": lambda world, _thing: {"form_uuid": uuid4(), "text": "Có lý do."},
    "explanation_agree": lambda world, _thing: {"form_uuid": uuid4()},
    "explanation_judge": lambda world, _thing: {"decision": "reject", "reason": "Không có căn cứ."},
    "inspection_report": _report,
    "report_extend": lambda world, _thing: {"reason": "Nhiều chi nhánh"},
    "inspection_follow_up": lambda world, _thing: {
        "form_uuid": uuid4(),
        "visited_on": clock.today().isoformat(),
        "order_number": "22/QĐ-SNV",
    },
    "recommendation_answer": lambda world, row: {"text": "Đã lắp.", "version": row.version},
    "recommendation_verify": lambda world, row: {
        "move": "accept",
        "reason": "Đã xem ảnh.",
        "version": row.version,
    },
    "due_terms": lambda world, _thing: (
        {term.code: term.default for term in (*TERMS, *FORM_TERMS)} | {"answer": 9}
    ),
}

"""Objects of what the person does with their own form: evidence, and what follows a decision."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core import clock
from evaluations.actions.assessments.evidence import attach_evidence
from evaluations.enums import AssessmentState
from evaluations.models import AssessmentEvidence, Review, SelfAssessment

if TYPE_CHECKING:
    from tests.access.world import World


def _picture() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    return SimpleUploadedFile("anh.png", file.getvalue())


def decided(world: "World") -> SelfAssessment:
    """As it stands once the head of the agency has decided, whatever the way there."""
    form: SelfAssessment = world.object("sent form of the officer")
    SelfAssessment.objects.filter(pk=form.pk).update(state=AssessmentState.REVIEWED)
    Review.objects.create(
        assessment=form,
        period=form.period,
        agency_id=form.agency_id,
        reviewer=world.cast.head,
        reviewed_at=clock.now(),
    )
    return SelfAssessment.objects.get(pk=form.pk)


def of_a_draft(world: "World") -> AssessmentEvidence:
    return attach_evidence(
        evidence_id=uuid4(),
        assessment=world.object("draft of the officer"),
        position=3,
        file=_picture(),
        actor=world.cast.officer,
        at=clock.now(),
    )


def of_a_sent_form(world: "World") -> AssessmentEvidence:
    evidence = of_a_draft(world)
    SelfAssessment.objects.filter(pk=evidence.assessment_id).update(
        state=AssessmentState.SUBMITTED, submitted_at=clock.now()
    )
    return evidence


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "decided form of the officer": decided,
    "evidence of a draft": of_a_draft,
    "evidence of the officer": of_a_sent_form,
}


def _words(world: "World", _thing: Any) -> dict[str, Any]:
    return {"form_uuid": uuid4(), "text": "Tôi đã trả lời đúng cả ba câu."}


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "assessment_reply": _words,
    "appeal_ask": _words,
    "reopen_ask": _words,
    "assessment_evidence": lambda world, _thing: {"form_uuid": uuid4(), "position": 3, "file": _picture()},
}

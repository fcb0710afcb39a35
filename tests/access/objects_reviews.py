"""Objects of the heads: decided forms, requests, appeals, quotas, the month in Excel."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from agencies.tests.factories import make_staff, make_user
from core import clock
from evaluations.actions.assessments.submit import submit_assessment
from evaluations.actions.reviews.reopen import ask_reopen
from evaluations.actions.reviews.review import review_assessment
from evaluations.gather.assessments.owed import own_form
from evaluations.models import Appeal, ReopenRequest, SelfAssessment
from evaluations.rules.assessments.answers import Answers
from evaluations.rules.assessments.reviewing import ReviewRead

if TYPE_CHECKING:
    from tests.access.world import World


def heads_month(world: "World") -> dict[str, int]:
    """The open month, in which the officer's form waits."""
    world.object("sent form of the officer")
    return {"period_pk": world.object("month").pk}


def officers_unit(world: "World") -> dict[str, int]:
    """The officer's unit in the open month, with a decided form."""
    world.object("judged form of the officer")
    return {"period_pk": world.object("month").pk, "agency_pk": world.cast.unit.pk}


def officers_unit_file(world: "World") -> dict[str, Any]:
    return {**officers_unit(world), "ending": "xlsx"}


def decided(world: "World") -> SelfAssessment:
    form = world.object("sent form of the officer")
    review_assessment(
        assessment=form,
        version=form.version,
        read=ReviewRead(changes={"0": {"score": 50, "reason": "Sai hai câu."}}),
        note="",
        actor=world.cast.head,
        at=clock.now(),
    )
    form.refresh_from_db()
    return form


def asked(world: "World") -> ReopenRequest:
    form = world.object("judged form of the officer")
    return ask_reopen(
        form_id=uuid4(), assessment=form, reason="Chấm nhầm.", actor=world.cast.officer, at=clock.now()
    )


def appealed(world: "World") -> Appeal:
    form = world.object("judged form of the officer")
    return Appeal.objects.create(
        id=uuid4(),
        assessment=form,
        period_id=form.period_id,
        agency_id=form.agency_id,
        asked_by=world.cast.officer,
        reason="Tôi có giấy xác nhận.",
        asked_at=clock.now(),
        due_on=clock.today() + timedelta(days=7),
    )


def quota(world: "World") -> dict[str, int]:
    """Department A in the open month."""
    return {"period_pk": world.object("month").pk, "agency_pk": world.cast.department.pk}


def excess(world: "World") -> dict[str, int]:
    """Five people of department A at full marks, so that the top grade is given too often."""
    period = world.object("month")
    for number in range(5):
        user = make_user(make_staff(f"Trần Văn Giỏi {number}", world.cast.unit))
        form = own_form(user.staff_id, period.pk, world.cast.department.pk)
        assert form is not None
        submit_assessment(
            form=form,
            form_id=uuid4(),
            version=0,
            answers=Answers(scores=(100,) * 40),
            actor=user,
            at=clock.now(),
        )
    return quota(world)


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "month of the heads": heads_month,
    "unit of the officer": officers_unit,
    "unit of the officer as a file": officers_unit_file,
    "judged form of the officer": decided,
    "request to reopen by the officer": asked,
    "appeal of the officer": appealed,
    "quota of department A": quota,
    "excess of department A": excess,
}


def _exception(world: "World", _where: Any) -> dict[str, Any]:
    return {
        "form_uuid": uuid4(),
        "framework": "nd335:Không giữ chức vụ",
        "document": "Công văn 125/UBND-NC",
        "reason": "Đơn vị dẫn đầu.",
    }


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "reopen_decide": lambda _world, _asked: {"verdict": "grant", "answer": "Đồng ý."},
    "appeal_decide": lambda _world, appeal: {
        "version": appeal.assessment.version,
        "verdict": "uphold",
        "note": "Đã xem giấy.",
        "s0": "100",
    },
    "quota_except": _exception,
}

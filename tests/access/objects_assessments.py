"""Objects of periods, criteria and self-assessments."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from core import clock
from evaluations.actions.assessments.save_draft import save_draft
from evaluations.actions.assessments.submit import submit_assessment
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.gather.assessments.owed import OwnForm, own_form
from evaluations.gather.assessments.questions import questions_for
from evaluations.models import CriteriaSet, Period, SelfAssessment
from evaluations.rules.assessments.answers import Answers

if TYPE_CHECKING:
    from tests.access.world import World


def month(world: "World") -> Period:
    """November 2026, open, with the shipped set of Decision 1847."""
    world.object("criteria set")
    return open_period(kind="month", day=clock.today(), actor=None, at=clock.now())


def criteria_set(world: "World") -> CriteriaSet:
    definition = shipped_set("qd1847_2018")
    return publish_criteria_set(definition=definition, accepted=frozenset(), actor=None, at=clock.now())


def in_a_month(world: "World") -> None:
    """For lists: a month is open."""
    world.object("month")


def own_form_here(world: "World") -> dict[str, int]:
    """The address names a month and an agency, never a person: each reaches the own form only."""
    return {"period_pk": world.object("month").pk, "agency_pk": world.cast.department.pk}


def _owed(world: "World") -> OwnForm:
    form = own_form(world.cast.officer.staff_id, world.object("month").pk, world.cast.department.pk)
    assert form is not None
    return form


def _scores(form: OwnForm) -> tuple[int | None, ...]:
    groups = questions_for(form.criteria_set_id, form.applies)
    best = {one.position: one.choices[0].score for group in groups for one in group.questions}
    return tuple(best.get(position) for position in range(40))


def draft(world: "World") -> SelfAssessment:
    form = _owed(world)
    return save_draft(form=form, form_id=uuid4(), version=0, answers=Answers(scores=_scores(form)))


def sent(world: "World") -> SelfAssessment:
    form = _owed(world)
    return submit_assessment(
        form=form,
        form_id=uuid4(),
        version=0,
        answers=Answers(scores=_scores(form)),
        actor=world.cast.officer,
        at=clock.now(),
    )


def ticked(world: "World") -> None:
    """The officer's sent form waits in the lists of the heads."""
    world.object("sent form of the officer")


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "month": month,
    "criteria set": criteria_set,
    "periods": in_a_month,
    "criteria": in_a_month,
    "own forms": in_a_month,
    "own waiting form": in_a_month,
    "own form of department A": own_form_here,
    "draft of the officer": draft,
    "sent form of the officer": sent,
    "forms to judge": ticked,
}


def _start(world: "World", _thing: Any) -> dict[str, Any]:
    return {"form_uuid": uuid4(), "version": 0}


def _version(world: "World", form: SelfAssessment) -> dict[str, Any]:
    return {"version": form.version, "note": "Đã xem cùng cả phòng."}


def _pick(world: "World", _thing: Any) -> dict[str, Any]:
    form = world.object("sent form of the officer")
    return {"pick": f"{form.pk}:{form.version}"}


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "period_open": lambda world, _thing: {"kind": "month", "day": "01/12/2026"},
    "assessment_save": _start,
    "assessment_submit": _start,
    "review_save": _version,
    "review_return": _version,
    "review_approve": _pick,
}

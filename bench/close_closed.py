"""A closed month with a row of every kind in it, corrected once; and an open one beside it."""

from datetime import timedelta
from typing import NamedTuple
from uuid import uuid4

from agencies.models import Agency
from bench.close_world import World, best_answers, closing_moment, make_months, sign
from evaluations.actions.closing.close import close_period
from evaluations.actions.corrections import ask_correction, grant_correction
from evaluations.actions.results import refresh_results
from evaluations.enums import InspectionState
from evaluations.models import (
    Criterion,
    Headcount,
    Inspection,
    Objection,
    Observation,
    Period,
    RegisterFact,
    Review,
    SelfAssessment,
    TeamMember,
)
from evaluations.models.closing import PeriodSnapshot
from evaluations.rules.corrections.lines import Line, Said


class Closed(NamedTuple):
    """The month, another that is still open, and the two revisions of the closed one."""

    period: Period
    other: Period
    first: PeriodSnapshot
    newest: PeriodSnapshot
    agencies: tuple[Agency, ...]


def furnished(world: World) -> Closed:
    """Make both months, fill one, close it, correct it by two people."""
    month, other = make_months(world, 2)
    _fill(world, month)
    at = closing_moment(month) + timedelta(hours=1)
    refresh_results(period=month, agencies=None, at=at)
    sign(world, [month], at)
    first = close_period(period=month, actor=world.home[1], at=at + timedelta(hours=1))
    month.refresh_from_db()
    return Closed(month, other, first, _corrected(world, month, first), world.agencies)


def _fill(world: World, month: Period) -> None:
    """A visit with what it saw and counted, a decision on a form, a line of a register, an objection."""
    at, agency, user = closing_moment(month), world.agencies[0], world.home[2]
    visit = Inspection.objects.create(
        id=uuid4(),
        agency=agency,
        period=month,
        mode="planned",
        state=InspectionState.ON_SITE,
        order_number="1/QĐ-SNV",
        visited_on=month.starts_on,
        created_by=user,
        created_at=at,
    )
    TeamMember.objects.create(inspection=visit, user=user, role=TeamMember.TeamRole.LEADER)
    Headcount.objects.create(inspection=visit, counted_at=at, roster=5, present=5)
    seen = [one for one in Criterion.objects.order_by("position") if one.weights.get("inspection")][:6]
    for criterion in seen:
        Observation.objects.create(
            id=uuid4(), inspection=visit, criterion=criterion, n=10, k=9, recorded_by=user, recorded_at=at
        )
    Inspection.objects.filter(pk=visit.pk).update(state=InspectionState.CONCLUDED, concluded_at=at)
    RegisterFact.objects.create(
        id=uuid4(),
        period=month,
        agency=agency,
        criterion=world.register,
        n=9,
        k=9,
        declared_at=at,
        verified_at=at,
    )
    form = SelfAssessment.objects.get(period=month, agency=agency)
    form.state = "reviewed"
    form.save(update_fields=["state"])
    Review.objects.create(
        assessment=form,
        period=month,
        agency=agency,
        reviewer=user,
        reviewed_at=at,
        changes={"0": {"score": min(one for one in best_answers(world) if one), "reason": "Có minh chứng"}},
    )
    Objection.objects.create(
        id=uuid4(),
        period=month,
        agency=agency,
        text="Đề nghị xem lại số phản ánh.",
        state="rejected",
        raised_at=at,
        raised_by=user,
        answer="Đã xem, giữ nguyên.",
        answered_at=at,
        answered_by=world.home[0],
    )


def _corrected(world: World, month: Period, first: PeriodSnapshot) -> PeriodSnapshot:
    """What the register said was wrong: asked by one person, granted by another."""
    line = Line(world.agencies[0].pk, world.register.code, "register", Said(9, 9), Said(9, 2))
    at = closing_moment(month) + timedelta(days=10)
    correction = ask_correction(
        form_id=uuid4(),
        period=month,
        seen_base=first.pk,
        cause="error",
        reason="Nhập nhầm số lỗi, biên bản số 5.",
        lines=[line],
        actor=world.home[0],
        at=at,
    )
    grant_correction(
        correction=correction, decision="Đúng như biên bản.", seen_base=first.pk, actor=world.home[1], at=at
    )
    return PeriodSnapshot.objects.get(replaces=first)

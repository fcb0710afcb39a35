"""A small province with many months, each ready to be closed: signed, its window over, its closing asked for.

Four weeks make a month here, from January 2001 on, so that thousands of closings fit. Two departments of five
people; of each month one form of each is in, and five ratings, so that there is a figure to sign.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from agencies.enums import ComparisonGroup, Role
from agencies.models import Agency, StaffMember, User
from agencies.tests.factories import grant, make_agency, make_staff, make_user
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.actions.results import refresh_results
from evaluations.criteria_data import shipped_set
from evaluations.enums import AssessmentState, PeriodState, SignStep
from evaluations.gather.sets import load_set
from evaluations.models import (
    AgencyResult,
    CriteriaSet,
    Criterion,
    Period,
    PeriodSet,
    PeriodSummary,
    ResultPreview,
    SelfAssessment,
    SignOff,
)
from evaluations.rules.assessments.answers import Applicability, sheet_for
from feedback.models import Counter, Rating

FIRST_DAY = date(2001, 1, 1)
LONG_AGO = date(2000, 1, 1)
DAYS = 28
STARTED = datetime(2000, 1, 1, tzinfo=UTC)
SET = "qd1847_2018"
PEOPLE, RATINGS, HOME = 5, 5, 3


@dataclass(frozen=True)
class World:
    """Who acts: ``submitters`` owe a form (agency id, person), ``home`` are three of Home Affairs."""

    agencies: tuple[Agency, ...]
    first: tuple[StaffMember, ...]
    submitters: tuple[tuple[int, StaffMember], ...]
    home: tuple[User, ...]
    counters: tuple[Counter, ...]
    criteria_set: CriteriaSet
    register: Criterion


def make_world() -> World:
    """The organisation, its people and the rules; no month yet."""
    publish_criteria_set(definition=shipped_set(SET), accepted=frozenset(), actor=None, at=STARTED)
    agencies = tuple(
        make_agency(name, starts_on=LONG_AGO, has_counter=True) for name in ("Sở Tư pháp", "Sở Y tế")
    )
    people = [
        [make_staff(f"Nguyễn Văn {n}", agency, starts_on=LONG_AGO) for n in range(PEOPLE)]
        for agency in agencies
    ]
    home = tuple(make_user() for _ in range(HOME))
    for user in home:
        grant(user, Role.HOME_AFFAIRS, agencies[0], starts_on=LONG_AGO)
    for agency in agencies:
        grant(make_user(), Role.AGENCY_HEAD, agency, starts_on=LONG_AGO)
    criteria_set = CriteriaSet.objects.get(code=shipped_set(SET).code)
    return World(
        agencies,
        tuple(staff[0] for staff in people),
        tuple((agency.pk, one) for agency, staff in zip(agencies, people, strict=True) for one in staff[1:]),
        home,
        tuple(
            Counter.objects.create(agency=agency, name="Quầy 1", starts_on=LONG_AGO) for agency in agencies
        ),
        criteria_set,
        _register(criteria_set),
    )


def made_or_found() -> World:
    """The world of this database, made where there is none."""
    return found_world() if Agency.objects.exists() else make_world()


def found_world() -> World:
    """The same world, read in another process."""
    agencies = tuple(Agency.objects.order_by("pk"))
    staff = list(StaffMember.objects.order_by("pk"))
    criteria_set = CriteriaSet.objects.get(code=shipped_set(SET).code)
    return World(
        agencies,
        tuple(staff[::PEOPLE]),
        tuple((agencies[place // PEOPLE].pk, one) for place, one in enumerate(staff) if place % PEOPLE),
        tuple(User.objects.order_by("pk")[:HOME]),
        tuple(Counter.objects.order_by("pk")),
        criteria_set,
        _register(criteria_set),
    )


def make_months(world: World, count: int) -> list[Period]:
    """``count`` more months, each with its first facts, rolled up, signed and asked for."""
    start = Period.objects.count()
    months = Period.objects.bulk_create(
        [_month(FIRST_DAY + timedelta(days=DAYS * number)) for number in range(start, start + count)]
    )
    PeriodSummary.objects.bulk_create(PeriodSummary(period=month) for month in months)
    PeriodSet.objects.bulk_create(
        PeriodSet(period=month, comparison_group=group, criteria_set=world.criteria_set)
        for month in months
        for group in ComparisonGroup.values
    )
    _first_facts(world, months)
    for month in months:
        refresh_results(period=month, agencies=None, at=closing_moment(month))
    sign(world, months)
    ResultPreview.objects.bulk_create(
        ResultPreview(
            period=month,
            opened_at=closing_moment(month) - timedelta(days=6),
            closes_on=month.ends_on + timedelta(days=5),
            close_asked_at=closing_moment(month),
            close_asked_by=world.home[0],
        )
        for month in months
    )
    return months


def closing_moment(month: Period) -> datetime:
    """Ten days after the month."""
    return datetime.combine(month.ends_on + timedelta(days=10), time(3), UTC)


def best_answers(world: World) -> tuple[int | None, ...]:
    """The answers of somebody who always does everything."""
    sheet = sheet_for(load_set(world.criteria_set.pk).rules, Applicability())
    return tuple(None if texts is None else max(texts.values()) for texts in sheet.accepted)


def _register(criteria_set: CriteriaSet) -> Criterion:
    """A criterion that a register answers."""
    asked = Criterion.objects.filter(criteria_set=criteria_set).order_by("position")
    return next(one for one in asked if one.weights.get("register"))


def _month(starts_on: date) -> Period:
    ends_on = starts_on + timedelta(days=DAYS)
    return Period(
        kind="month",
        starts_on=starts_on,
        ends_on=ends_on,
        state=PeriodState.OPEN,
        self_due_on=ends_on + timedelta(days=20),
        review_due_on=ends_on + timedelta(days=25),
        opened_at=STARTED,
    )


def _first_facts(world: World, months: Iterable[Period]) -> None:
    """One form and five ratings of each department and month, all of the best."""
    scores = best_answers(world)
    SelfAssessment.objects.bulk_create(
        SelfAssessment(
            id=uuid4(),
            submitted_at=closing_moment(month),
            period=month,
            agency=agency,
            unit=agency,
            staff=staff,
            criteria_set=world.criteria_set,
            state=AssessmentState.SUBMITTED,
            scores=scores,
        )
        for month in months
        for agency, staff in zip(world.agencies, world.first, strict=True)
    )
    Rating.objects.bulk_create(
        Rating(
            id=uuid4(),
            counter=counter,
            agency_id=counter.agency_id,
            day=month.starts_on,
            stars=5,
            courtesies=255,
        )
        for month in months
        for counter in world.counters
        for _ in range(RATINGS)
    )


def sign(world: World, months: Iterable[Period], at: datetime | None = None) -> None:
    """Home Affairs signs every figure as it stands, ten days after the month or at ``at``."""
    ends = {month.pk: at or closing_moment(month) for month in months}
    rows = AgencyResult.objects.filter(period__in=ends).order_by("pk")
    SignOff.objects.bulk_create(
        SignOff(
            id=uuid4(),
            period_id=period,
            agency_id=agency,
            step=SignStep.HOME_AFFAIRS,
            total=total,
            revision=1,
            signed_at=ends[period],
            signed_by=world.home[0],
        )
        for period, agency, total in rows.values_list("period", "agency", "total")
    )

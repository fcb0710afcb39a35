"""A random month in the database, drawn from one seed, and the same month read row by row."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID

from agencies.enums import AgencyKind, DressProfile
from agencies.models import Agency, User
from agencies.tests.factories import make_agency, make_staff, make_user
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.enums import AssessmentState, InspectionMode, InspectionState, Severity, Source
from evaluations.models import (
    Criterion,
    Inspection,
    Observation,
    Period,
    RegisterFact,
    Review,
    SelfAssessment,
)
from evaluations.rules.inputs import SourceInput
from feedback.models import Counter, Rating

AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
MONTHS = (date(2026, 11, 3), date(2026, 10, 6), date(2026, 8, 4), date(2026, 7, 7))
PEOPLE = 40


@dataclass
class RandomMonth:
    """The month of November 2026 with its agencies; ``rng`` is the only source of chance."""

    rng: Random
    period: Period
    agencies: list[Agency]
    criteria: list[Criterion]
    user: User

    def visit(self, agency: Agency, day: date, state: str, period: Period | None = None) -> Inspection:
        """An inspection of ``agency``."""
        return Inspection.objects.create(
            id=new_uuid(self.rng),
            agency=agency,
            period=period or self.period,
            mode=InspectionMode.UNANNOUNCED,
            state=state,
            order_number="1/QĐ-SNV",
            visited_on=day,
            created_by=self.user,
            created_at=AT,
        )

    def observe(self, visit: Inspection, criterion: Criterion, pk: UUID, **seen: object) -> None:
        """What a visit saw of one criterion."""
        Observation.objects.create(
            id=pk,
            inspection=visit,
            criterion=criterion,
            recorded_by=self.user,
            recorded_at=AT,
            **seen,
        )


def new_uuid(rng: Random) -> UUID:
    """A UUID of the seed, so that a failing month can be drawn again."""
    return UUID(int=rng.getrandbits(128), version=4)


def random_month(seed: int) -> RandomMonth:
    """Three rated agencies with random forms, reviews, visits (some carried or lapsed), ratings, facts."""
    rng = Random(seed)
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=AT)
    periods = [open_period(kind="month", day=day, actor=None, at=AT) for day in MONTHS]
    agencies = [
        make_agency("Sở Tư pháp", has_counter=True, dress_profile=rng.choice(DressProfile.values)),
        make_agency("Xã Cái Nhum", AgencyKind.COMMUNE, has_counter=rng.random() < 0.5),
        make_agency("Phường Long Châu", AgencyKind.WARD),
    ]
    month = RandomMonth(rng, periods[0], agencies, list(Criterion.objects.order_by("position")), make_user())
    for agency in agencies:
        for number in range(rng.randint(0, 4)):
            _form(month, agency, number)
        for period, day in zip(periods, MONTHS, strict=True):
            if rng.random() < 0.5:
                _visit(month, agency, period, day)
        _ratings(month, agency)
        _facts(month, agency)
    return month


def _form(month: RandomMonth, agency: Agency, number: int) -> None:
    rng = month.rng
    state = rng.choice(AssessmentState.values)
    form = SelfAssessment.objects.create(
        id=new_uuid(rng),
        submitted_at=AT,
        period=month.period,
        agency=agency,
        unit=agency,
        staff=make_staff(f"Nguyễn Văn {number}", agency),
        criteria_set_id=month.criteria[0].criteria_set_id,
        state=state,
        scores=tuple(rng.choice((None, 0, 20, 50, 80, 100)) for _ in range(PEOPLE)),
    )
    if state == AssessmentState.REVIEWED:
        given = [position for position, score in enumerate(form.scores) if score is not None]
        changed = rng.sample(given, min(rng.randint(0, 3), len(given)))
        changes = {str(position): {"score": 10, "reason": "Có minh chứng"} for position in changed}
        Review.objects.create(
            assessment=form,
            period=month.period,
            agency=agency,
            reviewer=month.user,
            reviewed_at=AT,
            changes=changes or None,
        )


def _visit(month: RandomMonth, agency: Agency, period: Period, day: date) -> None:
    rng = month.rng
    visit = month.visit(agency, day, InspectionState.ON_SITE, period)
    visit.state = rng.choice((InspectionState.CONCLUDED, InspectionState.CONCLUDED, InspectionState.ON_SITE))
    visit.save(update_fields=["state"])
    for criterion in rng.sample(month.criteria, 12):
        n = rng.randint(1, 20)
        absent, pk, k = rng.random() < 0.2, new_uuid(rng), rng.randint(0, n)
        severity = rng.choice(Severity.values)
        month.observe(visit, criterion, pk, n=n, k=k, not_applicable=absent, severity=severity)


def _ratings(month: RandomMonth, agency: Agency) -> None:
    rng = month.rng
    counter = Counter.objects.create(agency=agency, name="Quầy 1", starts_on=date(2025, 7, 1))
    for _ in range(rng.choice((0, 1, 4, 5, 12, 40))):
        Rating.objects.create(
            id=new_uuid(rng),
            counter=counter,
            agency=agency,
            day=date(2026, 11, rng.randint(1, 30)),
            stars=rng.randint(1, 5),
            courtesies=rng.getrandbits(8),
        )


def _facts(month: RandomMonth, agency: Agency) -> None:
    rng = month.rng
    for criterion in rng.sample(month.criteria[PEOPLE:], 8):
        n = rng.randint(1, 30)
        RegisterFact.objects.create(
            id=new_uuid(rng),
            period=month.period,
            agency=agency,
            criterion=criterion,
            n=n,
            k=rng.randint(0, n),
            not_applicable=rng.random() < 0.2,
            declared_at=AT,
            verified_at=rng.choice((AT, None)),
        )


def read_row_by_row(month: RandomMonth, agency: Agency, today: date) -> list[SourceInput]:
    """The plain path: one input for each row and answer, nothing added up by the database."""
    ratings = _rating_inputs(month, agency, today)
    inputs = [*_form_inputs(month, agency), *_visit_inputs(month, agency), *ratings]
    facts = RegisterFact.objects.filter(agency=agency, verified_at__isnull=False, not_applicable=False)
    for fact in facts.select_related("criterion"):
        inputs.append(SourceInput(fact.criterion.position, Source.REGISTER.value, fact.n, fact.k))
    return inputs


def _form_inputs(month: RandomMonth, agency: Agency) -> list[SourceInput]:
    inputs = []
    for form in SelfAssessment.objects.sent().filter(agency=agency, period=month.period):
        review = Review.objects.filter(assessment=form).first()
        for position, score in enumerate(form.scores):
            if score is None:
                continue
            inputs.append(SourceInput(position, Source.SELF_ASSESSMENT.value, 1, score))
            if review is not None:
                change = (review.changes or {}).get(str(position))
                inputs.append(
                    SourceInput(position, Source.REVIEW.value, 1, change["score"] if change else score)
                )
    return inputs


def _visit_inputs(month: RandomMonth, agency: Agency) -> list[SourceInput]:
    seen = Observation.objects.filter(inspection__in=Inspection.objects.concluded().filter(agency=agency))
    ages = {11: 0, 10: 1, 8: 3}  # July has lapsed in November (S4: 3 months)
    return [
        SourceInput(row.criterion.position, Source.INSPECTION.value, row.n, row.k, ages[visited])
        for row in seen.filter(not_applicable=False).select_related("criterion", "inspection")
        if (visited := row.inspection.visited_on.month) in ages
    ]


def _told(ratings: list[Rating], today: date) -> list[Rating]:
    """Of one counter: all from five when November is over, before that all batches of five but the last."""
    if today > date(2026, 11, 30):
        return ratings if len(ratings) >= 5 else []
    ends, waiting = [], 0
    for day in sorted({rating.day for rating in ratings if rating.day < today}):
        waiting += sum(rating.day == day for rating in ratings)
        if waiting >= 5:
            ends.append(day)
            waiting = 0
    return [rating for rating in ratings if len(ends) > 1 and rating.day <= ends[-2]]


def _rating_inputs(month: RandomMonth, agency: Agency, today: date) -> list[SourceInput]:
    inputs = []
    for rating in _told(list(Rating.objects.filter(agency=agency)), today):
        answers = {
            "stars": rating.stars,
            "xin": (rating.courtesies & 0b1111).bit_count(),
            "luon": (rating.courtesies >> 4).bit_count(),
        }
        for criterion in month.criteria:
            reads = criterion.params.get("citizen_reads")
            if reads in answers:
                inputs.append(SourceInput(criterion.position, Source.CITIZEN.value, 1, answers[reads]))
    return inputs

"""What a survey asks, and of how many people."""

from dataclasses import dataclass
from datetime import date

from agencies.models import AgencyVersion, Posting
from agencies.models.dated import in_force
from agencies.rules.comparison import comparison_group
from evaluations.enums import Measure, Source
from evaluations.gather.sets import load_set
from evaluations.models import Criterion, Period, PeriodSet, Survey
from evaluations.models.surveys import LEADERSHIP


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the criterion of the set that it feeds."""

    criterion_id: int
    code: str
    statement: str


def asked_by_set(set_id: int) -> list[Asked]:
    """The set's criteria that a survey feeds, in the set's order; one query."""
    rules = load_set(set_id).rules
    wanted = [
        rule.position
        for rule in rules.criteria
        if rule.measure == Measure.SURVEY_5 and rule.weights.get(Source.REGISTER.value)
    ]
    rows = Criterion.objects.filter(criteria_set=set_id, position__in=wanted).order_by("position")
    return [Asked(row.pk, row.code, row.statement) for row in rows]


def set_of(period: Period, agency_id: int) -> int | None:
    """The set by which an agency is scored in a period, None where it is not; two queries."""
    kind = (
        AgencyVersion.objects.as_of(period.last_day)
        .filter(agency=agency_id)
        .values_list("kind", flat=True)
        .first()
    )
    if kind is None:
        return None
    pinned = PeriodSet.objects.filter(period=period, comparison_group=comparison_group(kind))
    return pinned.values_list("criteria_set", flat=True).first()


def asked_by(survey: Survey) -> list[Asked]:
    """The questions of a survey, in the order of a ballot's marks."""
    set_id = set_of(survey.period, survey.agency_id)
    return asked_by_set(set_id) if set_id is not None else []


def electorate(agency_id: int, on: date) -> int:
    """How many people may answer about an agency on a day."""
    posts = Posting.objects.as_of(on).filter(
        in_force(on, "agency__versions__"), agency__versions__rated_agency=agency_id
    )
    leading = posts.filter(position__in=LEADERSHIP).values("staff")
    return posts.exclude(staff__in=leading).values("staff").distinct().count()

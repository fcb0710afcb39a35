"""The voices of agencies, unpacked from the stored results of a month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agencies.models import AgencyVersion, User
from evaluations.gather.sets import LoadedSet, load_set
from evaluations.models import AgencyResult, Criterion, Period
from evaluations.rules.calibration.outliers import LEAST_SEEN, Difference
from evaluations.rules.calibration.voices import INSPECTION, SELF, Line, lines
from evaluations.rules.results import unpack_criteria


@dataclass(frozen=True, slots=True)
class Heard:
    """One agency's month: the stored row, its set, and the criteria of which anybody spoke."""

    row: AgencyResult
    criteria: LoadedSet
    lines: list[Line]


def heard(result: AgencyResult) -> Heard:
    """Unpack a stored result."""
    loaded = load_set(result.criteria_set_id)
    return Heard(result, loaded, lines(loaded.rules, unpack_criteria(result.breakdown)))


def heard_of(user: User, on: date, period: Period, agency_id: int) -> Heard | None:
    """One agency's month, if the user may read its result; None for a stranger and where there is none."""
    visible = AgencyResult.objects.visible_to(user, on).in_period(period)
    row = visible.filter(agency=agency_id).first()
    return None if row is None else heard(row)


def heard_in(period: Period) -> list[Heard]:
    """Every agency of a month; one query, one unpacking each (about 1 ms)."""
    return [heard(row) for row in AgencyResult.objects.in_period(period).order_by("agency")]


def differences(every: Iterable[Heard], one: str = SELF, other: str = INSPECTION) -> list[Difference]:
    """By agency and criterion, one voice minus another, where enough stands behind the other."""
    found = []
    for agency in every:
        for line in agency.lines:
            points = line.difference(one, other)
            if points is not None and line.voices[other].n >= LEAST_SEEN:
                code = agency.criteria.rules.criteria[line.position].code
                group = agency.row.comparison_group
                found.append(Difference(agency.row.agency_id, group, code, float(points)))
    return found


def gaps_of(
    user: User, on: date, periods: Iterable[Period], agency_id: int
) -> dict[int, tuple[Decimal | None, Decimal | None]]:
    """Period → the agency's two stored gaps (inspection, citizens), where the user may read them."""
    visible = AgencyResult.objects.visible_to(user, on).filter(period__in=list(periods), agency=agency_id)
    rows = visible.order_by("period").values_list("period", "gap_inspection", "gap_citizen")
    return {period: (inspection, citizen) for period, inspection, citizen in rows}


def names_on(day: date) -> dict[int, str]:
    """How agencies were called on a day, short; one query."""
    versions = AgencyVersion.objects.as_of(day).filter(rated_agency__isnull=False)
    return dict(versions.order_by("agency").values_list("agency", "short_name"))


def statements(set_id: int) -> dict[int, tuple[str, str]]:
    """Position → code and statement of a set's criteria; one query."""
    rows = Criterion.objects.filter(criteria_set=set_id).order_by("position")
    return {row.position: (row.code, row.statement) for row in rows}


def words_of(sets: Iterable[int]) -> dict[str, str]:
    """Code → statement of the criteria of some sets; one query."""
    rows = Criterion.objects.filter(criteria_set__in=list(sets)).order_by("criteria_set", "position")
    return dict(rows.values_list("code", "statement"))

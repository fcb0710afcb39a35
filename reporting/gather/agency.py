"""One agency's result of a month with its whole breakdown, and how the agency was then called."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agencies.enums import ComparisonGroup, Role
from agencies.models import AgencyVersion, User
from agencies.models.scope import scope_of
from evaluations.gather.sets import LoadedSet, load_set
from evaluations.models import AgencyResult, Inspection
from evaluations.models.results import RESULT_READERS
from evaluations.rules.results import AgencyScore, unpack
from reporting.gather.definitions import SetText, described
from reporting.gather.months import Month


@dataclass(frozen=True, slots=True)
class Named:
    """The agency as it was on the month's last day."""

    pk: int
    name: str
    short_name: str
    has_counter: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """The stored row, the score inside it, and the rules and words of its criteria set."""

    row: AgencyResult
    score: AgencyScore
    criteria: LoadedSet
    words: SetText

    @property
    def total(self) -> Decimal | None:
        """The published total."""
        return self.row.total

    @property
    def group(self) -> str:
        """The name of the comparison group."""
        return str(ComparisonGroup(self.row.comparison_group).label)


def named(user: User, on: date, agency: int, month: Month) -> Named | None:
    """The agency if ``user`` may read its results of ``month``, else None (a stranger learns nothing).

    Asked of the organisation and not of the results, for an agency without a result yet has a page too.
    """
    found = (
        AgencyVersion.objects.as_of(month.last_day)
        .rated()
        .filter(agency=agency)
        .values_list("agency_id", "name", "short_name", "has_counter", "path")
        .first()
    )
    if found is None:
        return None
    return Named(*found[:-1]) if _reads(user, on, agency, found[-1]) else None


def _reads(user: User, on: date, agency: int, path: str) -> bool:
    """The same answer as ``AgencyResult.visible_to``, for an agency that may have no result yet."""
    scope = scope_of(user, on)
    if scope.has(*RESULT_READERS) or scope.covers(path, {Role.AGENCY_HEAD}):
        return True
    return scope.has(Role.INSPECTOR) and Inspection.objects.of_team(user).filter(agency=agency).exists()


def scored(user: User, on: date, agency: int, month: Month) -> Scored | None:
    """The agency's result of the month, or None while it has not been computed; one statement."""
    row = AgencyResult.objects.visible_to(user, on).filter(agency=agency, period=month.pk).first()
    if row is None:
        return None
    set_id = row.criteria_set_id
    return Scored(row, unpack(row.breakdown), load_set(set_id), described(set_id))

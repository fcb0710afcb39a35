"""What the pages of scenarios need beside a scenario: months to try, the set, names, the words of changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from agencies.gather.names import names_on
from evaluations.enums import SetState
from evaluations.gather.sets import LoadedSet, load_set
from evaluations.gather.what_if.months import pins_of
from evaluations.models import AgencyResult, CriteriaSet, Period
from evaluations.rules.what_if.changes import Changes
from evaluations.rules.what_if.codec import changes_from_json
from evaluations.rules.what_if.moved import Move
from evaluations.rules.what_if.told import Told, told
from reporting.models import Scenario
from reporting.rules.scenarios import is_stale, rows_to_moves

LATEST = 24


@dataclass(frozen=True, slots=True)
class TriedMonth:
    """One month of a scenario: its first day, and the revision that its figures are of."""

    period: int
    starts_on: date
    revision: int
    is_closed: bool
    moves: Sequence[Move]


def months_with_results() -> list[Period]:
    """The months that have results, newest first."""
    rated = AgencyResult.objects.order_by().values("period")
    return list(Period.objects.months().filter(pk__in=rated).newest_first()[:LATEST])


def set_to_try(asked: int | None, month: Period) -> LoadedSet | None:
    """The published set asked for, else the one that scores most agencies of the month; None without any."""
    if asked is not None:
        found = CriteriaSet.objects.published().filter(pk=asked, is_scoring=True).first()
        return load_set(found.pk) if found else None
    used = AgencyResult.objects.filter(period=month).values("criteria_set").annotate(n=Count("pk"))
    most = used.order_by("-n", "criteria_set").first()
    return load_set(most["criteria_set"]) if most else None


def newest_version(set_code: str) -> LoadedSet | None:
    """The newest version of a framework that was ever published: a retired one still has its scenarios."""
    known = CriteriaSet.objects.exclude(state=SetState.DRAFT).filter(code=set_code)
    found = known.order_by("-version").first()
    return load_set(found.pk) if found else None


def changes_told(scenario: Scenario) -> list[Told]:
    """The scenario's changes in words, against the newest version of its framework."""
    loaded = newest_version(scenario.set_code)
    return told(changes_of(scenario), loaded.rules) if loaded else []


def changes_of(scenario: Scenario) -> Changes:
    """The changes as the rules take them."""
    return changes_from_json(scenario.changes)


def tried_months(scenario: Scenario) -> list[TriedMonth]:
    """The months of the scenario with every agency's move, oldest first; reads nothing."""
    return [
        TriedMonth(pk, date.fromisoformat(day), revision, snapshot is not None, rows_to_moves(rows))
        for (pk, day, revision, snapshot), rows in zip(scenario.pins, scenario.outcome, strict=True)
    ]


def stands_on_old_figures(scenario: Scenario) -> bool:
    """Whether figures of its months have changed since it was computed; one statement."""
    now = {pk: tuple(pin) for pk, pin in pins_of(pin[0] for pin in scenario.pins).items()}
    return is_stale(scenario.pins, now)  # type: ignore[arg-type]


def short_names(day: date, agencies: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Short name and sort key of each agency as it was on a day; one statement."""
    return {pk: (one.short_name, one.name_sort) for pk, one in names_on(agencies, day).items()}

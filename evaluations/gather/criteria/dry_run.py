"""What a draft would have made of a month that is scored already; nothing is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from agencies.enums import ComparisonGroup
from agencies.gather.names import names_on
from evaluations.gather.criteria.beside import gather_beside
from evaluations.gather.criteria.definition import definition_of
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult, CriteriaSet, Period
from evaluations.rules.results import unpack
from evaluations.rules.set_changes import paired
from evaluations.rules.set_definition import SetDefinition, rules_of
from evaluations.rules.set_trial import Standing, Stored, Tried, silent, try_set
from evaluations.rules.trial_beside import Beside

MONTHS = 6
"""So many months back a draft may be tried on."""


@dataclass(frozen=True, slots=True)
class DryRun:
    """A draft tried on ``period``. ``names`` by agency; ``silent`` codes have no input, with the reason.

    ``left_out`` counts agencies of groups that the draft does not score. A month ``is_running`` while it has
    not ended, so that its figures still change.
    """

    period: Period
    rows: Sequence[Tried]
    names: Mapping[int, str]
    silent: Mapping[str, str]
    criteria: int
    left_out: int
    is_running: bool = False

    @property
    def gained(self) -> int:
        """How many agencies would have more points."""
        return sum((row.moved or 0) > 0 for row in self.rows)

    @property
    def lost(self) -> int:
        """How many agencies would have fewer points."""
        return sum((row.moved or 0) < 0 for row in self.rows)

    @property
    def regraded(self) -> int:
        """How many agencies would have another grade."""
        return sum(row.before.grade != row.after.grade for row in self.rows)


def scored_months() -> list[Period]:
    """The newest months that have results, newest first."""
    scored = AgencyResult.objects.values("period")
    return list(Period.objects.months().filter(pk__in=scored).order_by("-starts_on")[:MONTHS])


def last_ended(months: Sequence[Period], today: date) -> Period | None:
    """The newest of the months that has ended; while none has, the newest there is."""
    ended = (month for month in months if month.ends_on <= today)
    return next(ended, months[0] if months else None)


def dry_run(draft: CriteriaSet, period: Period, *, today: date) -> DryRun:
    """Score every agency of the month by the draft; statements do not grow with agencies.

    Raises ValueError, with a sentence, where the draft cannot score at all.
    """
    definition = definition_of(draft)
    rules = rules_of(definition)
    rows = AgencyResult.objects.in_period(period).order_by("comparison_group", "rank", "agency")
    compared = definition.comparison_groups or ComparisonGroup.values
    scored = [row for row in rows if row.comparison_group in compared]
    sets = {row.agency_id: load_set(row.criteria_set_id) for row in scored}
    beside = gather_beside(period, rules, sets, today)
    stored = [_stored(row, beside[row.agency_id]) for row in scored]
    set_ids = {row.criteria_set_id for row in rows}
    renamed = _renamed(definition, CriteriaSet.objects.filter(pk__in=set_ids).order_by("pk"))
    names = names_on([one.agency for one in stored], period.last_day)
    return DryRun(
        period=period,
        rows=sorted(try_set(rules, stored, renamed), key=_by_group_and_place),
        names={agency: named.name for agency, named in names.items()},
        silent=silent(rules, [load_set(pk).rules for pk in sorted(set_ids)], renamed),
        criteria=len(rules.criteria),
        left_out=len(rows) - len(stored),
        is_running=today < period.ends_on,
    )


def _stored(row: AgencyResult, beside: Beside) -> Stored:
    standing = Standing(row.total, row.coverage, row.grade, row.is_provisional, row.rank, row.ranked_of)
    rules = load_set(row.criteria_set_id).rules
    return Stored(row.agency_id, row.comparison_group, rules, unpack(row.breakdown), standing, beside)


def _renamed(definition: SetDefinition, olds: Iterable[CriteriaSet]) -> dict[str, str]:
    """By each code of the draft the code under which the sets of that month know it."""
    renamed: dict[str, str] = {}
    for old in olds:
        renamed |= {code: one.code for code, one in paired(definition_of(old), definition).items()}
    return renamed


def _by_group_and_place(row: Tried) -> tuple[int, int, int]:
    groups = ComparisonGroup.values
    return groups.index(row.group), row.after.rank or 10_000, row.agency

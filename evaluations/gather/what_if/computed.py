"""A whole scenario: every agency of every month scored again under the changes and put beside what stands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.collector import collector_paused
from evaluations.enums import Source
from evaluations.gather.inspected import SKIPPED, Inspected
from evaluations.gather.sets import LoadedSet, load_set
from evaluations.gather.what_if.findings import Findings, carried_longer, critical_findings
from evaluations.gather.what_if.months import Stored, StoredMonth, stored_months
from evaluations.models import CriteriaSet, Period
from evaluations.rules.results import AgencyScore
from evaluations.rules.set_rules import SetRules
from evaluations.rules.what_if.changes import Changes, changed
from evaluations.rules.what_if.known import Known
from evaluations.rules.what_if.moved import Move, Scored, Terms, moves_of
from evaluations.rules.what_if.scored import score_changed

INSPECTION = Source.INSPECTION.value


@dataclass(frozen=True, slots=True)
class MovedMonth:
    """A month under the changes: the figures it was computed from, and every agency's move."""

    month: StoredMonth
    moves: Sequence[Move]


def what_if(periods: Collection[Period], set_code: str, changes: Changes) -> list[MovedMonth]:
    """Every agency of the months under the changes, oldest month first; reads only.

    The changes are to every version of the framework ``set_code``; agencies scored by another stand as they
    are. Three statements, and one more a month where inspections are to stay valid longer than they did.
    """
    with collector_paused():
        return _compute(periods, set_code, changes)


def _compute(periods: Collection[Period], set_code: str, changes: Changes) -> list[MovedMonth]:
    months = stored_months(periods)
    findings = critical_findings(periods)
    versions = set(CriteriaSet.objects.filter(code=set_code).order_by("pk").values_list("pk", flat=True))
    used = {one.set_id for month in months for one in month.results}
    sets = {pk: load_set(pk) for pk in sorted(versions & used)}
    copies = {pk: changed(loaded.rules, changes) for pk, loaded in sets.items()}
    known = {month.period.pk: _known(month, sets, copies, findings) for month in months}
    scored = _score(months, sets, copies, known)
    terms = {pk: _terms(copies[pk] if pk in copies else load_set(pk).rules) for pk in sorted(used)}
    return [
        MovedMonth(
            month,
            moves_of(
                (_scored(one, scored.get((month.period.pk, one.agency))) for one in month.results), terms
            ),
        )
        for month in months
    ]


def _terms(rules: SetRules) -> Terms:
    return Terms(rules.ranks_unrounded, rules.min_ranked)


def _known(
    month: StoredMonth,
    sets: dict[int, LoadedSet],
    copies: dict[int, SetRules],
    findings: Findings,
) -> dict[int, Known]:
    """What is known of each agency that one of the sets scores."""
    scored_by = {one.agency: sets[one.set_id] for one in month.results if one.set_id in sets}
    longer = max(
        (
            copies[pk].carry_months
            for pk, loaded in sets.items()
            if copies[pk].carry_months > loaded.rules.carry_months
        ),
        default=0,
    )
    inspected = carried_longer(month.period, scored_by, longer) if longer and scored_by else {}
    known = {}
    for one in month.results:
        if one.set_id in sets:
            seen = inspected.get(one.agency, Inspected())
            known[one.agency] = Known(
                one.breakdown,
                findings.get((one.agency, month.period.starts_on), ()),
                [each for each in seen.inputs if each.source == INSPECTION],
                seen.skipped,
                SKIPPED,
            )
    return known


def _score(
    months: Iterable[StoredMonth],
    sets: dict[int, LoadedSet],
    copies: dict[int, SetRules],
    known: dict[int, dict[int, Known]],
) -> dict[tuple[int, int], AgencyScore]:
    """The new scores by month and agency; all that one set scores are scored together."""
    by_set: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for month in months:
        for one in month.results:
            if one.set_id in sets:
                by_set[one.set_id].append((month.period.pk, one.agency))
    found: dict[tuple[int, int], AgencyScore] = {}
    for pk, keys in by_set.items():
        scores = score_changed(sets[pk].rules, copies[pk], [known[month][agency] for month, agency in keys])
        found.update(zip(keys, scores, strict=True))
    return found


def _scored(one: Stored, score: AgencyScore | None) -> Scored:
    """The agency under the changes; as it stands where another framework scores it."""
    stands = one.standing
    if score is None:
        exact = one.breakdown["exact"]
        figures = stands.total, stands.grade, stands.provisional, None if exact is None else Decimal(exact)
    else:
        figures = score.total, score.grade, score.provisional, score.exact
    return Scored(one.agency, one.group, one.set_id, one.headcount, stands, *figures)

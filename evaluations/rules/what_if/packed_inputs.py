"""The inputs straight from a packed breakdown, by column: what ``restated.inputs_of`` gives, much faster."""

from collections.abc import Mapping
from itertools import accumulate, chain, repeat
from typing import Any

from evaluations.enums import NotApplicable
from evaluations.rules.adjustments import UNVERIFIED
from evaluations.rules.blending import IS_COUNTED
from evaluations.rules.inputs import Adjustment, SourceInput, make_input
from evaluations.rules.plan import plan_of
from evaluations.rules.restated import conditions_of
from evaluations.rules.results import STATES
from evaluations.rules.rounding import from_cents
from evaluations.rules.set_rules import SOURCES, SetRules

BONUS_REASON = "Điểm thưởng {code}"
"""How ``score.bonus_line`` names what a bonus criterion brings."""

TREATED = frozenset(STATES.index(treatment.value) for treatment in NotApplicable)


def packed_inputs(breakdown: Mapping[str, Any]) -> list[SourceInput]:
    """Every source as it was pooled, without its links to rows."""
    counts = breakdown["criteria"][4]
    positions = chain.from_iterable(repeat(at, count) for at, count in enumerate(counts))
    slots, _, _, n, k, ages, *_ = breakdown["sources"]
    sources = map(SOURCES.__getitem__, slots)
    return [make_input(row) for row in zip(positions, sources, n, k, ages, repeat(()), strict=False)]


def packed_skipped(breakdown: Mapping[str, Any], rules: SetRules) -> dict[int, str]:
    """What did not apply, with its reason (S5), and bonus criteria that earned but brought no line."""
    states, reasons = breakdown["criteria"][0], breakdown["criteria"][5]
    skipped = {at: reasons.get(str(at), "") for at, state in enumerate(states) if state in TREATED}
    return skipped | dict.fromkeys(_silent_bonuses(breakdown, rules), "")


def packed_adjustments(breakdown: Mapping[str, Any], rules: SetRules) -> list[Adjustment]:
    """The lines of S7 that are the agency's own, as they were given; bonus criteria bring theirs anew."""
    own = {BONUS_REASON.format(code=rules.criteria[at].code) for at in plan_of(rules).bonuses}
    return [
        Adjustment(kind, from_cents(asked), reason, status != UNVERIFIED, tuple(rows))
        for kind, reason, asked, _, status, rows in breakdown["adjustments"]
        if reason not in own
    ]


def packed_conditions(breakdown: Mapping[str, Any], rules: SetRules) -> dict[str, bool]:
    """The bands' conditions as the grade shows them answered (S9)."""
    if not any(band.extra for band in rules.bands):
        return {}
    cents = breakdown["total"]
    total = None if cents is None else from_cents(cents)
    return conditions_of(total, breakdown["grade_reasons"], rules, provisional=breakdown["provisional"])


def _silent_bonuses(breakdown: Mapping[str, Any], rules: SetRules) -> list[int]:
    bonuses = plan_of(rules).bonuses
    if not bonuses or breakdown["base"] is None:
        return []
    told = {line[1] for line in breakdown["adjustments"]}
    ends = list(accumulate(breakdown["criteria"][4]))
    _, standing, _, _, _, _, millionths, *_ = breakdown["sources"]
    return [
        at
        for at in bonuses
        if BONUS_REASON.format(code=rules.criteria[at].code) not in told
        and any(
            standing[source] == IS_COUNTED and millionths[source]
            for source in range(ends[at - 1] if at else 0, ends[at])
        )
    ]

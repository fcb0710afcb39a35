"""S14: why a total moved since the period before, split into parts that add up to the change to the cent.

One thing is swapped at a time, in a fixed order, and the score computed anew: what applies (scope), the
version of the set (weights), what was seen (evidence). Corrections are what the revisions of either period
have moved since its first closing. Both ends are the stored figures, so the parts add up whatever lies
between them.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from evaluations.rules.inputs import SourceInput
from evaluations.rules.restated import Restated, inputs_of
from evaluations.rules.results import AgencyScore
from evaluations.rules.rounding import from_cents
from evaluations.rules.score import score_agency
from evaluations.rules.set_rules import SetRules

CORRECTIONS, SCOPE, WEIGHTS, EVIDENCE = "corrections", "scope", "weights", "evidence"
PARTS = (CORRECTIONS, SCOPE, WEIGHTS, EVIDENCE)
"""The order in which things are swapped; another order would give other parts of the same change."""

Key = tuple[str, str]
"""("", code of a criterion), or the kind and reason of a line of S7."""


@dataclass(frozen=True, slots=True)
class Side:
    """One period of an agency: its score when first closed, and today's; without corrections the same."""

    rules: SetRules
    first: AgencyScore
    now: AgencyScore


class MovedLine(NamedTuple):
    """What one criterion, or one line of bonus and deduction (``kind`` set), brought to a part."""

    kind: str
    code: str
    group: str
    cents: int

    @property
    def points(self) -> Decimal:
        """The difference in points."""
        return from_cents(self.cents)


@dataclass(frozen=True, slots=True)
class MovedPart:
    """One of ``PARTS``: its share of the change, and the lines that add up to it, largest first."""

    name: str
    cents: int
    lines: tuple[MovedLine, ...]

    @property
    def points(self) -> Decimal:
        """The part in points."""
        return from_cents(self.cents)


@dataclass(frozen=True, slots=True)
class Movement:
    """From one total to the next. ``came`` and ``went`` are codes of criteria that only one set has."""

    before_cents: int
    after_cents: int
    parts: tuple[MovedPart, ...]
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()

    @property
    def change(self) -> Decimal:
        """The new total minus the old one, in points."""
        return from_cents(self.after_cents - self.before_cents)


def movement(before: Side, after: Side) -> Movement | None:
    """The parts of the change (S14); None unless both periods have a total."""
    if before.now.total_cents is None or after.now.total_cents is None:
        return None
    old, new = before.rules, after.rules
    was, now = inputs_of(before.first, old), inputs_of(after.first, new)
    scoped = _again(old, was, _carried_scope(now, new, was, old))
    weighted = scoped if new is old else _again(new, _placed(was, old, new), now.not_applicable)
    first, last = _pieces(before.first, old), _pieces(after.first, new)
    after_scope, after_weights = _pieces(scoped, old), _pieces(weighted, new)
    steps = {
        CORRECTIONS: _plus(_less(first, _pieces(before.now, old)), _less(_pieces(after.now, new), last)),
        SCOPE: _less(after_scope, first),
        WEIGHTS: _less(after_weights, after_scope),
        EVIDENCE: _less(last, after_weights),
    }
    groups = {rule.code: rule.group for rule in (*old.criteria, *new.criteria)}
    return Movement(
        before.now.total_cents,
        after.now.total_cents,
        tuple(_part(name, steps[name], groups) for name in PARTS),
        *_came_and_went(old, new),
    )


def _again(rules: SetRules, given: Restated, not_applicable: Mapping[int, str]) -> AgencyScore:
    return score_agency(rules, given.inputs, given.adjustments, not_applicable=not_applicable)


def _carried_scope(now: Restated, new: SetRules, was: Restated, old: SetRules) -> dict[int, str]:
    """What does not apply now, at the places of the old set; a criterion that went keeps its old answer."""
    absent = {new.criteria[at].code: why for at, why in now.not_applicable.items()}
    known = {rule.code for rule in new.criteria}
    kept = {at: why for at, why in was.not_applicable.items() if old.criteria[at].code not in known}
    return kept | {rule.position: absent[rule.code] for rule in old.criteria if rule.code in absent}


def _placed(was: Restated, old: SetRules, new: SetRules) -> Restated:
    """The old inputs at the places of the new set, criterion by criterion of the same code."""
    places = {rule.code: rule.position for rule in new.criteria}
    moved = ((places.get(old.criteria[one.position].code), one) for one in was.inputs)
    inputs = tuple(SourceInput(at, *one[1:]) for at, one in moved if at is not None)
    return Restated(inputs, {}, was.adjustments)


def _pieces(score: AgencyScore, rules: SetRules) -> Counter[Key]:
    """All that the total is the sum of, in hundredths."""
    found: Counter[Key] = Counter()
    for one in score.criteria:
        found["", rules.criteria[one.position].code] += one.cents or 0
    for line in score.adjustments:
        found[line.kind, line.reason] += line.signed_cents
    return found


def _less(one: Counter[Key], other: Counter[Key]) -> Counter[Key]:
    return Counter({key: one[key] - other[key] for key in {*one, *other}})


def _plus(one: Counter[Key], other: Counter[Key]) -> Counter[Key]:
    return Counter({key: one[key] + other[key] for key in {*one, *other}})


def _part(name: str, moved: Counter[Key], groups: Mapping[str, str]) -> MovedPart:
    lines = [
        MovedLine(kind, code, "" if kind else groups.get(code, ""), cents)
        for (kind, code), cents in moved.items()
        if cents
    ]
    lines.sort(key=lambda line: (-abs(line.cents), line.kind, line.code))
    return MovedPart(name, sum(moved.values()), tuple(lines))


def _came_and_went(old: SetRules, new: SetRules) -> tuple[tuple[str, ...], tuple[str, ...]]:
    was, now = [rule.code for rule in old.criteria], [rule.code for rule in new.criteria]
    return tuple(code for code in now if code not in was), tuple(code for code in was if code not in now)

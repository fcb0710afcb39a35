"""What a scenario changes of a criteria set, and the set with these changes (S3, S4, S7, S9, S10)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from evaluations.rules.set_rules import Band, CriterionRule, SetRules

PLAIN = 100
"""A source's factor that leaves it as it is, in per cent; 0 switches the source off."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the set; what is None or left out stays.

    ``points`` and ``weights`` are by code of criterion. ``factors`` multiply the weight of a source in every
    criterion, in per cent. ``edges`` are the lower edges of bands by grade; ``carry_months``,
    ``min_citizen_n``, ``min_coverage`` (a ratio) and the caps (points) are those of ``SetRules``.
    """

    points: Mapping[str, Decimal] = field(default_factory=dict)
    weights: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    factors: Mapping[str, int] = field(default_factory=dict)
    edges: Mapping[str, Decimal] = field(default_factory=dict)
    carry_months: int | None = None
    min_citizen_n: int | None = None
    min_coverage: Decimal | None = None
    bonus_cap: Decimal | None = None
    deduction_cap: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return self == Changes()


SETTINGS = ("carry_months", "min_citizen_n", "min_coverage", "bonus_cap", "deduction_cap")


def changed(rules: SetRules, changes: Changes) -> SetRules:
    """A copy of the set under the changes; ``rules`` itself stays as it is. Unknown codes change nothing."""
    told = {name: getattr(changes, name) for name in SETTINGS if getattr(changes, name) is not None}
    return replace(
        rules,
        criteria=tuple(_criterion(one, changes) for one in rules.criteria),
        bands=tuple(_band(one, changes) for one in rules.bands),
        **told,
    )


def _criterion(rule: CriterionRule, changes: Changes) -> CriterionRule:
    weights = changes.weights.get(rule.code, rule.weights)
    if changes.factors:
        weights = {source: each * changes.factors.get(source, PLAIN) for source, each in weights.items()}
    return replace(rule, max_points=changes.points.get(rule.code, rule.max_points), weights=weights)


def _band(band: Band, changes: Changes) -> Band:
    return replace(band, lower=changes.edges.get(band.grade, band.lower))


def effective(changes: Changes, rules: SetRules) -> Changes:
    """The changes without what says what the set says already, so that equal scenarios are equal."""
    codes = {one.code: one for one in rules.criteria}
    edges = {one.grade: one.lower for one in rules.bands}
    settings = {
        name: None if getattr(changes, name) == getattr(rules, name) else getattr(changes, name)
        for name in SETTINGS
    }
    return Changes(
        points={c: p for c, p in changes.points.items() if c in codes and codes[c].max_points != p},
        weights={c: w for c, w in changes.weights.items() if c in codes and _differ(codes[c].weights, w)},
        factors={source: per_cent for source, per_cent in changes.factors.items() if per_cent != PLAIN},
        edges={grade: lower for grade, lower in changes.edges.items() if edges.get(grade, lower) != lower},
        **settings,
    )


def _differ(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    return {s: w for s, w in one.items() if w} != {s: w for s, w in other.items() if w}

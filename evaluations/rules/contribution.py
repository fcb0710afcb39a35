"""S6: what a criterion adds to the total, rounded half up to 0.01 once, and its split among the sources."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from evaluations.rules.blending import IS_COUNTED, Blend
from evaluations.rules.results import (
    SCORED,
    AgencyScore,
    CriterionScore,
    SourceScore,
    make_criterion_score,
    make_source_score,
)
from evaluations.rules.rounding import MILLION, from_cents, nearest

TWO_MILLION = 2 * MILLION


def contribution(max_points: Decimal, value: Decimal, available: Decimal, scale: int = 100) -> Decimal:
    """S6 as it is written: scale × max_points × value / available points, half up to 0.01.

    The scoring path does the same on whole numbers; a test holds the two together.
    """
    points, below = (max_points * 1).as_integer_ratio()
    above_value, below_value = value.as_integer_ratio()
    above_available, below_available = available.as_integer_ratio()
    numerator = 100 * scale * points * above_value * below_available
    return from_cents(nearest(numerator, below * below_value * above_available))


def indicator_factor(blend: Blend, units: int, unit: int, decimals: int) -> tuple[int, int]:
    """What rounding a criterion's own points first does to them: rounded ÷ unrounded (Circular 01/2018)."""
    numerator, denominator = blend.fraction
    if not numerator:
        return 1, 1
    ten = 10**decimals
    rounded = nearest(units * numerator * ten, unit * denominator)
    return rounded * unit * denominator, units * numerator * ten


def score_criterion(position: int, blend: Blend, numerator: int, denominator: int) -> CriterionScore:
    """The contribution and its split; a value of 1 is worth ``numerator / denominator`` hundredths.

    Each source gets the growth of the rounded running sum. So the sources add up to the criterion exactly, a
    source with value 0 gets 0.00, and no order but the canonical one matters. ``(2·x // y + 1) >> 1`` is
    ``rounding.nearest``, written out in the hot loop.
    """
    weight, readings = blend
    twice = 2 * numerator
    below = denominator * weight
    running, scale, given = 0, 1, 0
    sources: list[SourceScore] = []
    for slot, standing, share, n, k, age, above, under, rows in readings:
        cents = 0
        if standing == IS_COUNTED:
            running = running * under + share * above * scale
            scale *= under
            cents = ((twice * running // (below * scale) + 1) >> 1) - given
            given += cents
        millionths = (TWO_MILLION * above // under + 1) >> 1
        sources.append(make_source_score((slot, standing, share, n, k, age, millionths, cents, rows)))
    value = (TWO_MILLION * running // (scale * weight) + 1) >> 1
    possible = (twice // denominator + 1) >> 1
    return make_criterion_score((position, SCORED, possible, given, value, tuple(sources), ""))


@dataclass(slots=True)
class Run:
    """What the criteria of a group shared equally have come to so far, in hundredths, exactly."""

    reached: Fraction = Fraction(0)
    possible: Fraction = Fraction(0)

    def step(self, gained: Fraction, possible: Fraction) -> tuple[int, int]:
        """Go on; by how much the rounded sums of what was reached and of what was possible grow."""
        before = _cents(self.reached), _cents(self.possible)
        self.reached += gained
        self.possible += possible
        return _cents(self.reached) - before[0], _cents(self.possible) - before[1]


def score_in_run(position: int, blend: Blend, worth: Fraction, run: Run) -> CriterionScore:
    """A criterion of a group shared equally: its part is the growth of the group's rounded running sum.

    So the group is its formula rounded once, (a + b + c) / 3 × 70, and still the sum of its parts: three
    thirds of 70 points are 70.00, where three times 23.33 would be 69.99.
    """
    sources: list[SourceScore] = []
    given, value, possible = 0, Fraction(0), 0
    for slot, standing, share, n, k, age, above, under, rows in blend.readings:
        cents = 0
        if standing == IS_COUNTED:
            part = Fraction(share * above, under * blend.weight)
            cents, _ = run.step(worth * part, Fraction(0))
            given, value = given + cents, value + part
        millionths = nearest(MILLION * above, under)
        sources.append(make_source_score((slot, standing, share, n, k, age, millionths, cents, rows)))
    _, possible = run.step(Fraction(0), worth)
    whole = nearest(MILLION * value.numerator, value.denominator)
    return make_criterion_score((position, SCORED, possible, given, whole, tuple(sources), ""))


def _cents(exact: Fraction) -> int:
    return nearest(exact.numerator, exact.denominator)


def score_without_data(position: int, state: str, blend: Blend, reason: str = "") -> CriterionScore:
    """A criterion that adds nothing: no source counts, or it does not apply; what was seen stays visible."""
    sources = tuple(
        SourceScore(slot, standing, weight, n, k, age, nearest(MILLION * above, under), 0, rows)
        for slot, standing, weight, n, k, age, above, under, rows in blend.readings
    )
    return CriterionScore(position, state, 0, None, None, sources, reason)


def mend_first(score: AgencyScore, limit: int = 5) -> list[CriterionScore]:
    """The criteria that lose most points, largest loss first: what to mend this week."""
    losing = [c for c in score.criteria if c.cents is not None and c.cents < c.possible_cents]
    return sorted(losing, key=lambda c: ((c.cents or 0) - c.possible_cents, c.position))[:limit]

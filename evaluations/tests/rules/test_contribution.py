"""S6: one rounding, half up to 0.01, and an exact split among the sources."""

from decimal import Decimal

import pytest

from evaluations.rules.contribution import contribution, mend_first
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.rounding import apportion, from_cents, half_up, nearest, to_cents
from evaluations.rules.score import score_agency
from evaluations.tests.rules.builders import criterion, rules

D = Decimal

S6 = [
    ("S6 plain", "40", "0.905", "100", "36.20"),
    ("S6 rounds half up", "1", "0.00005", "1", "0.01"),
    ("S6 just under a half", "1", "0.00004999999999999999999999", "1", "0.00"),
    ("S6 missing points leave the denominator", "2", "0.5", "60", "1.67"),
]


@pytest.mark.parametrize(
    ("points", "value", "available", "expected"), [r[1:] for r in S6], ids=[r[0] for r in S6]
)
def test_a_contribution_is_rounded_once(points, value, available, expected):
    assert contribution(D(points), D(value), D(available)) == D(expected)


@pytest.mark.parametrize(("k", "n"), [(0, 7), (1, 3), (17, 21), (1, 200), (999, 1000), (7, 7)])
def test_scoring_does_what_the_clause_says(k, n):
    asked = rules(criterion(0, max_points=D("1.5")), criterion(1, max_points=D("2.5")))
    score = score_agency(asked, [Seen(0, "inspection", n, k), Seen(1, "inspection", n, n - k)])
    exact = [contribution(D("1.5"), D(k) / n, D(4)), contribution(D("2.5"), D(n - k) / n, D(4))]
    assert [c.points for c in score.criteria] == exact


def test_the_sources_of_a_criterion_add_up_to_it():
    weights = {"inspection": 33, "self_assessment": 33, "review": 34}
    asked = rules(criterion(max_points=D(1), weights=weights), criterion(1, max_points=D("99")))
    seen = [
        Seen(0, "inspection", 3, 1),
        Seen(0, "self_assessment", 3, 100),
        Seen(0, "review", 3, 0),
        Seen(1, "inspection", 1, 1),
    ]
    first = score_agency(asked, seen).criteria[0]
    assert [source.points for source in first.sources] == [D("0.11"), D("0.11"), D("0.00")]
    assert first.points == D("0.22")


def test_a_set_may_round_an_indicator_before_the_sum():
    indicator = criterion(measure="levels", max_points=D(2), weights={"register": 100})
    asked = rules(indicator, scale=2, rescale=False, indicator_decimals=1)
    score = score_agency(asked, [Seen(0, "register", 400, 333)])
    assert score.total == D("1.70")
    assert sum(source.cents for source in score.criteria[0].sources) == 170


def test_without_rescaling_what_is_missing_stays_in_the_denominator():
    two = [criterion(p, max_points=D(2)) for p in range(2)]
    seen = [Seen(0, "inspection", 2, 2)]
    assert score_agency(rules(*two, scale=4, rescale=False), seen).total == D("2.00")
    assert score_agency(rules(*two, scale=4), seen).total == D("4.00")


def test_what_loses_most_is_mended_first():
    asked = rules(*(criterion(p, max_points=D(25)) for p in range(4)))
    seen = [Seen(p, "inspection", 100, k) for p, k in ((0, 90), (1, 40), (2, 100))]
    assert [c.position for c in mend_first(score_agency(asked, seen))] == [1, 0]


@pytest.mark.parametrize(
    ("numerator", "denominator", "whole"), [(1, 2, 1), (1, 3, 0), (2, 3, 1), (5, 2, 3), (0, 9, 0)]
)
def test_nearest_rounds_halves_up(numerator, denominator, whole):
    assert nearest(numerator, denominator) == whole


def test_cents_and_points_are_the_same_figure():
    assert [from_cents(c) for c in (0, 5, 10_000, 10_001, -250)] == [
        D(0),
        D("0.05"),
        D(100),
        D("100.01"),
        D("-2.5"),
    ]
    assert to_cents(D("2.345")) == 235
    assert half_up(D("-0.005")) == D("-0.01")


def test_parts_are_apportioned_by_largest_remainder():
    assert apportion([1, 1, 1], 3, 1) == [1, 0, 0]
    assert apportion([500, 250, 250], 100, 10) == [5, 3, 2]

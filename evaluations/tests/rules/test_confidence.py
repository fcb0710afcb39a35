"""S10: coverage, provisional figures, confidence."""

from decimal import Decimal

import pytest

from evaluations.rules.confidence import confidence_of, coverage_millionths, is_provisional
from evaluations.rules.inputs import Evidence
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.score import score_agency
from evaluations.rules.set_rules import DEFAULT_CONFIDENCE
from evaluations.tests.rules.builders import criterion, rules

D = Decimal

S10 = [
    ("S10 A", Evidence(1, 80, 100, 30), "A"),
    ("S10 no visit", Evidence(0, 100, 100, 500), "B"),
    ("S10 too few forms for A", Evidence(2, 79, 100, 30), "B"),
    ("S10 too few ratings for A", Evidence(2, 100, 100, 29), "B"),
    ("S10 too few forms", Evidence(2, 49, 100, 500), "C"),
    ("S10 too few ratings", Evidence(2, 100, 100, 4), "C"),
    ("S10 no citizens, none asked", Evidence(1, 90, 100, None), "A"),
    ("S10 nobody expected", Evidence(1, 0, 0, 99), "C"),
]


@pytest.mark.parametrize(("evidence", "mark"), [r[1:] for r in S10], ids=[r[0] for r in S10])
def test_confidence_follows_the_evidence(evidence, mark):
    assert confidence_of(evidence, DEFAULT_CONFIDENCE) == mark


@pytest.mark.parametrize(("with_data", "provisional"), [(0, True), (49, True), (50, False), (100, False)])
def test_below_half_a_figure_is_provisional(with_data, provisional):
    assert is_provisional(with_data, 100, D("0.50")) is provisional


def test_a_minimum_of_nothing_still_asks_for_data():
    assert is_provisional(0, 0, D(0))
    assert coverage_millionths(0, 0) == 0
    assert coverage_millionths(1, 3) == 333333


def test_a_provisional_figure_is_shown_and_not_graded():
    three = rules(*(criterion(p) for p in range(3)))
    score = score_agency(three, [Seen(0, "inspection", 4, 4)])
    assert (score.total, score.coverage, score.provisional) == (D(100), D("0.333333"), True)
    assert score.grade == "not_graded"


def test_what_does_not_apply_is_no_part_of_the_coverage():
    two = rules(criterion(0, not_applicable="full_marks"), criterion(1))
    score = score_agency(two, [Seen(1, "inspection", 4, 2)], not_applicable={0: "Không thuộc diện"})
    assert score.coverage == 1
    assert [c.points for c in score.criteria] == [D(50), D(25)]

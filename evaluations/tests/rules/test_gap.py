"""S13: self minus inspection, self minus citizens, with n on each side."""

from decimal import Decimal

from evaluations.rules.gap import gap, gaps
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.score import score_agency
from evaluations.tests.rules.builders import criterion, rules

D = Decimal
WEIGHTS = {"inspection": 60, "self_assessment": 10, "citizen": 30}
ASKED = rules(
    criterion(0, weights=WEIGHTS, citizen_reads="stars", max_points=D(3)),
    criterion(1, weights=WEIGHTS, citizen_reads="stars", max_points=D(1)),
    criterion(2),
)


def gaps_of(*inputs):
    return gaps(ASKED, score_agency(ASKED, inputs).criteria)


def test_a_gap_is_weighted_by_points_over_what_both_speak_to():
    inspection, citizens = gaps_of(
        Seen(0, "self_assessment", 40, 3800),
        Seen(0, "inspection", 20, 12),
        Seen(1, "self_assessment", 30, 3000),
        Seen(1, "inspection", 10, 5),
        Seen(1, "citizen", 9, 45),
    )
    assert (inspection.points, inspection.criteria) == (D("38.75"), 2)
    assert (inspection.self_n, inspection.other_n) == (70, 30)
    assert (citizens.points, citizens.self_n, citizens.other_n) == (D("0.00"), 30, 9)


def test_without_a_criterion_that_both_speak_to_there_is_no_gap():
    inspection, citizens = gaps_of(Seen(0, "self_assessment", 40, 3800), Seen(1, "inspection", 20, 12))
    assert inspection.points is None
    assert citizens.points is None


def test_too_few_answers_are_no_voice():
    assert gaps_of(Seen(0, "self_assessment", 40, 3800), Seen(0, "citizen", 4, 4))[1].points is None


def test_a_view_without_weight_still_shows_its_gap():
    score = score_agency(ASKED, [Seen(2, "self_assessment", 10, 1000), Seen(2, "inspection", 3, 1)])
    assert gap(ASKED, score.criteria, "inspection").points == D("66.67")
    assert score.criteria[2].value == D("0.333333")


def test_a_modest_agency_has_a_negative_gap():
    assert gaps_of(Seen(0, "self_assessment", 10, 500), Seen(0, "inspection", 3, 2))[0].points == D("-16.67")

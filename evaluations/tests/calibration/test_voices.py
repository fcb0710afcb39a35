"""S13 and FEATURES 71: voices side by side; absent is no zero; few people stay hidden (S4)."""

from decimal import Decimal

import pytest

from evaluations.rules.calibration.against import against_inspection
from evaluations.rules.calibration.voices import CITIZEN, INSPECTION, SELF, Line, Voice, lines, shared
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.score import score_agency
from evaluations.tests.rules.builders import criterion, rules

pytestmark = pytest.mark.once
D = Decimal
WEIGHTS = {"inspection": 50, "self_assessment": 10, "review": 10, "citizen": 30}
ASKED = rules(
    criterion(0, weights=WEIGHTS, citizen_reads="stars", max_points=D(3)),
    criterion(1, weights=WEIGHTS, citizen_reads="stars", max_points=D(1)),
    criterion(2, weights={"self_assessment": 100}, applies_to="agency"),
)


def heard(*inputs: Seen) -> list[Line]:
    return lines(ASKED, score_agency(ASKED, inputs).criteria)


def test_who_said_nothing_is_absent_and_no_zero() -> None:
    (line,) = heard(Seen(0, "self_assessment", 10, 0))
    assert line.voices == {SELF: Voice(10, D("0.00"))}
    assert line.points(INSPECTION) is None
    assert line.difference(SELF, INSPECTION) is None


@pytest.mark.parametrize(("source", "n", "k"), [("self_assessment", 4, 400), ("review", 4, 400)])
def test_fewer_than_five_people_are_hidden(source: str, n: int, k: int) -> None:
    (line,) = heard(Seen(0, source, n, k))
    assert line.voices[source] == Voice(n, None, is_few=True)


def test_too_few_citizens_are_hidden() -> None:
    (line,) = heard(Seen(0, "citizen", 4, 20))
    assert line.voices[CITIZEN].is_few


def test_an_inspection_is_shown_from_one_observation_and_a_lapsed_one_is_old() -> None:
    (line,) = heard(Seen(0, "inspection", 1, 1))
    assert line.points(INSPECTION) == D(100)
    (line,) = heard(Seen(0, "inspection", 10, 10, age=9))
    assert line.voices[INSPECTION] == Voice(10, None, is_old=True)


def test_an_agencys_own_criterion_hides_nobody() -> None:
    (line,) = heard(Seen(2, "self_assessment", 1, 1))
    assert line.points(SELF) is not None


def test_three_voices_are_compared_on_common_ground_weighted_by_points() -> None:
    found = heard(
        Seen(0, "self_assessment", 10, 900),
        Seen(0, "inspection", 10, 6),
        Seen(0, "citizen", 5, 20),
        Seen(1, "self_assessment", 10, 1000),
        Seen(1, "inspection", 10, 10),
        Seen(1, "citizen", 5, 25),
        Seen(2, "self_assessment", 1, 1),
    )
    common = shared(ASKED, found)
    assert common is not None
    assert common.criteria == 2
    assert common.points == {SELF: D("92.50"), INSPECTION: D("70.00"), CITIZEN: D("81.25")}
    assert common.n == {SELF: 20, INSPECTION: 20, CITIZEN: 10}


def test_without_common_ground_there_is_no_comparison() -> None:
    assert shared(ASKED, heard(Seen(0, "self_assessment", 10, 900), Seen(1, "inspection", 3, 3))) is None


def test_a_head_is_held_against_the_inspection_with_its_uncertainty() -> None:
    few = against_inspection(ASKED, heard(Seen(0, "review", 10, 900), Seen(0, "inspection", 5, 3)))
    many = against_inspection(ASKED, heard(Seen(0, "review", 10, 900), Seen(0, "inspection", 500, 300)))
    assert few is not None
    assert many is not None
    assert few.points == many.points == pytest.approx(30)
    assert few.error > 5 * many.error
    assert (many.criteria, many.observations, many.forms) == (1, 500, 10)
    assert against_inspection(ASKED, heard(Seen(0, "review", 10, 900))) is None

"""S2, S4, S7 for feedback cases, and the levels of CQ-14: tables."""

from decimal import Decimal

import pytest

from evaluations.rules.cases import answering_level, case_inputs
from evaluations.rules.gap import gaps
from evaluations.rules.inputs import SourceInput
from evaluations.rules.score import score_agency
from evaluations.tests.rules.builders import criterion, rules

D = Decimal
POLITE = {
    "code": "GT-04",
    "measure": "ratio",
    "weights": {"inspection": 70, "citizen": 30},
    "citizen_reads": "cases",
    "case_deduction": D("0.25"),
}


def _set():
    return rules(criterion(**POLITE), criterion(1, code="GT-03", weights={"inspection": 100}))


@pytest.mark.parametrize(
    ("clause", "answers", "verified", "n", "k"),
    [
        ("S4 nobody spoke: absent", 0, {}, None, None),
        ("S4 fewer than five say nothing", 4, {}, None, None),
        ("S4 five and no case: whole", 5, {}, 5, 0),
        ("S7 one verified case is enough", 0, {"GT-04": 1}, 1, 1),
        ("S4 few answers are no voices beside a case", 4, {"GT-04": 2}, 2, 2),
        ("S2 k verified among n voices", 30, {"GT-04": 2}, 32, 2),
        ("a case about a criterion of another set", 0, {"XX-01": 3}, None, None),
    ],
)
def test_cases_speak_where_there_is_something_to_say(clause, answers, verified, n, k):
    found = case_inputs(_set(), answers, verified)
    assert found == ([] if n is None else [SourceInput(0, "citizen", n, k)])


@pytest.mark.parametrize(
    ("verified", "value"), [(0, "1"), (1, "0.75"), (2, "0.5"), (4, "0"), (9, "0")], ids=lambda one: str(one)
)
def test_each_verified_case_deducts_down_to_zero(verified, value):
    asked = _set()
    seen = [SourceInput(0, "inspection", 10, 10), *case_inputs(asked, 30, {"GT-04": verified})]
    (score, *_) = score_agency(asked, seen).criteria
    citizen = next(one for one in score.sources if one.source == "citizen")
    assert (citizen.value, citizen.status) == (D(value), "counted")


def test_more_verified_cases_never_raise_a_score():
    asked = _set()
    totals = []
    for verified in range(6):
        seen = [SourceInput(0, "inspection", 10, 4), *case_inputs(asked, 30, {"GT-04": verified})]
        totals.append(score_agency(asked, seen).total)
    assert totals == sorted(totals, reverse=True)
    assert len(set(totals)) == 5


def test_cases_are_counted_and_no_view_to_compare_with_ones_own():
    asked = _set()
    seen = [SourceInput(0, "self_assessment", 10, 900), SourceInput(0, "inspection", 10, 8)]
    seen += case_inputs(asked, 30, {})
    inspection, citizens = gaps(asked, score_agency(asked, seen).criteria)
    assert inspection.points is not None
    assert (citizens.points, citizens.criteria) == (None, 0)


@pytest.mark.parametrize(
    ("due", "in_time", "dragging", "level"),
    [
        (0, 0, False, 2),
        (4, 4, False, 2),
        (10, 9, False, 1),
        (20, 18, False, 1),
        (10, 8, False, 0),
        (1, 0, False, 0),
        (0, 0, True, 0),
        (5, 5, True, 0),
    ],
)
def test_answers_in_time_are_two_one_or_no_marks(due, in_time, dragging, level):
    assert answering_level(due, in_time, dragging=dragging) == level

"""S7 bonus and deduction, S8 knock-out."""

from decimal import Decimal

import pytest

from evaluations.rules.adjustments import adjust, knock_out_reasons
from evaluations.rules.inputs import Adjustment, KnockOut
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.score import score_agency
from evaluations.tests.rules.builders import criterion, rules

D = Decimal
PLUS, MINUS = Adjustment("bonus", D(2), "Thư khen"), Adjustment("deduction", D(3), "Vụ việc đã kết luận")

S7 = [
    ("S7 both count", 8000, (PLUS, MINUS), None, None, {"bonus": 200, "deduction": 300}),
    ("S7 bonus is capped", 8000, (PLUS, PLUS), D(3), None, {"bonus": 300, "deduction": 0}),
    ("S7 deduction is capped", 8000, (MINUS, MINUS), None, D(5), {"bonus": 0, "deduction": 500}),
    ("S7 never below zero", 100, (MINUS,), None, None, {"bonus": 0, "deduction": 100}),
    ("S7 never above the scale", 9950, (PLUS,), None, None, {"bonus": 50, "deduction": 0}),
    ("S7 a deduction makes room", 9950, (PLUS, MINUS), None, None, {"bonus": 200, "deduction": 300}),
    (
        "S7 unverified moves nothing",
        8000,
        (MINUS._replace(verified=False),),
        None,
        None,
        {"bonus": 0, "deduction": 0},
    ),
]


@pytest.mark.parametrize(
    ("base", "given", "bonus_cap", "deduction_cap", "granted"), [r[1:] for r in S7], ids=[r[0] for r in S7]
)
def test_adjustments_are_granted_within_their_caps(base, given, bonus_cap, deduction_cap, granted):
    for order in (given, given[::-1]):
        lines = adjust(base, order, bonus_cap=bonus_cap, deduction_cap=deduction_cap)
        assert len(lines) == len(given)
        for kind, cents in granted.items():
            assert sum(line.granted_cents for line in lines if line.kind == kind) == cents


def test_each_line_says_why_it_counted_less():
    given = [PLUS, PLUS._replace(reason="Mô hình"), MINUS._replace(verified=False)]
    lines = adjust(8000, given, bonus_cap=D(3), deduction_cap=None)
    told = {line.reason: line.status for line in lines}
    assert told == {"Mô hình": "counted", "Thư khen": "capped", "Vụ việc đã kết luận": "unverified"}


@pytest.mark.parametrize("wrong", [PLUS._replace(points=D(-1)), PLUS._replace(kind="gift")])
def test_nonsense_is_refused(wrong):
    with pytest.raises(ValueError, match="không hợp lệ"):
        adjust(8000, [wrong], bonus_cap=None, deduction_cap=None)


def test_a_bonus_criterion_stands_outside_the_points_and_adds():
    bonus = criterion(1, group="B", measure="bonus", max_points=D(3), per_item=D("0.5"))
    asked = rules(criterion(max_points=D(100)), bonus, bonus_cap=D(2))
    score = score_agency(asked, [Seen(0, "inspection", 10, 8), Seen(1, "inspection", 5, 5)])
    assert (score.base, score.total) == (D(80), D(82))
    assert score.adjustments[0].asked_cents == 250
    assert score.criteria[1].state == "bonus"
    assert score.coverage == 1


S8 = [
    ("S8 confirmed caps the grade", True, "completed", D(95)),
    ("S8 unconfirmed does not", False, "excellent", D(95)),
]


@pytest.mark.parametrize(("confirmed", "grade", "total"), [r[1:] for r in S8], ids=[r[0] for r in S8])
def test_a_knock_out_caps_the_grade_and_not_the_points(confirmed, grade, total):
    knock = KnockOut("Nhận tiền của dân", confirmed)
    score = score_agency(rules(criterion()), [Seen(0, "inspection", 100, 95)], knock_outs=[knock])
    assert (score.grade, score.total) == (grade, total)
    assert any("Nhận tiền của dân" in reason for reason in score.grade_reasons) is confirmed


def test_a_knock_out_never_raises_a_grade():
    score = score_agency(rules(criterion()), [Seen(0, "inspection", 100, 10)], knock_outs=[KnockOut("x")])
    assert score.grade == "not_completed"


def test_reasons_are_told_once_and_in_order():
    assert knock_out_reasons([KnockOut("b"), KnockOut("a"), KnockOut("b"), KnockOut("c", False)]) == (
        "a",
        "b",
    )

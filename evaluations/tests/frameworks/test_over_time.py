"""A quarter as the mean of its months: missing is not zero, and the parts are the whole (S4, S6)."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.rules.inputs import Adjustment
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.over_time import mean_over, relaid
from evaluations.rules.results import pack, unpack
from evaluations.rules.score import score_agency
from evaluations.rules.set_rules import Band
from evaluations.rules.set_terms import ConditionRule
from evaluations.tests.rules.builders import criterion, rules

D = Decimal
SET = rules(criterion(0, max_points=D(60)), criterion(1, group="B", max_points=D(40)))


def month(first, second, *lines, asked=SET):
    seen = [Seen(at, "inspection", *told) for at, told in enumerate((first, second)) if told]
    return score_agency(asked, seen, lines)


def test_three_months_are_a_quarter():
    score = mean_over(SET, [month((10, 9), (10, 8)), month((10, 7), (10, 8)), month((3, 2), (3, 1))])
    assert score.total == D("71.11")  # (86 + 74 + 53,33) / 3 = 71,11
    assert [part.points for part in score.criteria] == [D("45.33"), D("25.78")]  # 136 / 3 and 77,33 / 3


def test_a_missing_month_is_not_a_zero():
    known = [month((10, 9), (10, 8)), month((10, 7), (10, 8))]
    score = mean_over(SET, [*known, None])
    assert (score.total, score.provisional) == (D(80), False)
    assert score.grade_reasons == ("Trung bình của 2/3 tháng có điểm.",)
    assert score.coverage_millionths == 666_667


def test_too_few_months_make_a_provisional_quarter():
    score = mean_over(SET, [month((10, 9), (10, 8)), None, None])
    assert (score.total, score.provisional, score.grade) == (D(86), True, "not_graded")


def test_as_long_as_a_month_is_open_the_quarter_is_provisional():
    known = [month((10, 9), (10, 8)), month((10, 7), (10, 8)), None]
    score = mean_over(SET, known, still_open=["tháng 12/2026"])
    assert (score.total, score.provisional, score.grade) == (D(80), True, "not_graded")
    assert score.grade_reasons == ("Tạm tính: chưa chốt tháng 12/2026.", "Trung bình của 2/3 tháng có điểm.")
    assert mean_over(SET, [None], still_open=["tháng 12/2026"]).grade_reasons[0].endswith("12/2026.")


def test_a_provisional_month_is_counted_apart():
    provisional = month(None, (10, 0))
    assert provisional.provisional
    score = mean_over(SET, [provisional, month((10, 9), (10, 8))])
    assert score.total == D(86)


def test_no_month_at_all_is_no_figure():
    score = mean_over(SET, [None, month(None, None)])
    assert (score.total, score.grade, score.provisional) == (None, "not_graded", True)
    assert unpack(pack(score)) == score


def test_a_quarter_is_graded_on_its_mean_and_its_own_conditions():
    bands = (Band("excellent", D(80), extra=("Đúng hạn", "Đoàn kết")), Band("good", D(0)))
    asked = replace(SET, bands=bands, conditions=(ConditionRule("Đúng hạn", criterion="C-1"),))
    perfect, late = month((10, 9), (5, 5), asked=asked), month((10, 9), (10, 9), asked=asked)
    assert mean_over(asked, [perfect, perfect], conditions={"Đoàn kết": True}).grade == "excellent"
    assert mean_over(asked, [perfect, late], conditions={"Đoàn kết": True}).grade == "good"


def test_a_month_of_an_older_version_keeps_its_total():
    old = rules(criterion(0, code="C-1", max_points=D(50)), criterion(1, code="X", max_points=D(50)))
    was = month((10, 6), (10, 4), asked=old)
    laid = relaid(was, old, SET)
    assert [part.cents for part in laid.criteria] == [None, 3000]
    score = mean_over(SET, [laid, month((10, 6), (10, 6))])
    assert score.total == D(55)
    assert score.adjustments[0].reason == "Trung bình các tháng: Tiêu chí không còn trong bộ của kỳ"


TOLD = st.none() | st.tuples(st.just(7), st.integers(0, 7))
LINES = st.lists(
    st.builds(
        Adjustment,
        st.sampled_from(["bonus", "deduction"]),
        st.decimals(0, 9, places=2),
        st.sampled_from(["a", "b"]),
    ),
    max_size=3,
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.none() | st.tuples(TOLD, TOLD, LINES), min_size=1, max_size=12))
def test_the_parts_of_a_year_are_the_whole(told):
    months = [None if one is None else month(one[0], one[1], *one[2]) for one in told]
    score = mean_over(SET, months)
    counted = [
        one.total_cents for one in months if one and one.total_cents is not None and not one.provisional
    ]
    assert (score.total_cents is None) == (not counted)
    if counted:
        assert abs(score.total_cents * len(counted) - sum(counted)) * 2 <= len(counted)
        parts = sum(part.cents or 0 for part in score.criteria)
        assert score.base_cents == parts == sum(group.cents or 0 for group in score.groups)
        assert score.total_cents == parts + sum(line.signed_cents for line in score.adjustments)
        assert unpack(pack(score)) == score

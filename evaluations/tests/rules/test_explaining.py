"""An explanation says the numbers that were put in, and its parts are the whole."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings

from evaluations.rules.explaining.build import explanation_of
from evaluations.rules.explaining.clauses import clause_words
from evaluations.rules.explaining.criteria import blended_value
from evaluations.rules.explaining.moving import movement_words
from evaluations.rules.explaining.numbers import equals, percent, plain
from evaluations.rules.explaining.parts import Explanation, Facts, Step
from evaluations.rules.explaining.seen import seen_words
from evaluations.rules.explaining.worth import worth_of
from evaluations.rules.inputs import Adjustment, Evidence, KnockOut
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.movement import Side, movement
from evaluations.rules.results import COUNTED, SCORED, AgencyScore
from evaluations.rules.rounding import half_up, quotient
from evaluations.rules.score import score_agency
from evaluations.rules.set_rules import SetRules
from evaluations.rules.set_words import CriterionText, GroupText, SetText
from evaluations.tests.rules.builders import criterion, rules
from evaluations.tests.rules.test_properties import ADJUSTMENTS, FRACTIONAL, MONTHS, SETS, SKIPPED

AT = datetime(2026, 12, 1, 3, tzinfo=UTC)
FACTS = Facts(
    1,
    "Sở Tư pháp",
    7,
    "Tháng 11/2026",
    date(2026, 11, 1),
    is_open=True,
    revision=4,
    digest="",
    comparison_group="Sở, ngành",
    rank=3,
    ranked_of=15,
    submitted=46,
    headcount=50,
    ratings=None,
    gap_inspection=Decimal("5.00"),
    gap_citizen=None,
    computed_at=AT,
    records=120,
)


def _words(given: SetRules) -> SetText:
    texts = tuple(
        CriterionText(c.position, c.code, f"Tiêu chí {c.code}", c.group, "", "", None, "", "", "")
        for c in given.criteria
    )
    groups = tuple(GroupText(code, f"Nhóm {code}") for code in given.groups)
    return SetText("Bộ thử", "", False, groups, texts, MappingProxyType({t.code: t.position for t in texts}))


def _explained(given: SetRules, score: AgencyScore) -> Explanation:
    return explanation_of(FACTS, score, given, _words(given))


@settings(max_examples=40, deadline=None)
@given(SETS, MONTHS, SKIPPED, ADJUSTMENTS)
def test_the_parts_of_an_explanation_are_the_whole(asked, month, skipped, adjustments):
    score = score_agency(asked, month, adjustments, not_applicable=skipped)
    found = _explained(asked, score)
    assert found.total == score.total
    if found.total is None:
        return
    groups = [group for group in found.groups if group.points is not None]
    assert (
        sum(group.points for group in groups) + sum(line.points for line in found.adjustments) == found.total
    )
    for group in groups:
        assert sum(one.points for one in group.criteria if one.points is not None) == group.points
        for one in group.criteria:
            if one.state == SCORED:
                assert sum(source.points for source in one.sources if source.points is not None) == one.points
    assert {step.clause for step in _steps(found)} <= {f"S{at}" for at in range(1, 16)}


def _steps(value: Any) -> list[Step]:
    """Every step anywhere inside."""
    if isinstance(value, Step):
        return [value]
    if is_dataclass(value):
        return [step for one in fields(value) for step in _steps(getattr(value, one.name))]
    return [step for one in value for step in _steps(one)] if isinstance(value, tuple) else []


@settings(max_examples=40, deadline=None)
@given(SETS, MONTHS, SKIPPED)
def test_the_numbers_put_in_give_the_points(asked, month, skipped):
    score = score_agency(asked, month, not_applicable=skipped)
    worth = worth_of(asked, score)
    if asked is FRACTIONAL:
        return
    for one in score.criteria:
        if one.state != SCORED:
            continue
        rule = asked.criteria[one.position]
        value = blended_value(rule, [source for source in one.sources if source.status == COUNTED])
        exact = asked.scale * worth.applied[one.position] * value / worth.available
        assert half_up(quotient(exact.numerator, exact.denominator)) == one.points


TWO = rules(
    criterion(
        0,
        code="A1",
        max_points=Decimal("3.5"),
        weights={"inspection": 60, "self_assessment": 10, "review": 30},
    ),
    criterion(1, code="B1", group="B", max_points=Decimal("1.5"), not_applicable="redistribute"),
    criterion(2, code="B2", group="B"),
    deduction_cap=Decimal(2),
)
MONTH = [
    Seen(0, "inspection", 40, 36),
    Seen(0, "self_assessment", 46, 4370),
    Seen(2, "inspection", 21, 17, 2, (5, 6)),
]


def test_a_head_reads_what_was_seen_what_it_weighs_and_what_it_brought():
    lines = [
        Adjustment("deduction", Decimal(3), "Chậm kết luận"),
        Adjustment("bonus", Decimal(1), "Sáng kiến", False),
    ]
    score = score_agency(
        TWO,
        MONTH,
        lines,
        [KnockOut("Nhũng nhiễu")],
        not_applicable={1: "Không có quầy."},
        evidence=Evidence(1, 46, 50),
    )
    told = {step.words for step in _steps(_explained(TWO, score))}
    assert {
        "36 trên 40 = 0,90.",
        "46 phiếu, bình quân 95,00 trên 100 = 0,95.",
        "Phần của nguồn: 85,7% (trọng số 60 trên 70 có dữ liệu) × 0,90 × 58,3333 điểm = 45,00 điểm.",
        "Giá trị: 85,7% × 0,90 (kiểm tra) + 14,3% × 0,95 (tự đánh giá) ≈ 0,907143.",
        "Chưa có dữ liệu tính được từ: người đứng đầu đánh giá (trọng số 30); "
        "trọng số của các nguồn khác tính trên 70.",
        "100 × 3,50 điểm × 0,907143 ÷ 6,00 điểm có dữ liệu ≈ 52,92 điểm.",
        "Không áp dụng: Không có quầy; điểm của tiêu chí chia đều cho các tiêu chí còn áp dụng trong nhóm.",
        "Điểm trong bộ 1,00; nhận thêm phần chia từ tiêu chí không áp dụng trong nhóm, thành 2,50 điểm.",
        "Mang sang từ 2 tháng trước; kết quả kiểm tra còn hiệu lực 3 tháng.",
        "Đề nghị 3,00 điểm, vượt mức trần nên chỉ tính 2,00 điểm.",
        "Đề nghị 1,00 điểm, chưa xác minh nên chưa tính.",
        "Điểm = 52,92 + 33,73 + 0,00 − 2,00 = 84,65.",
        "Khống chế xếp loại: Nhũng nhiễu",
        "Hạng 3 trên 15 cơ quan nhóm Sở, ngành, theo điểm trên trang.",
        "Tự đánh giá so với kiểm tra: +5,00 điểm (không cộng vào điểm).",
    } <= told
    found = _explained(TWO, score)
    assert [one.words for one in found.confidence_reasons][0].startswith("Cần ít nhất 1 cuộc kiểm tra")
    assert found.better == ()
    assert found.criteria[2].sources[0].rows == (5, 6)


@pytest.mark.parametrize(
    ("given", "source", "n", "k", "words"),
    [
        ({"measure": "yes_no"}, "inspection", 2, 1, "đạt 1 trên 2 lượt xem = 0,50"),
        ({"measure": "checklist"}, "inspection", 8, 6, "đạt 6 trên 8 mục = 0,75"),
        ({"measure": "count"}, "register", 4, 3, "có 3 trên 4 cần có = 0,75"),
        (
            {"measure": "deduction", "deduction": Decimal("0.10")},
            "inspection",
            5,
            2,
            "2 vụ đã xác minh đúng, mỗi vụ trừ 0,10: 1 − 0,10 × 2 = 0,80",
        ),
        (
            {"measure": "count_deduct", "deduction": Decimal(2)},
            "inspection",
            50,
            5,
            "5 vi phạm trong 50 lượt quan sát: 1 − 2,00 × 5 ÷ 50 = 0,80",
        ),
        (
            {"citizen_reads": "stars"},
            "citizen",
            40,
            168,
            "40 lượt, bình quân 4,20 trên 5 sao, đổi thành (4,20 − 1) ÷ 4 = 0,80",
        ),
        ({"citizen_reads": "xin"}, "citizen", 10, 32, "32 ô được đánh dấu trên 40 ô của 10 lượt = 0,80"),
        (
            {"citizen_reads": "cases"},
            "citizen",
            11,
            1,
            "1 vụ đã xác minh đúng, mỗi vụ trừ 0,25: 1 − 0,25 × 1 = 0,75",
        ),
        ({"measure": "survey_mean"}, "inspection", 3, 1, "1 trên 3 lượt tốt ≈ 0,3333"),
    ],
)
def test_every_measure_is_told_in_its_own_words(given, source, n, k, words):
    asked = rules(criterion(0, weights={source: 100}, **given))
    score = score_agency(asked, [Seen(0, source, n, k)])
    assert seen_words(asked.criteria[0], score.criteria[0].sources[0]) == words


def test_citizens_too_few_are_not_told_anywhere():
    asked = rules(criterion(0, weights={"citizen": 100}, citizen_reads="stars"))
    found = _explained(asked, score_agency(asked, [Seen(0, "citizen", 4, 19)]))
    one = found.criteria[0].sources[0]
    assert (one.n, one.k, one.value, one.points, one.hidden) == (None, None, None, None, True)
    assert one.steps == (
        Step("S4", "Có dưới 5 lượt, chưa đủ số lượt tối thiểu nên không tính và không hiện."),
    )


def test_a_month_without_anything_says_that_it_is_no_zero():
    found = _explained(TWO, score_agency(TWO, []))
    assert found.total is None
    assert found.outcome[0].clause == "S4"


def test_a_movement_in_a_sentence():
    was, now = score_agency(TWO, MONTH), score_agency(TWO, [Seen(0, "inspection", 40, 30), *MONTH[1:]])
    found = movement(Side(TWO, was, was), Side(TWO, now, now))
    assert found is not None
    assert movement_words(found) == "Giảm 10,00 điểm: bằng chứng −10,00."
    same = movement(Side(TWO, was, was), Side(TWO, was, was))
    assert same is not None
    assert movement_words(same) == "Không đổi."


def test_numbers_are_as_short_as_they_may_be():
    assert [plain(Fraction(value)) for value in ("7/2", "17/21", "1234", "0.905")] == [
        "3,50",
        "0,8095",
        "1.234,00",
        "0,905",
    ]
    assert (equals(Fraction(9, 10)), equals(Fraction(1, 3))) == ("= 0,90", "≈ 0,3333")
    assert (percent(60, 100), percent(60, 70)) == ("60%", "85,7%")
    assert clause_words("S6").startswith("Giá trị")

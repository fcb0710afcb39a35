"""The order of a set's rows, the parameters of each measure, settings that say the same."""

from decimal import Decimal

import pytest

from evaluations.criteria_data import FRAMEWORKS, SHIPPED, shipped_set
from evaluations.enums import Measure
from evaluations.rules.criteria.measure_params import NEEDED, with_params
from evaluations.rules.criteria.order import (
    PlacedCriterion,
    PlacedGroup,
    criteria_in_order,
    descendants,
    groups_in_order,
    neighbour,
)
from evaluations.rules.criteria.settings import merged
from evaluations.rules.set_labels import SETTINGS
from evaluations.rules.set_rules import Level, MeasureParams
from evaluations.rules.set_setting_words import settings_in_words

pytestmark = pytest.mark.once


def test_a_group_stands_before_the_groups_in_it():
    groups = [PlacedGroup(1, 3, 0), PlacedGroup(2, None, 1), PlacedGroup(3, None, 2), PlacedGroup(4, 3, 3)]
    assert groups_in_order(groups) == [2, 3, 1, 4]


def test_criteria_for_people_come_first_then_groups_then_places():
    rows = [
        PlacedCriterion(1, 0, False, 0),
        PlacedCriterion(2, 1, True, 1),
        PlacedCriterion(3, 0, True, 2),
        PlacedCriterion(4, 0, True, 3),
    ]
    assert criteria_in_order(rows) == [3, 4, 2, 1]


@pytest.mark.parametrize(
    ("key", "up", "other"), [(7, True, None), (8, True, 7), (8, False, 9), (9, False, None)]
)
def test_who_changes_places(key, up, other):
    assert neighbour(key, [7, 8, 9], up=up) == other


def test_a_group_lies_in_none_of_its_own():
    assert descendants(1, {1: None, 2: 1, 3: 2, 4: None}) == {1, 2, 3}


def test_every_measure_says_what_it_needs():
    assert set(NEEDED) == set(Measure.values)


def test_the_parameters_of_another_measure_go_and_the_common_ones_stay():
    levels = (Level(Decimal(2), "Đủ"), Level(Decimal(0), "Không"))
    standing = MeasureParams(levels=levels, citizen_reads="stars", floor=Decimal("0.2"))
    now = with_params(standing, "scale", {"scale_max": 5, "levels": levels})
    assert now == MeasureParams(scale_max=5, citizen_reads="stars")


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ({"min_coverage": "0.5"}, {"min_coverage": "0.50", "kept": 1}),
        ({"min_coverage": "0.6"}, {"min_coverage": "0.6", "kept": 1}),
        ({"bonus_cap": None}, {"min_coverage": "0.50", "kept": 1, "bonus_cap": None}),
    ],
)
def test_what_says_the_same_is_not_rewritten(given, written):
    assert merged({"min_coverage": "0.50", "kept": 1}, given) == written


def test_a_list_is_the_same_when_every_number_is():
    bands = [{"grade": "good", "lower": "70", "extra": []}]
    assert (
        merged({"bands": bands}, {"bands": [{"grade": "good", "lower": "70.0", "extra": []}]})["bands"]
        is bands
    )


RULES = [
    ("qd1847_2018", "Quy đổi lại khi thiếu tiêu chí (S6)", "có"),
    ("tt01_2018", "Thang điểm của cả bộ (S6)", "18 điểm"),
    ("tt01_2018", "Điểm thưởng tối đa (S7)", "không giới hạn"),
    ("tt01_2018", "Độ phủ tối thiểu để xếp hạng (S10)", "50%"),
    ("bieu_tru_25", "Xếp hạng trên điểm chưa làm tròn (S11)", "có"),
    (
        "bieu_tru_25",
        "Mức xếp loại (S9)",
        "Xuất sắc > 90, khi Tiến độ đạt từ 80%; Tốt ≥ 70; Đạt ≥ 50; Chưa đạt ≥ 0",
    ),
    (
        "bieu_tru_25",
        "Điều kiện của mức xếp loại (S9)",
        "Tiến độ đạt từ 80%: tiêu chí SP-3 đạt ít nhất 80%",
    ),
    (
        "bieu_tru_25",
        "Cộng, trừ theo sự việc (S7)",
        "trừ 5 điểm mỗi lần “Quyết định kỷ luật từ khiển trách trở lên, đã xác nhận”,"
        " ghi là “Có người bị kỷ luật”; cộng 1 điểm mỗi lần “Khen thưởng, danh hiệu đã xác nhận”,"
        " ghi là “Được khen thưởng”",
    ),
    (
        "tt01_2018",
        "Hệ số hoàn thành",
        "hồ sơ từ 5 điểm: 100% (Hoàn thành 100% nhiệm vụ); hồ sơ từ 3,5 điểm: 70–100% (Hoàn thành từ 70% đến"
        " dưới 100% nhiệm vụ); hồ sơ từ 0 điểm: 0–70% (Hoàn thành dưới 70% nhiệm vụ)",
    ),
    (
        "nd335_2025_diem",
        "Tỷ lệ khống chế (S9)",
        "không quá 20% số được xếp loại tốt, ngoại lệ đến 25%, dưới 5 người thì được 1",
    ),
    ("nd335_2025_diem", "Điểm quý, năm", "trung bình các tháng"),
    (
        "nd335_2025_diem",
        "Mức tin cậy (S10)",
        "A từ 1 cuộc kiểm tra, 80% phiếu, 30 đánh giá; B từ 0 cuộc kiểm tra, 50% phiếu, 5 đánh giá",
    ),
]


@pytest.mark.parametrize(("name", "rule", "words"), RULES, ids=[f"{r[0]} {r[1]}" for r in RULES])
def test_a_rule_is_told_in_words(name, rule, words):
    assert dict(settings_in_words(shipped_set(name).settings))[rule] == words


@pytest.mark.parametrize("name", SHIPPED + FRAMEWORKS)
def test_no_rule_is_left_out(name):
    told = settings_in_words(shipped_set(name).settings)
    assert [label.split(" (S")[0] for label, _words in told] == list(SETTINGS.values())
    assert all(words for _label, words in told)

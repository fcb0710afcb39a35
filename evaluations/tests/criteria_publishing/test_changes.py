"""What changed between two versions is told in words; what a child may add and not change."""

from dataclasses import replace
from decimal import Decimal

import pytest

from evaluations.criteria_data import shipped_set
from evaluations.rules.set_additions import additions_of, check_additions, merged
from evaluations.rules.set_changes import Shown, changes_between
from evaluations.rules.set_check import check_set
from evaluations.rules.set_codec import params_from_text
from evaluations.rules.set_definition import CriterionDefinition, GroupDefinition, SetDefinition, parse_set
from evaluations.tests.rules.set_files import files

SET = parse_set(*files())
SHIPPED = shipped_set("qd1847_2018")


def with_first(**fields: object) -> SetDefinition:
    first, *others = SET.criteria
    return replace(SET, criteria=(replace(first, **fields), *others))


def with_settings(**settings: object) -> SetDefinition:
    return replace(SET, settings={**SET.settings, **settings})


GROUP = SET.groups[0]
OTHER = replace(SET, groups=(GROUP, GroupDefinition("B", "Nhóm B", "", None)))
BANDS = SET.settings["bands"]
CASES = [
    ("points", with_first(max_points=Decimal("6.5")), "A-1: điểm tối đa 6 → 6,5."),
    ("words", with_first(statement="Mới"), "A-1: sửa nội dung “Một” → “Mới”."),
    (
        "weights",
        with_first(weights={"inspection": 50, "citizen": 50}),
        "A-1: trọng số Kiểm tra 60% → 50%, Người dân 0% → 50%, Sổ theo dõi, dữ liệu 40% → 0%.",
    ),
    ("measure", with_first(measure="yes_no"), "A-1: cách đo Tỷ lệ đạt → Có hoặc không."),
    (
        "treatment",
        with_first(not_applicable="full_marks"),
        "A-1: khi không áp dụng Bỏ khỏi mẫu số → Tính điểm tối đa.",
    ),
    (
        "audience",
        with_first(applies_to="leaders"),
        "A-1: áp dụng cho Mọi người → Người giữ chức vụ lãnh đạo.",
    ),
    ("parameter", with_first(params=params_from_text("floor=0.2")), "A-1: mức sàn 0 → 0,2."),
    ("evidence", with_first(evidence_hint="Ảnh"), "A-1: sửa minh chứng “(trống)” → “Ảnh”."),
    ("recoded", with_first(code="A-9"), "A-1: đổi mã thành A-9."),
    (
        "group renamed",
        replace(SET, groups=(replace(GROUP, name="Mới"),)),
        "Nhóm A: đổi tên “Nhóm A” → “Mới”.",
    ),
    (
        "group worth more",
        replace(SET, groups=(replace(GROUP, declared_points=Decimal(12)),)),
        "Nhóm A: điểm 10 → 12.",
    ),
    (
        "group shared",
        replace(SET, groups=(replace(GROUP, sharing="equal"),)),
        "Nhóm A: cách tính điểm theo điểm từng tiêu chí → chia đều điểm của nhóm.",
    ),
    ("group added", OTHER, "Thêm nhóm B “Nhóm B”."),
    ("validity", with_settings(carry_months=6), "Số tháng kết quả kiểm tra còn giá trị: mặc định → 6."),
    ("a cap", with_settings(bonus_cap="2.5"), "Điểm thưởng tối đa: mặc định → 2,5."),
    ("a band", with_settings(bands=[{**BANDS[0], "lower": "60"}, BANDS[1]]), "Mức Tốt: ≥ 50 → ≥ 60."),
    (
        "a condition",
        with_settings(bands=[{**BANDS[0], "extra": ["Không ai bị kỷ luật"]}, BANDS[1]]),
        "Mức Tốt: điều kiện thêm không có → Không ai bị kỷ luật.",
    ),
    (
        "a quota",
        with_settings(quotas=[{"cap": "0.2", "denominator": "good"}]),
        "Tỷ lệ khống chế: mặc định → không quá 20% số được xếp loại tốt.",
    ),
    (
        "for whom",
        replace(SET, comparison_groups=("commune",)),
        "Nhóm so sánh dùng bộ này: mọi nhóm → Xã, phường, đặc khu.",
    ),
    (
        "a part of the total",
        replace(SET, declared_parts={"dossier": Decimal(6)}),
        "Tổng điểm chấm trên hồ sơ: không ghi → 6.",
    ),
    ("the source", replace(SET, source=""), "Nguồn của biểu: Kiểm thử → (trống)."),
    (
        "whose points",
        replace(SET, is_default_points=True),
        "Điểm và trọng số: tỉnh đã quyết định → mặc định của phần mềm.",
    ),
    ("the parent", replace(SET, parent="goc/2"), "Bổ sung của bộ: không → goc/2."),
    ("the total", replace(SET, declared_total=Decimal("12.5")), "Tổng điểm của biểu: 10 → 12,5."),
]


@pytest.mark.parametrize(("new", "sentence"), [r[1:] for r in CASES], ids=[r[0] for r in CASES])
def test_a_change_is_one_sentence(new: SetDefinition, sentence: str) -> None:
    assert [one.sentence for one in changes_between(SET, new)] == [sentence]


def test_nothing_changed_is_nothing_told() -> None:
    assert changes_between(SHIPPED, shipped_set("qd1847_2018")) == []


def test_added_removed_moved_and_reordered() -> None:
    first, second = OTHER.criteria
    third = replace(first, code="A-3", statement="Ba", position=2)
    moved = replace(OTHER, criteria=(replace(second, group="B", position=0), replace(third, position=1)))
    assert [one.sentence for one in changes_between(OTHER, moved)] == [
        "A-2: chuyển từ nhóm A sang nhóm B.",
        "Thêm tiêu chí A-3 “Ba” (6 điểm, nhóm A).",
        "Bỏ tiêu chí A-1 “Một” (6 điểm).",
    ]
    swapped = replace(OTHER, groups=tuple(reversed(OTHER.groups)))
    assert [one.sentence for one in changes_between(OTHER, swapped)] == ["Thứ tự các nhóm nay là B, A."]
    turned = replace(
        SET, criteria=(replace(SET.criteria[1], position=0), replace(SET.criteria[0], position=1))
    )
    assert [one.sentence for one in changes_between(SET, turned)] == [
        "Nhóm A: thứ tự tiêu chí nay là A-2, A-1."
    ]


def test_pictures_follow_their_criterion_to_its_new_code() -> None:
    right, wrong = Shown(True, "Biển tên rõ", "a1"), Shown(False, "Thiếu biển tên", "b2")
    told = changes_between(
        SET, with_first(code="A-9"), ({"A-1": [right], "A-2": [right]}, {"A-9": [right, wrong]})
    )
    assert [(one.kind, one.sentence) for one in told] == [
        ("criterion", "A-1: đổi mã thành A-9."),
        ("criterion", "A-9: thêm ảnh mẫu chưa đạt “Thiếu biển tên”."),
        ("criterion", "A-2: bỏ ảnh mẫu đạt “Biển tên rõ”."),
    ]


def child(*criteria: CriterionDefinition, groups: tuple[GroupDefinition, ...] = ()) -> SetDefinition:
    return merged(SHIPPED, code="vl", version=1, title="Bộ của tỉnh", groups=groups, criteria=criteria)


ADDED = replace(
    SHIPPED.criteria[0], code="VL-01", group="VL", statement="Chào hỏi bằng lời", max_points=Decimal(5)
)
LOCAL = GroupDefinition("VL", "Bổ sung của tỉnh", "", Decimal(5))


def test_additions_stand_beside_the_parent_and_add_up() -> None:
    made = child(ADDED, groups=(LOCAL,))
    assert additions_of(made, SHIPPED) == {"VL-01"}
    assert [one.position for one in made.criteria] == list(range(len(made.criteria)))
    assert made.parent == "qd1847/1"
    assert made.declared_total == 105
    assert list(check_additions(made, SHIPPED)) == check_set(made) == []


def test_a_group_that_is_added_to_may_be_worth_more_but_a_row_may_not_change() -> None:
    made = child(replace(ADDED, group="TT"))
    grown = replace(made.groups[0], declared_points=Decimal(33))
    assert list(check_additions(replace(made, groups=(grown, *made.groups[1:])), SHIPPED)) == []
    lighter = replace(made.criteria[0], max_points=Decimal(1))
    renamed = replace(made.groups[1], name="Tên khác")
    broken = replace(made, criteria=(lighter, *made.criteria[2:]), groups=(grown, renamed, *made.groups[2:]))
    assert [(one.code, one.location) for one in check_additions(broken, SHIPPED)] == [
        ("parent_changed", "GT"),
        ("parent_changed", "TT-01"),
        ("parent_changed", "TT-02"),
    ]

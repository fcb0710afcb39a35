"""S9 for each framework that caps the top grade; the article or text stands beside each case."""

from datetime import date
from decimal import Decimal

import pytest

from evaluations.rules.grades import check_quota
from evaluations.rules.reviews.frameworks import LAW, SetQuota, frameworks_on
from evaluations.rules.reviews.quota import LEADERS, OTHERS, Ranked, arithmetic, meters, outside
from evaluations.rules.set_rules import Quota

D = Decimal

NONE = SetQuota("qd1847", "Bộ 1847", ())
ND335 = Quota(D("0.20"), "good", 5, 1, D("0.25"))
ND233 = Quota(D("0.20"), "good", 0, 0, D("0.25"))
BOTH = Quota(D("0.20"), "good_and_excellent")
EVERYONE = Quota(D("0.20"), "everyone")


def people(points: list[int], **fields: object) -> list[Ranked]:
    """People with whole points."""
    known = {"person_type": "civil_servant", "leads": False, "decided": True} | fields
    return [Ranked(points=D(one), **known) for one in points]  # type: ignore[arg-type]


CASES = [
    # NĐ 335/2025: 20% of those graded "hoàn thành tốt" in the same unit and duty; the denominator moves
    ("NĐ 335: 20% của số tốt", ND335, 2, 12, 14, (12, 2, False, True)),
    ("NĐ 335: 3 trên 12 = 25%", ND335, 3, 12, 15, (12, 2, True, True)),
    ("NĐ 335: mẫu số tăng khi hạ", ND335, 4, 14, 18, (14, 3, True, False)),
    ("NĐ 335: hạ người vượt thì vừa đủ", ND335, 3, 15, 18, (15, 3, False, True)),
    ("NĐ 335: đặc biệt đến 25%", ND335, 4, 16, 20, (16, 3, True, True)),
    # NĐ 335/2025: a group of fewer than five may have one
    ("NĐ 335: nhóm dưới 5 được 1", ND335, 1, 3, 4, (3, 1, False, True)),
    ("NĐ 335: nhóm 4 người, 2 xuất sắc", ND335, 2, 2, 4, (2, 1, True, False)),
    ("NĐ 335: nhóm 5 người không được ngoại lệ", ND335, 1, 2, 5, (2, 0, True, False)),
    # NĐ 233/2026 for public employees: the same share, no rule for small groups, 25% if the unit is excellent
    ("NĐ 233: 20% của số tốt", ND233, 1, 5, 6, (5, 1, False, True)),
    ("NĐ 233: nhóm nhỏ không có ngoại lệ", ND233, 1, 3, 4, (3, 0, True, False)),
    # a province's own framework: good and excellent, or everyone graded; the denominator stands still
    ("tốt và xuất sắc", BOTH, 3, 12, 20, (15, 3, False, True)),
    ("tốt và xuất sắc, vượt", BOTH, 4, 12, 20, (16, 3, True, False)),
    ("mọi người được xếp loại", EVERYONE, 4, 12, 20, (20, 4, False, True)),
    ("mọi người, vượt", EVERYONE, 5, 12, 20, (20, 4, True, False)),
]


@pytest.mark.parametrize(
    ("quota", "excellent", "good", "everyone", "expected"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_the_cap_by_framework(
    quota: Quota, excellent: int, good: int, everyone: int, expected: tuple[int, int, bool, bool]
) -> None:
    check = check_quota(quota, excellent=excellent, good=good, everyone=everyone)
    assert (check.denominator, check.allowed, check.exceeded, check.within_exception) == expected


def test_the_arithmetic_is_said_as_on_paper() -> None:
    check = check_quota(ND335, excellent=3, good=12, everyone=15)
    assert arithmetic(ND335, check) == "3 xuất sắc trên 12 người tốt = 25,00%; được 20% = 2 người"
    small = check_quota(ND335, excellent=1, good=3, everyone=4)
    assert arithmetic(ND335, small).endswith("được 20% = 1 người (nhóm dưới 5 người)")
    nobody = check_quota(ND335, excellent=2, good=0, everyone=2, members=8)
    assert "chưa có người tốt nào nên chưa có tỷ lệ; được 20% = 0 người" in arithmetic(ND335, nobody)
    every = check_quota(EVERYONE, excellent=5, good=12, everyone=20)
    assert arithmetic(EVERYONE, every).startswith("5 xuất sắc trên 20 người được xếp loại = 25,00%")


def test_the_advice_shows_the_moving_denominator() -> None:
    (meter,) = meters(LAW[:1], people([95] * 3 + [80] * 12))
    assert meter.kind == "warn"
    assert "Nếu 1 người chuyển xuống “tốt”, mẫu số thành 13: 2 trên 13 = 15,38%." in meter.advice
    assert "Còn trong mức đặc biệt 25%" in meter.advice
    assert meter.figures()["allowed"] == 2


def test_a_small_group_is_counted_in_its_members_not_in_who_has_sent() -> None:
    waiting = [Ranked("civil_servant", False, None, False)] * 6
    (meter,) = meters(LAW[:1], [*people([95, 80, 80]), *waiting])
    assert (meter.ranked, meter.waiting, meter.check.allowed, meter.kind) == (3, 6, 0, "bad")


def test_groups_are_those_of_the_decrees() -> None:
    everybody = [
        *people([95, 80], leads=True),
        *people([95, 80, 60]),
        *people([80], person_type="public_employee"),
        *people([95], person_type="contract_worker"),
    ]
    found = meters(LAW, everybody)
    assert [(one.framework.code, one.group, one.excellent, one.good) for one in found] == [
        ("nd335", LEADERS, 1, 1),
        ("nd335", OTHERS, 1, 1),
        ("nd233", OTHERS, 0, 1),
    ]
    assert outside(LAW, everybody) == 1


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        (date(2025, 12, 31), []),  # NĐ 90/2020: the party's rate, which nobody here knows
        (date(2026, 1, 1), ["nd335"]),  # NĐ 335/2025 in force for công chức
        (date(2026, 6, 30), ["nd335"]),
        (date(2026, 7, 1), ["nd335", "nd233"]),  # NĐ 233/2026 in force for viên chức, Điều 19
    ],
)
def test_what_is_in_force_on_a_day(on: date, codes: list[str]) -> None:
    assert [one.code for one in frameworks_on(on, NONE, {})] == codes


def test_a_published_set_goes_before_the_table_and_the_period_s_own_before_all() -> None:
    stricter = Quota(D("0.15"), "everyone")
    published = {"nd335": SetQuota("nd335", "NĐ 335", (stricter,))}
    assert frameworks_on(date(2026, 8, 1), NONE, published)[0].quota == stricter
    own = SetQuota("tinh", "Bộ của tỉnh", (stricter,))
    (found,) = frameworks_on(date(2026, 8, 1), own, published)
    assert (found.code, found.people, found.is_about("contract_worker")) == ("tinh", frozenset(), True)

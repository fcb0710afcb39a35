"""S9: bands with their operators and conditions, quotas that warn."""

from decimal import Decimal

import pytest

from evaluations.rules.grades import check_quota, grade_of, reaches
from evaluations.rules.set_rules import DEFAULT_BANDS, Band, Quota

D = Decimal
STRICT = (Band("excellent", D(90), ">"), Band("good", D(70), ">="), Band("not_completed", D(0)))
NEEDS = (Band("excellent", D(90), ">=", extra=("100% đúng hạn",)), Band("good", D(70)), Band("weak", D(0)))

S9 = [
    ("S9 upper edge", DEFAULT_BANDS, "90.00", "excellent"),
    ("S9 just below", DEFAULT_BANDS, "89.99", "good"),
    ("S9 70", DEFAULT_BANDS, "70", "good"),
    ("S9 50", DEFAULT_BANDS, "50", "completed"),
    ("S9 below 50", DEFAULT_BANDS, "49.99", "not_completed"),
    ("S9 true zero is graded", DEFAULT_BANDS, "0", "not_completed"),
    ("S9 exclusive edge", STRICT, "90.00", "good"),
    ("S9 above an exclusive edge", STRICT, "90.01", "excellent"),
]


@pytest.mark.parametrize(("bands", "total", "grade"), [r[1:] for r in S9], ids=[r[0] for r in S9])
def test_a_total_is_graded_by_its_band(bands, total, grade):
    assert grade_of(D(total), bands).grade == grade


def test_no_total_is_not_graded_rather_than_failed():
    assert grade_of(None, DEFAULT_BANDS).grade == "not_graded"


def test_a_condition_answered_no_lowers_the_grade_and_says_why():
    result = grade_of(D(95), NEEDS, conditions={"100% đúng hạn": False})
    assert result.grade == "good"
    assert result.reasons == ("Không đạt điều kiện: 100% đúng hạn.",)


def test_a_condition_nobody_answered_is_left_to_confirm():
    result = grade_of(D(95), NEEDS)
    assert result.grade == "excellent"
    assert result.reasons == ("Cần xác nhận điều kiện: 100% đúng hạn.",)
    assert grade_of(D(95), NEEDS, conditions={"100% đúng hạn": True}).reasons == ()


def test_an_unknown_operator_is_refused():
    with pytest.raises(ValueError, match="Toán tử"):
        reaches(D(1), Band("good", D(0), "<>"))


def test_a_total_below_every_band_is_not_graded():
    assert grade_of(D(5), (Band("good", D(70)),)).grade == "not_graded"


QUOTAS = [
    ("S9 20% of those graded good", Quota(D("0.20"), "good"), (2, 10, 20), (10, 2, False)),
    ("S9 moved down enlarge the good", Quota(D("0.20"), "good"), (5, 10, 20), (10, 2, True)),
    ("S9 of good and excellent", Quota(D("0.20"), "good_and_excellent"), (3, 10, 20), (13, 2, True)),
    ("S9 of everyone", Quota(D("0.20"), "everyone"), (4, 10, 20), (20, 4, False)),
    ("S9 fewer than five may have one", Quota(D("0.20"), "good", 5, 1), (1, 2, 4), (2, 1, False)),
]


@pytest.mark.parametrize(("quota", "counts", "expected"), [r[1:] for r in QUOTAS], ids=[r[0] for r in QUOTAS])
def test_a_quota_warns_with_its_denominator(quota, counts, expected):
    excellent, good, everyone = counts
    check = check_quota(quota, excellent=excellent, good=good, everyone=everyone)
    assert (check.denominator, check.allowed, check.exceeded) == expected


def test_an_exception_reaches_further_than_the_quota():
    quota = Quota(D("0.20"), "everyone", exception_cap=D("0.25"))
    check = check_quota(quota, excellent=5, good=10, everyone=20)
    assert check.exceeded
    assert check.within_exception
    assert check.share == D("0.25")


def test_a_quota_of_nobody_has_no_share():
    assert check_quota(Quota(D("0.2"), "good"), excellent=0, good=0, everyone=3).share is None

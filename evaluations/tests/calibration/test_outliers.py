"""FEATURES 70: what stands apart by a robust z-score (Iglewicz & Hoaglin 1993)."""

import pytest

from evaluations.rules.calibration.bands import ABOVE, TOO_FEW, band, quantile_words
from evaluations.rules.calibration.outliers import Difference, outliers

pytestmark = pytest.mark.once


def group(*points: float, group: str = "department", criterion: str = "TT-01") -> list[Difference]:
    return [Difference(at, group, criterion, value) for at, value in enumerate(points)]


def test_one_that_is_far_from_its_group_stands_apart() -> None:
    (found,) = outliers(group(2, 3, 4, 5, 6, 7, 8, 60))
    assert (found.agency, found.usual, found.agencies) == (7, 5.5, 8)
    assert found.score == pytest.approx(54.5 / 4)


def test_both_directions_are_found_furthest_first() -> None:
    assert [one.agency for one in outliers(group(0, 1, 2, 3, 4, 5, 6, 7, -80, 60))] == [8, 9]


def test_a_small_group_has_no_outliers() -> None:
    assert outliers(group(0, 0, 0, 0, 0, 0, 90)) == []


def test_a_spread_group_is_measured_by_its_median_deviation() -> None:
    (found,) = outliers(group(-12, -8, -4, 0, 0, 4, 8, 12, 90))
    assert found.score == pytest.approx(0.6745 * 90 / 8)


def test_a_small_distance_is_no_matter_however_unusual() -> None:
    assert outliers(group(0, 0, 0, 0, 0, 0, 0, 9)) == []
    assert outliers(group(0, 0, 0, 0, 0, 0, 0, 13)) == []
    assert len(outliers(group(0, 0, 0, 0, 0, 0, 0, 15))) == 1


def test_where_most_are_alike_not_everybody_else_stands_apart() -> None:
    spike = [0.0] * 22 + [12.0, -13.0, 16.0, -17.0, 20.0, -20.0, 21.0, 32.0, -80.0]
    assert [one.points for one in outliers(group(*spike))] == [-80.0]
    assert outliers(group(*[3.0] * 9)) == []


def test_groups_and_criteria_are_not_mixed() -> None:
    mixed = group(*[0.0] * 7) + group(*[50.0] * 7, group="commune") + group(*[90.0] * 7, criterion="TT-02")
    assert outliers(mixed) == []


@pytest.mark.parametrize(
    ("k", "n", "words"),
    [
        (4, 4, TOO_FEW),
        (0, 5, "dưới 10%"),
        (1, 10, "từ 10% đến dưới 25%"),
        (1, 4, TOO_FEW),
        (5, 20, "từ 25% đến dưới 50%"),
        (10, 20, "từ 50% đến dưới 75%"),
        (15, 20, ABOVE),
        (20, 20, ABOVE),
    ],
)
def test_a_share_is_told_as_a_band_that_hides_all_and_none(k: int, n: int, words: str) -> None:
    assert band(k, n) == words


def test_a_place_among_few_is_not_told() -> None:
    assert quantile_words(1.0, [0.0] * 9) == ""
    assert quantile_words(1.0, [0.0] * 8 + [2.0] * 2) == "rộng hơn khoảng 80% người khác"

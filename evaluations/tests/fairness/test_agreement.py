"""Agreement of double inspections, against figures worked out by hand."""

from datetime import date, timedelta

import pytest

from evaluations.rules.fairness.agreement import (
    Agreement,
    Reading,
    Visited,
    agreement,
    overall,
    why_not_counted,
)

DAY = date(2026, 11, 2)


def visited(values, *, days=0, team=(1, 2), is_concluded=True):
    """A visit that recorded these values; below 1 is a shortcoming."""
    readings = {key: Reading(value, value < 1) for key, value in values.items()}
    return Visited(DAY + timedelta(days=days), frozenset(team), is_concluded, readings)


def again(values, **given):
    return visited(values, **({"days": 10, "team": (3, 4)} | given))


def test_a_pair_is_compared_where_both_recorded():
    found = agreement(visited({1: 1, 2: 0.9, 3: 0.5, 4: 1}), again({1: 1, 2: 0.8, 3: 1, 5: 0.2}))
    assert (found.pairs, found.n, found.close) == (1, 3, 2)
    assert found.share_close == pytest.approx(2 / 3)
    assert found.mean_gap == pytest.approx(20)  # (0 + 10 + 50) / 3
    assert (found.both, found.only_first, found.only_second, found.neither) == (1, 1, 0, 1)


@pytest.mark.parametrize(("second", "close"), [(0.8, 1), (0.79, 0), (1.0, 1), (0.9, 1)])
def test_a_tenth_is_close_and_more_is_not(second, close):
    assert agreement(visited({1: 0.9}), again({1: second})).close == close


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        # Cohen's own kind of table: 20, 5, 10, 15 of 50 → p_o 0.7, p_e 0.5
        ((20, 5, 10, 15), 0.4),
        ((10, 0, 0, 10), 1.0),
        ((0, 10, 10, 0), -1.0),
        ((25, 25, 25, 25), 0.0),
    ],
)
def test_kappa_is_cohens(table, kappa):
    both, only_first, only_second, neither = table
    found = Agreement(
        1, sum(table), both=both, only_first=only_first, only_second=only_second, neither=neither
    )
    assert found.kappa == pytest.approx(kappa)


def test_kappa_says_nothing_where_everything_is_faultless():
    found = agreement(visited({1: 1, 2: 1}), again({1: 1, 2: 1}))
    assert (found.share_same, found.kappa) == (1, None)


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ({"team": (2, 3)}, "cả hai đoàn"),
        ({"days": 31}, "quá 30 ngày"),
        ({"days": 30}, ""),
        ({"is_concluded": False}, "hai kết luận"),
        ({"days": -31}, "quá 30 ngày"),
    ],
)
def test_a_pair_counts_only_of_two_teams_within_thirty_days(second, reason):
    first, other = visited({1: 1}), again({1: 0.5}, **second)
    assert reason in why_not_counted(first, other)
    assert bool(why_not_counted(first, other)) == bool(reason)
    assert agreement(first, other).pairs == (0 if reason else 1)


def test_nothing_recorded_by_both_does_not_count():
    assert "Không có tiêu chí nào" in why_not_counted(visited({1: 1}), again({2: 1}))


def test_overall_adds_up_criteria_and_not_means():
    long = agreement(visited(dict.fromkeys(range(9), 1)), again(dict.fromkeys(range(9), 1)))
    short = agreement(visited({1: 1}), again({1: 0}))
    whole = overall([long, short, Agreement()])
    assert (whole.pairs, whole.n, whole.share_close, whole.mean_gap) == (2, 10, 0.9, 10)


def test_of_nothing_there_is_no_figure():
    none = overall([])
    assert (none.n, none.share_close, none.mean_gap, none.share_same, none.kappa) == (
        0,
        None,
        None,
        None,
        None,
    )

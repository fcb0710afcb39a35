"""Planted leniency is found again whoever was judged (docs/decisions/head-leniency.md)."""

from itertools import chain
from statistics import fmean

import pytest

from evaluations.rules.calibration.leniency import LEAST_FORMS, Judged, Leniency, leniency
from evaluations.tests.calibration.planted import plant

pytestmark = pytest.mark.once


def missed(rows: list[Leniency[int]], truth: dict[int, float], figure: str) -> float:
    """Root mean square of figure − truth, in points, over the heads of whom a figure is told."""
    told = [row for row in rows if row.shrunk is not None]
    return fmean((getattr(row, figure) - truth[row.head]) ** 2 for row in told) ** 0.5


def test_planted_leniency_is_found_within_a_point_and_closer_than_the_plain_mean() -> None:
    for seed in range(5):
        planted = plant(seed)
        rows, truth = leniency(planted.judged), planted.against_mean()
        assert missed(rows, truth, "shrunk") < 1.3
        assert missed(rows, truth, "shrunk") < missed(rows, truth, "plain")


def test_nineteen_of_twenty_intervals_hold_the_truth() -> None:
    held = []
    for seed in range(10):
        planted = plant(seed)
        truth = planted.against_mean()
        ends = [(row.interval, truth[row.head]) for row in leniency(planted.judged) if row.interval]
        held += [low <= value <= high for (low, high), value in ends]
    assert 0.92 < fmean(held) < 0.97


def test_without_differences_between_heads_all_are_drawn_to_the_middle() -> None:
    planted = plant(3)
    even = [Judged(one.head, one.change - planted.truth[one.head], one.level) for one in planted.judged]
    assert max(abs(row.shrunk or 0) for row in leniency(even)) < 2.5


def test_a_head_whose_people_flatter_themselves_is_not_called_strict() -> None:
    """Both bring everybody down to what they are; the people of one score themselves 10 points higher."""
    flattery = [(0, -4), (0, 0), (0, 4), (0, -2), (0, 2), (10, -4), (10, 0), (10, 4), (10, -2), (10, 2)]
    modest = [Judged("modest", -float(bias), float(bias)) for base, bias in flattery if base == 0]
    proud = [Judged("proud", -float(base + bias), float(base + bias)) for base, bias in flattery if base]
    filler = [
        Judged(f"other {head}", -float(level), float(level))
        for head in range(6)
        for level in (-3, -1, 1, 3, 5)
    ]
    found = {row.head: row for row in leniency([*modest, *proud, *filler])}
    assert found["proud"].plain < -5
    assert found["proud"].adjusted == pytest.approx(0, abs=1e-9)


def test_too_few_forms_or_heads_give_no_figure_but_the_plain_ones() -> None:
    few = [Judged("few", 1.0, 0.0)] * (LEAST_FORMS - 1)
    others = chain.from_iterable([Judged(f"other {at}", float(at), 0.0)] * 6 for at in range(6))
    found = {row.head: row for row in leniency([*few, *others])}
    assert found["few"].shrunk is None
    assert found["few"].raised == 1.0
    assert found["other 0"].shrunk is not None
    assert all(
        row.shrunk is None for row in leniency([Judged("a", 1.0, 0.0)] * 9 + [Judged("b", 2.0, 0.0)] * 9)
    )


def test_nobody_judged_anything() -> None:
    assert leniency([]) == []

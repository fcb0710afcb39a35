"""How well planted strictness is found again, and how long a year of a province takes. No database."""

import statistics
import time

from evaluations.rules.fairness.strictness import strictness
from evaluations.tests.fairness.planted import Planted, plant

PROVINCES = 12
PROVINCE = {"people": 40, "agencies": 130, "criteria": 40}
SPARSE, FULL = 300, 1_560
"""Visits a year: two or three an agency, as provinces do; and one a month."""


def run() -> dict[str, float]:
    """Root mean square misses in points, share of intervals that hold the truth, seconds of a full year."""
    figures: dict[str, float] = {}
    print(f"{'visits':>7} {'marks':>7} {'adjusted':>9} {'plain':>7} {'held':>6} {'seconds':>8}")
    for name, visits in (("sparse", SPARSE), ("full", FULL)):
        found = [_measured(plant(seed, visits=visits, **PROVINCE)) for seed in range(PROVINCES)]
        adjusted, plain, held, seconds = (
            [one for part in column for one in part] for column in zip(*found, strict=True)
        )
        row = (_root(adjusted), _root(plain), statistics.fmean(held), statistics.median(seconds))
        print(f"{visits:>7} {visits * PROVINCE['criteria']:>7} ", end="")
        print(f"{row[0]:>8.2f} {row[1]:>7.2f} {row[2]:>6.1%} {row[3]:>8.2f}")
        names = ("miss_points", "plain_miss_points", "interval_holds", "seconds")
        figures |= {f"fairness_{name}_{what}": value for what, value in zip(names, row, strict=True)}
    return figures


def _measured(planted: Planted) -> tuple[list[float], list[float], list[float], list[float]]:
    """Misses of the adjusted and of the plain figures, whether each interval held, and the seconds taken."""
    begun = time.perf_counter()
    rows = strictness(planted.marks)
    taken = time.perf_counter() - begun
    truth = planted.truth()
    plain = [row.plain - truth[row.person] for row in rows if row.plain is not None]
    held = [
        float(row.interval[0] <= truth[row.person] <= row.interval[1])
        for row in rows
        if row.interval is not None
    ]
    return planted.misses(rows), plain, held, [taken]


def _root(values: list[float]) -> float:
    """The root of the mean square."""
    return statistics.fmean(value**2 for value in values) ** 0.5

"""How well planted leniency of heads is found again, whoever they judge. No database."""

import statistics
import time

from evaluations.rules.calibration.leniency import leniency
from evaluations.tests.calibration.planted import Planted, plant

PROVINCES = 40
MERITS = {"half": 0.5, "flattery": 0.0, "quality": 1.0}
"""Which share of the differences between people of different heads is true quality."""


def run() -> dict[str, float]:
    """Root mean square misses in points, share of intervals that hold the truth, seconds of a province."""
    figures: dict[str, float] = {}
    print(f"{'merit':>9} {'plain':>7} {'adjusted':>9} {'shrunk':>7} {'held':>6} {'seconds':>8}")
    for name, merit in MERITS.items():
        found = [_measured(plant(seed, merit=merit)) for seed in range(PROVINCES)]
        plain, adjusted, shrunk, held, seconds = (
            [one for part in column for one in part] for column in zip(*found, strict=True)
        )
        row = (*map(_root, (plain, adjusted, shrunk)), statistics.fmean(held), statistics.median(seconds))
        print(f"{name:>9} {row[0]:>7.2f} {row[1]:>9.2f} {row[2]:>7.2f} {row[3]:>6.1%} {row[4]:>8.3f}")
        names = ("plain_miss", "adjusted_miss", "shrunk_miss", "interval_holds", "seconds")
        figures |= {f"leniency_{name}_{what}": value for what, value in zip(names, row, strict=True)}
    return figures


def _measured(planted: Planted) -> tuple[list[float], ...]:
    begun = time.perf_counter()
    rows = leniency(planted.judged)
    taken = time.perf_counter() - begun
    truth = planted.against_mean()
    told = [row for row in rows if row.adjusted is not None and row.shrunk is not None]
    held = [
        float(row.interval[0] <= truth[row.head] <= row.interval[1])
        for row in told
        if row.interval is not None
    ]
    return (
        [row.plain - truth[row.head] for row in told],
        [(row.adjusted or 0.0) - truth[row.head] for row in told],
        [(row.shrunk or 0.0) - truth[row.head] for row in told],
        held,
        [taken],
    )


def _root(misses: list[float]) -> float:
    return statistics.fmean(miss**2 for miss in misses) ** 0.5

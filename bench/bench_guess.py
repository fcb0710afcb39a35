"""The guessing game (RELIABILITY T2): a clerk who knows when each visitor came guesses who wrote what.

The clerk sees what the agency's pages hold of each report and sentence (day, place in the batch, ids, due
day), never its words, and guesses by every order there is, by regression too. The way of guessing that does
best on the first half of the days is judged on the second: its share of right guesses less that of chance, in
percentage points, for 200 and for 5 visitors a day.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from math import sqrt
from typing import Any

import numpy as np

from bench.sync_services import ROOT

GAMES = {
    200: (20, int(os.environ.get("GUESS_DAYS", "200"))),
    5: (2, int(os.environ.get("GUESS_DAYS", "200")) * 4),
}
LIMITS = {200: 1.0, 5: 5.0}
FEATURES = ("place", "id", "short", "shuffle", "due", "move")
Guess = Callable[[list[dict[str, Any]], list[int]], list[int]]


def run() -> dict[str, float]:
    """Print and return the advantage of the best way of guessing."""
    figures: dict[str, float] = {}
    print(
        f"{'visitors':>8} {'guesses':>8} {'chance %':>9} {'right %':>8} {'advantage':>10} {'± 2 s':>6}  way"
    )
    for visitors, (writers, days) in GAMES.items():
        batches = _world(visitors, writers, days)
        half = len(batches) // 2
        learnt, judged = batches[:half], batches[half:]
        ways = {**_orders(), "regression": _regression(learnt)}
        best = max(ways, key=lambda name: _played(ways[name], learnt)[1])
        n, right, chance = _played(ways[best], judged)
        advantage = 100 * (right - chance)
        error = 200 * sqrt(max(chance * (1 - chance), 1e-9) / n)
        print(
            f"{visitors:>8} {n:>8} {100 * chance:>9.3f} {100 * right:>8.3f} {advantage:>+10.3f} {error:>6.2f}"
            f"  {best}   {'met' if advantage <= LIMITS[visitors] else 'NOT MET'}"
        )
        figures |= {f"guess_advantage_{visitors}": advantage, f"guess_n_{visitors}": n}
    return figures


def _world(visitors: int, writers: int, days: int) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="vhcv-guess-") as folder:
        env = os.environ | {
            "DATABASE_URL": "sqlite://:memory:",
            "DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.trial",
            "PORTAL_VAR_DIR": folder,
            "PORTAL_ENV_FILE": os.devnull,
            "LOG_LEVEL": "ERROR",
        }
        words = [sys.executable, "-m", "bench.guess_world", str(visitors), str(writers), str(days)]
        done = subprocess.run(words, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE)
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _by(feature: str, *, backwards: bool = False) -> Guess:
    """The k-th of n by ``feature`` was written by the visitor at that share of the day."""

    def guess(seen: list[dict[str, Any]], visitors: list[int]) -> list[int]:
        order = sorted(range(len(seen)), key=lambda one: seen[one][feature], reverse=backwards)
        share = {one: (place + 0.5) / len(seen) for place, one in enumerate(order)}
        return [visitors[int(share[one] * len(visitors))] for one in range(len(seen))]

    return guess


def _orders() -> dict[str, Guess]:
    forward = {feature: _by(feature) for feature in FEATURES}
    return forward | {f"{feature} backwards": _by(feature, backwards=True) for feature in FEATURES}


def _regression(learnt: list[dict[str, Any]]) -> Guess:
    """The share of the day by least squares over all features, learnt from days whose writers are known."""
    rows, shares = [], []
    for batch in learnt:
        rows += _scaled(batch["seen"])
        first, n = batch["visitors"][0], len(batch["visitors"])
        shares += [(one["who"] - first) / n for one in batch["seen"]]
    weights = np.linalg.lstsq(np.array(rows), np.array(shares), rcond=None)[0]

    def guess(seen: list[dict[str, Any]], visitors: list[int]) -> list[int]:
        told = np.clip(np.array(_scaled(seen)) @ weights, 0, 0.999999)
        return [visitors[int(share * len(visitors))] for share in told]

    return guess


def _scaled(seen: list[dict[str, Any]]) -> list[list[float]]:
    """Each feature as the share of its rank in the batch, and as it is within its range."""
    columns = []
    for feature in FEATURES:
        values = [one[feature] for one in seen]
        order = sorted(range(len(seen)), key=lambda one: values[one])
        ranks = {one: place / len(seen) for place, one in enumerate(order)}
        low, high = min(values, default=0), max(values, default=0)
        columns.append([ranks[one] for one in range(len(seen))])
        columns.append([float((value - low) / (high - low)) if high > low else 0.5 for value in values])
    return [[1.0, *row] for row in zip(*columns, strict=True)]


def _played(guess: Guess, batches: list[dict[str, Any]]) -> tuple[int, float, float]:
    """Guesses, share that was right, share that chance would have."""
    n = right = 0
    chance = 0.0
    for batch in batches:
        seen = batch["seen"]
        said = guess(seen, batch["visitors"])
        n += len(seen)
        right += sum(one["who"] == name for one, name in zip(seen, said, strict=True))
        chance += len(seen) / len(batch["visitors"])
    return n, right / n, chance / n

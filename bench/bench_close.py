"""The faults of closing a month: raced, doubled, killed, attacked, tampered with, at full size, recomputed.

Each part runs in processes of its own on a PostgreSQL of its own; the portal speaks there as the role of
``deploy/postgres/app_role.sql``, which owns nothing. ``CLOSE_RACES``, ``CLOSE_RACES_SQLITE``, ``CLOSE_STAFF``
and ``CLOSE_MONTHS`` make it shorter.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.close_places import ROOT, SECONDS, Places, manage, places, told_by

RACES = int(os.environ.get("CLOSE_RACES", "2000"))
RACES_SQLITE = int(os.environ.get("CLOSE_RACES_SQLITE", "500"))
STAFF = os.environ.get("CLOSE_STAFF", "34100")
MONTHS = int(os.environ.get("CLOSE_MONTHS", "36"))
FEW = "900"
LANES = 2

Figures = dict[str, float]
Bounds = dict[str, tuple[str, Callable[[float], bool]]]
Part = tuple[Figures, Bounds]


def run() -> dict[str, float]:
    """Run every part, print a line for each figure with its limit, exit 1 where one is missed."""
    figures: Figures = {}
    limits: Bounds = {}
    with places() as fresh:
        for part in (_races, _races_sqlite, _crashes, _attacks, _large, _recomputed):
            began = time.perf_counter()
            found, bounds = part(fresh)
            _show(found, bounds)
            print(f"  {part.__name__.strip('_')} took {time.perf_counter() - began:.0f} s", flush=True)
            figures |= found
            limits |= bounds
    missed = [name for name, (_, holds) in limits.items() if not holds(figures[name])]
    if missed:
        print(f"NOT MET: {', '.join(missed)}")
        sys.exit(1)
    print("met")
    return figures


def _show(found: Figures, bounds: Bounds) -> None:
    for name, value in found.items():
        words = f" (limit {bounds[name][0]})" if name in bounds else ""
        print(f"{name}: {value:.1f}{words}" if value % 1 else f"{name}: {value:.0f}{words}", flush=True)


def none(value: float) -> bool:
    """Nothing may be found."""
    return value == 0


NONE = ("0", none)


def exactly(number: float) -> tuple[str, Callable[[float], bool]]:
    """The limit of a figure that has one right value."""
    return f"{number:.0f}", lambda value: value == number


def _races(fresh: Places) -> Part:
    env = fresh.postgresql("races")
    told = raced(env, RACES, LANES)
    return {
        "raced_closes": told["raced"],
        "raced_accepted": told["accepted"],
        "raced_refused": told["refused"],
        "raced_with_both": told["both"],
        "wrong_totals": told["wrong"],
        "double_closes": told["two"],
        "double_snapshots": told["doubled"],
    }, {"raced_closes": exactly(RACES), "wrong_totals": NONE, "double_snapshots": NONE}


def _races_sqlite(fresh: Places) -> Part:
    env = fresh.sqlite("races")
    told = raced(env, RACES_SQLITE, 1)
    attacked = told_by("bench.close_attacked", [], env)
    return {
        "raced_closes_sqlite": told["raced"],
        "raced_accepted_sqlite": told["accepted"],
        "raced_refused_sqlite": told["refused"],
        "wrong_totals_sqlite": told["wrong"],
        "altered_attempts_sqlite": attacked["attempts"],
        "altered_sqlite": attacked["attempts"] - attacked["refused"],
    }, {"raced_closes_sqlite": exactly(RACES_SQLITE), "wrong_totals_sqlite": NONE, "altered_sqlite": NONE}


def _crashes(fresh: Places) -> Part:
    found: Figures = {}
    for name, place in (("", fresh.postgresql), ("_sqlite", fresh.sqlite)):
        told = told_by("bench.close_crash", [], place("crashes"))
        found |= {f"crash_points{name}": told["crash_points"], f"between{name}": told["between"]}
    return found, {"between": NONE, "between_sqlite": NONE}


def _attacks(fresh: Places) -> Part:
    env = fresh.postgresql("attacks")
    told = told_by("bench.close_attacked", [], env)
    tampered = told_by("bench.close_tampered", [], env | {"DATABASE_URL": env["OWNER_URL"]})
    return {
        "altered_attempts": told["attempts"],
        "altered_refused": told["refused"],
        "altered": told["attempts"] - told["refused"],
        "tampered": tampered["edits"],
        "tamper_missed": len(tampered["missed"]),
        "tampered_exports": tampered["exports"],
        "tamper_missed_by_script": len(tampered["script_missed"]),
    }, {
        "altered": NONE,
        "altered_attempts": ("at least 40", lambda value: value >= 40),
        "tampered": ("at least 20", lambda value: value >= 20),
        "tamper_missed": NONE,
        "tamper_missed_by_script": NONE,
    }


def _large(fresh: Places) -> Part:
    env = fresh.postgresql("large")
    manage(env, "load_province", "vinh-long", "--staff", STAFF, "--months", "1")
    found: Figures = told_by("bench.close_large", ["close"], env)
    return found, {"close_seconds": ("20", lambda value: value <= 20)}


def _recomputed(fresh: Places) -> Part:
    env = fresh.postgresql("months")
    manage(env, "load_province", "vinh-long", "--staff", FEW, "--months", str(MONTHS + 1))
    found = told_by("bench.close_large", ["recompute"], env)
    found.pop("why")
    return found, {"recomputed_months": exactly(MONTHS), "recompute_differences": NONE}


def raced(env: dict[str, str], count: int, lanes: int) -> dict[str, Any]:
    """Make ``count`` months, race for each in ``lanes`` processes, and judge the journals."""
    ids = [str(pk) for pk in told_by("bench.close_race_world", [str(count)], env)]
    with tempfile.TemporaryDirectory(prefix="vhcv-close-") as folder:
        journals = [str(Path(folder) / f"{lane}.jsonl") for lane in range(lanes)]
        running = [
            subprocess.Popen(
                [sys.executable, "-m", "bench.close_race", journal, *ids[lane::lanes]], cwd=ROOT, env=env
            )
            for lane, journal in enumerate(journals)
        ]
        codes = [one.wait(timeout=SECONDS) for one in running]
        if any(codes):
            raise RuntimeError(f"a lane of races ended with {codes}")
        told: dict[str, Any] = told_by("bench.close_books", journals, env)
    for month, problems in told["why"]:
        print(f"  month {month}: {'; '.join(problems[:3])}")
    return told

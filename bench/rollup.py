"""The roll-up against its floor: the fastest single SELECT that adds up the same item scores."""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime

from django.db import connection

from core import clock
from core.positional import SHIFT
from evaluations.actions.results import refresh_results
from evaluations.models import AgencyResult, Period, SelfAssessment

ROUNDS = 15
PEOPLE_CRITERIA = 40


def fullest_month() -> Period:
    """The open month with most forms."""
    months = {period.pk: period for period in Period.objects.open().months().order_by("starts_on")}
    counts = {pk: SelfAssessment.objects.filter(period=pk).count() for pk in months}
    return months[max(counts, key=lambda pk: (counts[pk], -pk))]


def floor_select(period: Period) -> None:
    """Sums and counts of every position by agency in one statement, nothing else done with them."""
    totals = ", ".join(f"sum(scores[{at}] + {SHIFT})" for at in range(1, PEOPLE_CRITERIA + 1))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT agency_id, count(*), {totals} FROM {SelfAssessment._meta.db_table} "
            "WHERE period_id = %s AND state IN ('sent', 'done') GROUP BY agency_id",
            [period.pk],
        )
        cursor.fetchall()


def seconds(act: Callable[[], object]) -> float:
    """Wall-clock seconds of one call."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def alternate(acts: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Median seconds of each act, taken in turns so that the machine's moods meet all alike."""
    for act in acts.values():
        act()
    times: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            times[name].append(seconds(act))
    return {name: statistics.median(taken) for name, taken in times.items()}


def measure_rollup() -> dict[str, float]:
    """Whole month and one changed agency, each against the floor, and the memory of a worker doing it."""
    period = fullest_month()
    at = clock.now()
    agency = (
        AgencyResult.objects.in_period(period)
        .filter(rank__isnull=False, comparison_group="commune")
        .order_by("agency_id")
        .values_list("agency_id", flat=True)[0]
    )
    medians = alternate(
        {
            "floor": lambda: floor_select(period),
            "whole month": lambda: refresh_results(period=period, agencies=None, at=at),
            "one agency": lambda: refresh_results(period=period, agencies=[agency], at=at),
        }
    )
    rows = SelfAssessment.objects.filter(period=period).count()
    print(f"{period.label}: {rows} forms × {PEOPLE_CRITERIA} positions, medians of {ROUNDS}")
    for name, median in medians.items():
        print(f"  {name:<12} {1000 * median:8.1f} ms   {median / medians['floor']:6.2f} × floor")
    return {
        "rollup_vs_select": medians["whole month"] / medians["floor"],
        "rerate_one_vs_select": medians["one agency"] / medians["floor"],
        "rollup_peak_mib": peak_mib(period, at),
    }


def peak_mib(period: Period, at: datetime) -> float:
    """Largest resident memory, in MiB, of a fresh process that rolls the month up once."""
    code = (
        "import django, sys; django.setup()\n"
        "from bench.rollup import roll_up_and_tell\n"
        "roll_up_and_tell(int(sys.argv[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(period.pk)], check=True, capture_output=True, text=True
    )
    return float(json.loads(done.stdout.splitlines()[-1])["peak_mib"])


def roll_up_and_tell(period_id: int) -> None:
    """In the fresh process: roll up and print the peak."""
    refresh_results(period=Period.objects.get(pk=period_id), agencies=None, at=clock.now())
    print(json.dumps({"peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))

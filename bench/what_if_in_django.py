"""The what-if's seconds, in a process of its own with the database that the bench names."""

import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

import django

RUNS = 3
MONTHS = 12


def main(answer: str) -> None:
    """Measure and write the figures as JSON to the file ``answer``."""
    django.setup()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from evaluations.gather.what_if.computed import what_if
    from evaluations.models import CriteriaSet, Period

    periods = list(Period.objects.filter(kind="month", results__isnull=False).distinct())
    periods = sorted(periods, key=lambda one: one.starts_on)[-MONTHS:]
    code = CriteriaSet.objects.filter(is_scoring=True).order_by("pk").values_list("code", flat=True)[0]
    figures: dict[str, float] = {}
    for name, (changes, path) in _scenarios().items():
        with path(), CaptureQueriesContext(connection) as asked:
            months = what_if(periods, code, changes)
        moved = sum(move.before != move.after for month in months for move in month.moves)
        scored = sum(len(month.moves) for month in months)
        with path():
            figures[f"what_if_{name}"], cpu = _best(partial(what_if, periods, code, changes))
        writes = sum(not query["sql"].lstrip().startswith("SELECT") for query in asked.captured_queries)
        print(
            f"{name:<12} {figures[f'what_if_{name}']:6.2f} s ({cpu:.2f} s of a core) · {len(months)} months, "
            f"{scored} results, {moved} moved · {len(asked)} statements, {writes} writes",
            flush=True,
        )
    figures["what_if_seconds"] = max(figures.values())
    figures["what_if_results"], figures["what_if_writes"] = scored, writes
    Path(answer).write_text(json.dumps(figures))


def _scenarios() -> dict[str, tuple[Any, Callable[[], AbstractContextManager[Any]]]]:
    """By name the changes, and how they are scored: by arrays, or as sets that arrays do not hold."""
    from evaluations.rules.what_if.changes import Changes

    weights = Changes(factors={"inspection": 200, "self_assessment": 50})
    return {
        "nothing": (Changes(), nullcontext),
        "weights": (weights, nullcontext),
        "source_off": (Changes(factors={"citizen": 0}), nullcontext),
        "bands": (Changes(edges={"excellent": Decimal(85), "good": Decimal(75)}), nullcontext),
        "validity": (Changes(carry_months=6, min_citizen_n=20), nullcontext),
        "pure_only": (weights, _pure_only),
    }


def _pure_only() -> AbstractContextManager[Any]:
    """As if every set ranked unrounded or rounded its indicators first."""
    from evaluations.rules.set_rules import SetRules

    return patch.object(SetRules, "is_pure_only", property(lambda _rules: True))


def _best(act: Callable[[], object]) -> tuple[float, float]:
    """The shortest of some runs in seconds on the clock, and that run's of the processor."""
    found = []
    for _ in range(RUNS):
        clock, processor = perf_counter(), process_time()
        act()
        found.append((perf_counter() - clock, process_time() - processor))
    return min(found)


if __name__ == "__main__":
    main(sys.argv[1])

"""Runs the measurements: ``./portal bench`` all of them, ``./portal bench NAME`` one.

A measurement is a module ``bench/bench_<name>.py`` with ``run() -> dict[str, float]``, which prints its
table and returns its figures (ratios and counts). The last line of all is ``figures: name=value …``.
"""

import argparse
import importlib
import os
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def names() -> list[str]:
    """Return the names of the measurements there are."""
    return sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))


def figure(value: float) -> str:
    """Return a number as plain text: whole numbers whole, others with three decimals."""
    return str(int(value)) if float(value).is_integer() else f"{value:.3f}"


def measure(chosen: list[str]) -> dict[str, float]:
    """Run the measurements one after the other and return their figures together."""
    figures: dict[str, float] = {}
    for name in chosen:
        print(f"== {name}", flush=True)
        figures |= importlib.import_module(f"bench.bench_{name}").run()
    return figures


def main(arguments: list[str]) -> int:
    """Read the command line, measure and print the closing line; 2 when the name is not known."""
    parser = argparse.ArgumentParser(prog="./portal bench", description="Đo tốc độ của cổng.")
    parser.add_argument("name", nargs="*", metavar="TÊN", help="có: " + (", ".join(names()) or "chưa có"))
    chosen = [name.replace("-", "_") for name in parser.parse_args(arguments).name] or names()
    unknown = sorted(set(chosen) - set(names()))
    if unknown:
        print(f"Không có phép đo {', '.join(unknown)}; có: {', '.join(names())}", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vhcv_portal.settings.trial")
    figures = measure(chosen)
    print("figures: " + " ".join(f"{name}={figure(value)}" for name, value in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

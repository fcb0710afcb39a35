"""The part of the speed measurement that needs Django: settings are read once, so it has its own process."""

import json
import sys
from pathlib import Path

import django


def main(answer: Path) -> None:
    """Measure on the database of ``DATABASE_URL``, print the tables, leave the figures in ``answer``."""
    django.setup()
    from bench.assessments import measure_bytes, measure_submission
    from bench.rollup import measure_rollup

    answer.write_text(json.dumps(measure_rollup() | measure_submission() | measure_bytes()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""docs/operations.md tells an operator of everything that runs by itself, proves or measures."""

from pathlib import Path

import pytest

from bench.__main__ import names
from vhcv_portal.schedule import SCHEDULE

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
PROOFS = sorted(path.stem for path in ROOT.glob("*/management/commands/verify_*.py"))


@pytest.mark.parametrize("task", sorted(entry["task"] for entry in SCHEDULE.values()))
def test_every_periodic_task_is_in_the_table(task: str) -> None:
    assert f"| `{task}` |" in PAGE


@pytest.mark.parametrize("measurement", names())
def test_every_measurement_is_in_the_table(measurement: str) -> None:
    assert f"| `{measurement}` |" in PAGE


@pytest.mark.parametrize("command", PROOFS)
def test_every_proof_is_run_after_a_restore(command: str) -> None:
    assert f"manage.py {command}" in PAGE.split("## Sao lưu và khôi phục")[1]

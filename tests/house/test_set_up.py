"""The door of the project: the script, the lanes of tests, the runner of measurements, the schedule."""

import os
import subprocess
import types
from pathlib import Path

import pytest

from bench import __main__ as bench
from bench.postgres import ThrowAwayPostgres, find_programs
from tests import lanes
from tests.services import missing
from vhcv_portal.celery import app
from vhcv_portal.schedule import SCHEDULE

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_script_is_posix_shell() -> None:
    for shell in ("dash", "sh"):
        subprocess.run([shell, "-n", str(ROOT / "portal")], check=True)


@pytest.mark.parametrize("words", [[], ["nonsense"], ["run", "--nonsense"], ["run", "--port", "abc"]])
def test_the_script_refuses_what_it_does_not_know(words: list[str]) -> None:
    done = subprocess.run(
        [str(ROOT / "portal"), *words], cwd="/", capture_output=True, text=True, check=False
    )
    assert done.returncode in (1, 2)
    assert "--port" in done.stderr


def test_help_names_every_verb() -> None:
    words = subprocess.run([str(ROOT / "portal"), "help"], capture_output=True, text=True, check=True).stdout
    assert all(f"./portal {verb}" in words for verb in ("run", "test", "check", "bench"))


def test_a_lane_gives_code_and_closing_line(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    words = ["sh", "-c", "echo first; printf '\\033[32m=== 3 passed ===\\033[0m\\n'; exit 4"]
    assert lanes.stream(words, dict(os.environ)) == (4, "3 passed")
    assert b"first" in capfdbinary.readouterr().out


def test_a_path_means_only_that_part() -> None:
    assert lanes.names_a_part(["-q", "tests/house/test_set_up.py::test_x"])
    assert not lanes.names_a_part(["-q", "-k", "nothing-of-this-name"])


@pytest.mark.parametrize(("ci", "passed"), [("true", False), ("", True)])
def test_a_missing_postgresql_fails_only_in_ci(
    monkeypatch: pytest.MonkeyPatch, ci: str, passed: bool
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(lanes, "find_programs", lambda: None)
    lane = lanes.run_postgres([])
    assert lane.passed is passed
    assert "PostgreSQL chưa được cài" in lane.words


def test_a_missing_service_fails_only_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception):
        missing("Redis")
    monkeypatch.setenv("CI", "")
    with pytest.raises(pytest.skip.Exception, match="Redis chưa được cài"):
        missing("Redis")


def test_the_throw_away_postgresql_leaves_nothing() -> None:
    if find_programs() is None:
        missing("PostgreSQL")
    with ThrowAwayPostgres() as server:
        folder = server.folder
        assert (folder / "data" / "postmaster.pid").exists()
    assert not folder.exists()


def test_measurements_end_with_their_figures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    modules = {
        "bench.bench_a": types.SimpleNamespace(run=lambda: {"ratio": 1.23456}),
        "bench.bench_b": types.SimpleNamespace(run=lambda: {"count": 6.0}),
    }
    monkeypatch.setattr(bench, "names", lambda: ["a", "b"])
    monkeypatch.setattr(bench.importlib, "import_module", modules.__getitem__)
    assert bench.main([]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "figures: ratio=1.235 count=6"
    assert bench.main(["c"]) == 2


def test_every_scheduled_task_exists_and_does_not_pile_up() -> None:
    app.loader.import_default_modules()
    for entry in SCHEDULE.values():
        assert entry["task"] in app.tasks
        assert entry["options"]["expires"] > 0


def test_tasks_keep_their_promises() -> None:
    conf = app.conf
    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert conf.worker_prefetch_multiplier == 1
    assert conf.accept_content == ["json"]
    assert conf.task_time_limit < 600

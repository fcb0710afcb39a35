"""Background work under a lease, with a ledger row for each run."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core.jobs import LEASE, LeaseHeld, job_run
from core.models import JobRun

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
State = JobRun.State


def row(key: str = "2026-03") -> JobRun:
    return JobRun.objects.filter(job="results", key=key).latest("id")


def fail(error: BaseException) -> None:
    """A run that reads five rows and breaks."""
    with job_run("results", "2026-03", at=AT) as run:
        run.rows_in = 5
        raise error


def test_a_run_leaves_its_rows_duration_and_outcome(db):
    later = time_machine.travel(AT + timedelta(seconds=12), tick=False)
    with later, job_run("results", "2026-03", at=AT) as run:
        assert row().state == State.RUNNING
        run.rows_in, run.rows_out = 883_000, 130
    done = row()
    assert (done.state, done.rows_in, done.rows_out, done.error) == (State.DONE, 883_000, 130, "")
    assert done.finished_at - done.started_at == timedelta(seconds=12)
    assert str(done) == "results 2026-03 (done)"


def test_while_it_runs_nobody_else_does_the_same(db):
    with job_run("results", "2026-03", at=AT):
        with pytest.raises(LeaseHeld, match="đang chạy"), job_run("results", "2026-03", at=AT + LEASE):
            pytest.fail("two ran at once")
        assert JobRun.objects.count() == 1
    assert row().state == State.DONE


def test_other_units_of_work_go_on_beside_it(db):
    with (
        job_run("results", "2026-03", at=AT),
        job_run("results", "2026-04", at=AT),
        job_run("mail", "x", at=AT),
    ):
        assert JobRun.objects.filter(state=State.RUNNING).count() == 3


def test_once_done_it_may_run_again(db):
    for _time in range(2):
        with job_run("results", "2026-03", at=AT):
            pass
    assert JobRun.objects.filter(state=State.DONE).count() == 2


def test_a_failure_is_recorded_and_goes_on(db):
    with pytest.raises(ValueError, match="hỏng"):
        fail(ValueError("hỏng"))
    assert (row().state, row().error, row().rows_in) == (State.FAILED, "ValueError: hỏng", 5)
    with job_run("results", "2026-03", at=AT):
        pass


def test_a_failure_of_the_database_inside_is_recorded_too(db):
    with pytest.raises(IntegrityError), job_run("results", "2026-03", at=AT), transaction.atomic():
        JobRun.objects.create(job="results", key="2026-03", started_at=AT, lease_until=AT)
    assert row().state == State.FAILED


def test_being_stopped_is_a_failure_too(db):
    with pytest.raises(KeyboardInterrupt):
        fail(KeyboardInterrupt())
    assert row().state == State.FAILED


def test_a_dead_workers_lease_lapses_and_the_work_starts_anew(db):
    dead = JobRun.objects.create(job="results", key="2026-03", started_at=AT, lease_until=AT + LEASE)
    with pytest.raises(LeaseHeld), job_run("results", "2026-03", at=AT + LEASE):
        pytest.fail("the lease still held")
    late = AT + LEASE + timedelta(seconds=1)
    with job_run("results", "2026-03", at=late):
        dead.refresh_from_db()
        assert (dead.state, dead.finished_at) == (State.LAPSED, late)
    assert row().state == State.DONE


def test_a_worker_thought_dead_does_not_close_a_row_that_lapsed(db):
    late = AT + LEASE + timedelta(seconds=1)
    with job_run("results", "2026-03", at=AT) as slow, job_run("results", "2026-03", at=late):
        pass
    slow.refresh_from_db()
    assert slow.state == State.LAPSED


def test_a_lease_may_be_longer(db):
    with job_run("results", "2026-03", at=AT, lease=timedelta(hours=1)):
        assert row().lease_until == AT + timedelta(hours=1)

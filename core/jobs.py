"""Running background work under a lease, with a ledger row for each run."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from core import clock
from core.errors import Refused
from core.models.jobs import JobRun

LEASE = timedelta(minutes=6)
_LABELS: dict[str, str] = {}


def declare_job(job: str, label: str) -> None:
    """Name a job in Vietnamese for the page of background work; raises ValueError if it is named already."""
    if job in _LABELS:
        raise ValueError(f"job {job!r} is declared twice")
    _LABELS[job] = label


def label_of(job: str) -> str:
    """The Vietnamese name of a job; one that was not declared shows its own name."""
    return _LABELS.get(job, job)


class LeaseHeld(Refused):
    """Another run of the same job over the same unit is still at work."""


@contextmanager
def job_run(job: str, key: str, *, at: datetime, lease: timedelta = LEASE) -> Iterator[JobRun]:
    """Take the lease, run, and close the ledger row; raises LeaseHeld while another run holds it.

    A lease that ran out belongs to a dead worker: its row is marked lapsed and the work starts anew.
    """
    run = _take_lease(job, key, at=at, lease=lease)
    try:
        yield run
    except BaseException as error:
        _finish(run, JobRun.State.FAILED, error=f"{type(error).__name__}: {error}"[:2000])
        raise
    _finish(run, JobRun.State.DONE)


def _take_lease(job: str, key: str, *, at: datetime, lease: timedelta) -> JobRun:
    JobRun.objects.filter(job=job, key=key, state=JobRun.State.RUNNING, lease_until__lt=at).update(
        state=JobRun.State.LAPSED, finished_at=at
    )
    try:
        with transaction.atomic():
            return JobRun.objects.create(job=job, key=key, started_at=at, lease_until=at + lease)
    except IntegrityError as error:
        raise LeaseHeld(f"Công việc {job} cho {key} đang chạy.") from error


def _finish(run: JobRun, state: JobRun.State, *, error: str = "") -> None:
    """Close the row, unless the lease ran out meanwhile: then it stays lapsed, as its successor saw it."""
    run.state, run.error, run.finished_at = state, error, clock.now()
    JobRun.objects.filter(pk=run.pk, state=JobRun.State.RUNNING).update(
        state=state, error=error, finished_at=run.finished_at, rows_in=run.rows_in, rows_out=run.rows_out
    )

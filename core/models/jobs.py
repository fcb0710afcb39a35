"""The ledger of background work: rows in, rows out, duration and outcome of every run."""

from datetime import datetime
from typing import Self

from django.db import models


class JobRunQuerySet(models.QuerySet["JobRun"]):
    """Questions about runs."""

    def since(self, at: datetime) -> Self:
        """Runs that began at ``at`` or later."""
        return self.filter(started_at__gte=at)

    def newest_first(self) -> Self:
        """The latest run first."""
        return self.order_by("-started_at", "-id")


class JobRun(models.Model):
    """One run of a named job over one unit of work (``key``), guarded by a lease."""

    class State(models.TextChoices):
        RUNNING = "running", "Đang chạy"
        DONE = "done", "Xong"
        FAILED = "failed", "Hỏng"
        LAPSED = "lapsed", "Bỏ dở"

    job = models.CharField(max_length=64)
    key = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    started_at = models.DateTimeField()
    lease_until = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    rows_in = models.IntegerField(default=0)
    rows_out = models.IntegerField(default=0)
    error = models.TextField(blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt chạy nền"
        constraints = [
            models.UniqueConstraint(
                fields=["job", "key"], condition=models.Q(state="running"), name="job_one_running_per_key"
            )
        ]
        indexes = [models.Index(fields=["job", "-started_at"], name="job_latest")]

    def __str__(self) -> str:
        return f"{self.job} {self.key} ({self.state})"

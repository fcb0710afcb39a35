"""The roll-up as in production: a worker and a beat of their own, over Redis, on the test's database."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from core.models import JobRun, OutboxMessage
from evaluations.actions.open_period import open_period
from evaluations.models import AgencyResult, Period
from evaluations.tasks import refresh_open_periods
from feedback.tests.factories import make_ratings
from tests.house.database import database_url
from tests.journeys.conftest import NOW, November

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 60

pytestmark = [pytest.mark.redis, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def production(redis_url: str, tmp_path: Path, transactional_db: None) -> Iterator[None]:
    """Celery's own worker with its beat, as processes."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.trial",
        "PORTAL_ENV_FILE": os.devnull,
        "PORTAL_VAR_DIR": str(tmp_path),
        "DATABASE_URL": database_url(),
        "CELERY_BROKER_URL": redis_url,
    }
    words = ["celery", "-A", "vhcv_portal", "worker", "--beat", "-c", "1", "-l", "INFO"]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, env=env, stdout=log, stderr=log)
        yield
        process.terminate()
        process.wait(SECONDS)


def wait_for_result(november: November, period: Period) -> AgencyResult:
    """The department's result once the worker has written it and confirmed the message."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        found = AgencyResult.objects.filter(agency=november.cast.department, period=period).first()
        if found is not None and not OutboxMessage.objects.filter(handled_at=None).exists():
            return found
    raise AssertionError("the worker wrote no result")


def test_citizens_change_a_score_that_a_worker_over_redis_computes(
    november: November, production: None
) -> None:
    """In a month that is over by the worker's own clock, which no test moves, so that all of them count."""
    october = open_period(kind="month", day=date(2025, 10, 1), actor=None, at=NOW)
    make_ratings(november.counter, date(2025, 10, 14), 5, 5, 4, 4, 2)
    refresh_open_periods()
    result = wait_for_result(november, october)
    assert (result.ratings, result.rating_mean) == (5, Decimal("4.00"))
    assert result.total is not None
    assert JobRun.objects.filter(job="evaluations.refresh_results", state="done").exists()

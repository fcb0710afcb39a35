"""The roll-up as in production: a worker and a beat of their own, over Redis, on the test's database."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest

from core.models import JobRun, OutboxMessage
from evaluations.models import AgencyResult
from feedback.actions.rate_counter import rate_counter
from tests.house.database import database_url
from tests.journeys.conftest import November

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


def wait_for_result(november: November) -> AgencyResult:
    """The department's result once the worker has written it and confirmed the message."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        found = AgencyResult.objects.filter(agency=november.cast.department).first()
        if found is not None and not OutboxMessage.objects.filter(handled_at=None).exists():
            return found
    raise AssertionError("the worker wrote no result")


def test_citizens_change_a_score_that_a_worker_over_redis_computes(
    november: November, production: None
) -> None:
    for stars in (5, 5, 4, 4, 2):
        rate_counter(
            rating_id=uuid4(), counter=november.counter, stars=stars, courtesies=0, at=datetime.now(tz=UTC)
        )
    result = wait_for_result(november)
    assert (result.ratings, result.rating_mean) == (5, Decimal("4.00"))
    assert result.total is not None
    assert JobRun.objects.filter(job="evaluations.refresh_results", state="done").exists()

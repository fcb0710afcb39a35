"""November 2026 of the cast's province, people at their browsers, and the worker that does the roll-up."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from celery.signals import task_postrun
from django.db import connection
from PIL import Image

from agencies.tests.cast import Cast
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.gather import sets
from evaluations.gather.assessments import questions
from evaluations.models import Period
from feedback.models import Counter
from feedback.tests.factories import make_counter
from reporting.gather import definitions
from tests.journeys.visitors import Visitors
from vhcv_portal.celery import app
from vhcv_portal.embedded import EmbeddedCelery

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
KEPT_BY_ID = (sets.load_set, questions.all_questions, questions.questions_for, definitions.described)
SECONDS = 30


@dataclass(frozen=True)
class November:
    """The open month, a counter of the department, and the cast who live in it."""

    cast: Cast
    period: Period
    counter: Counter


@pytest.fixture(autouse=True)
def the_present() -> Iterator[None]:
    """It is 20 November 2026, nine in the morning in Vietnam, and time goes on; ids begin again."""
    for kept in KEPT_BY_ID:
        kept.cache_clear()
    with time_machine.travel(NOW, tick=True):
        yield
    for kept in KEPT_BY_ID:
        kept.cache_clear()


@pytest.fixture
def november(cast: Cast) -> November:
    """The month under the shipped set of Decision 1847, with nothing recorded yet."""
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=NOW)
    period = open_period(kind="month", day=NOW.date(), actor=None, at=NOW)
    return November(cast, period, make_counter(cast.department))


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The worker and the beat of the trial, really running: the relay each second, tasks in threads."""

    def close(**_kwargs: Any) -> None:
        connection.close()

    monkeypatch.setattr(app.conf, "beat_schedule_filename", str(tmp_path / "schedule"))
    task_postrun.connect(close, weak=False)
    embedded = EmbeddedCelery(app)
    embedded.start()
    assert embedded.wait_until_ready(SECONDS)
    yield
    embedded.stop()
    task_postrun.disconnect(close)


@pytest.fixture
def visitors(chromium: Any, live_server: Any) -> Iterator[Visitors]:
    """Opens browsers for people; the test fails on an error in the console of any of them."""
    with ExitStack() as stack:
        everybody = Visitors(chromium, live_server.url, stack)
        yield everybody
    assert everybody.troubles == []


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photograph as a phone takes it."""
    path = tmp_path / "IMG_0001.jpg"
    Image.new("RGB", (1600, 1200), "steelblue").save(path)
    return path

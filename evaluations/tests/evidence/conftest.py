"""November 2026 with a promised draw."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from evaluations.actions.evidence import commit_draw
from evaluations.models import EvidenceDraw
from evaluations.tests.assessments.conftest import NOW, Month, cast, clock, fresh_sets, month

__all__ = ["cast", "clock", "fresh_sets", "month"]


@pytest.fixture
def promised(month: Month) -> EvidenceDraw:
    """Home Affairs promised 20 % on 20 November."""
    return commit_draw(period=month.period, percent=20, actor=month.cast.admin, at=NOW)


@pytest.fixture
def time_machine_after() -> Iterator[None]:
    """It is 2 December 2026."""
    with time_machine.travel(NOW + timedelta(days=12), tick=False):
        yield

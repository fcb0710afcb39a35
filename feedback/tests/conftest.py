"""A counter of the cast's department, on a day that stands still."""

from datetime import UTC, datetime
from typing import Any

import pytest

from agencies.tests.cast import Cast
from feedback.models import Counter
from feedback.tests.factories import make_counter

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def the_present(time_machine: Any) -> None:
    """20 November 2026, 10:00 in Vietnam."""
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def counter(cast: Cast) -> Counter:
    """A counter of the department, open for more than a year."""
    return make_counter(cast.department)

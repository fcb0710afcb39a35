"""Ratings that come at one instant: none is lost, none waits for ever, and the night leaves none counted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections

from feedback.actions.rate_counter import rate_counter
from feedback.actions.suspicions.settle import settle_traces
from feedback.models import Counter, Rating
from feedback.tests.conftest import AT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("sources", [1, 120])
def test_a_hundred_and_twenty_at_once_are_all_kept_and_none_counts(counter: Counter, sources: int) -> None:
    """Of one device, and of as many devices in one ten minutes."""
    if connection.vendor != "postgresql":  # the trial takes one writer after the other
        return

    def send(number: int) -> None:
        try:
            source = f"{number % sources:032x}"
            rate_counter(rating_id=uuid4(), counter=counter, stars=1, courtesies=0, at=AT, source=source)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as crowd:
        list(crowd.map(send, range(120)))
    assert Rating.objects.count() == 120
    settle_traces(at=AT + timedelta(days=1))
    assert Rating.objects.counted().count() == 0

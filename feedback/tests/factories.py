"""Short ways to make counters and ratings for tests."""

from datetime import date
from typing import Any
from uuid import uuid4

from agencies.models import Agency
from agencies.tests.factories import START
from feedback.models import Counter, Rating


def make_counter(agency: Agency, name: str = "Quầy 1 – Hộ tịch", **fields: Any) -> Counter:
    """A counter open since 1 July 2025."""
    return Counter.objects.create(agency=agency, name=name, **({"starts_on": START} | fields))


def make_ratings(counter: Counter, day: date, *stars: int, courtesies: int = 0) -> list[Rating]:
    """One rating of the counter for each number of ``stars``; the counter's agency must be rated itself."""
    return [
        Rating.objects.create(
            id=uuid4(),
            counter=counter,
            agency_id=counter.agency_id,
            day=day,
            stars=number,
            courtesies=courtesies,
        )
        for number in stars
    ]

"""The department's counters in October, which is over, and in November, which runs."""

from datetime import date
from uuid import uuid4

import pytest

from agencies.tests.cast import Cast
from feedback.models import Counter, Rating, Visit, VisitBatch
from feedback.tests.conftest import AT
from feedback.tests.factories import make_counter, make_ratings

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


@pytest.fixture
def busy(cast: Cast) -> Counter:
    """A counter with 30 ratings in October (of 60 visits) and three batches in November."""
    counter = make_counter(cast.department, "Quầy Hộ tịch")
    for day in range(5, 11):
        make_ratings(counter, date(2026, 10, day), 5, 5, 4, 4, 2, courtesies=0b11)
    for day in (3, 9, 16):
        make_ratings(counter, date(2026, 11, day), 5, 4, 4, 4, 3)
    october = list(
        Rating.objects.filter(day__lt=NOVEMBER).order_by("day", "stars").values_list("pk", flat=True)
    )
    Rating.objects.filter(pk__in=october[:6]).update(reasons=0b1, channel="slip", is_verified=True)
    visits(cast, counter, OCTOBER.replace(day=6), 60)
    return counter


@pytest.fixture
def quiet(cast: Cast) -> Counter:
    """A counter of the same department with three ratings in October and one in November."""
    counter = make_counter(cast.unit, "Quầy Chứng thực")
    ratings = make_ratings(counter, date(2026, 10, 7), 1, 1, 1) + make_ratings(counter, date(2026, 11, 4), 1)
    Rating.objects.filter(pk__in=[one.pk for one in ratings]).update(agency=cast.department)
    return counter


def visits(cast: Cast, counter: Counter, day: date, count: int) -> None:
    """So many visits to the counter on a day."""
    batch = VisitBatch.objects.create(
        id=uuid4(), agency=cast.department, source="csv", sha256="", seed="", made_by=cast.head, made_at=AT
    )
    Visit.objects.bulk_create(
        Visit(batch=batch, agency=cast.department, counter=counter, day=day, reference=f"{day}-{number}")
        for number in range(count)
    )

"""After a night no table tells in what order citizens rated, wrote or reported."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection, models

from agencies.tests.cast import Cast
from core.jobs import job_run
from feedback.actions.rate_counter import rate_counter
from feedback.actions.sending.submit import Report, submit_case
from feedback.actions.visits import shuffle_visits
from feedback.declarations import VISITS_NIGHT
from feedback.models import Counter, FeedbackCase, Rating, Remark, Sealed
from feedback.rules.envelopes import Contact
from feedback.tasks.visits import visits_night
from feedback.tests.conftest import AT
from feedback.tests.sending.conftest import FirstVault, first

__all__ = ["first"]
DAY = AT.date()
MANY = 24


def order_of(model: type[models.Model]) -> list[str]:
    """The keys of a table as its rows lie on the disk."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {model._meta.db_table} ORDER BY {place}")
        return [str(row[0]) for row in cursor.fetchall()]


def citizens_come(cast: Cast, counter: Counter, at: Any = AT) -> None:
    """One after the other rates with a sentence, and reports."""
    for number in range(MANY):
        rate_counter(
            rating_id=uuid4(), counter=counter, stars=4, courtesies=0, at=at, remark=f"Lời góp ý {number}"
        )
        report = Report("Quầy đóng sớm.", agency_id=cast.department.pk, contact=Contact(phone="0901234567"))
        submit_case(form_id=uuid4(), report=report, at=at)


@pytest.mark.parametrize("model", [Rating, Remark, FeedbackCase, Sealed])
def test_the_night_takes_the_order_and_nothing_else(
    first: FirstVault, cast: Cast, counter: Counter, model: type[models.Model]
) -> None:
    citizens_come(cast, counter)
    came, held = order_of(model), sorted(map(repr, model._default_manager.values_list("pk")))
    shuffle_visits(on=DAY)
    assert order_of(model) != came
    assert sorted(order_of(model)) == sorted(came)
    assert sorted(map(repr, model._default_manager.values_list("pk"))) == held


def test_envelopes_open_after_the_night(first: FirstVault, cast: Cast, counter: Counter) -> None:
    citizens_come(cast, counter)
    before = sorted((row.pk, row.case_id, bytes(row.envelope)) for row in Sealed.objects.all())
    shuffle_visits(on=DAY)
    assert sorted((row.pk, row.case_id, bytes(row.envelope)) for row in Sealed.objects.all()) == before


@pytest.mark.parametrize(
    ("last", "shuffled"),
    [(None, True), (timedelta(days=9), True), (timedelta(days=5), True), (timedelta(days=1), False)],
)
def test_nights_that_were_missed_are_caught_up(
    first: FirstVault,
    cast: Cast,
    counter: Counter,
    last: timedelta | None,
    shuffled: bool,
) -> None:
    citizens_come(cast, counter)
    now = AT + timedelta(days=5)
    if last is not None:
        with time_machine.travel(now - last, tick=False), job_run(VISITS_NIGHT, "night", at=now - last):
            pass
    came = order_of(Rating)
    with time_machine.travel(now, tick=False):
        visits_night()
    assert (order_of(Rating) != came) is shuffled

"""The tasks of the roll-up: leases, closed months, the nightly run, and harmless repeats."""

from collections.abc import Iterator

import pytest
import time_machine

from core import clock, outbox
from core.jobs import job_run
from core.models import JobRun, OutboxMessage
from core.tasks import tidy_up
from evaluations.declarations import PERIOD_STALE, REFRESH_RESULTS, RESULTS_STALE
from evaluations.enums import PeriodState
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult, Period, PeriodSummary
from evaluations.tasks import refresh_open_periods, refresh_stale_periods, refresh_stale_results
from evaluations.tests.scoring.random_month import AT, RandomMonth, random_month


@pytest.fixture
def month(db: None) -> Iterator[RandomMonth]:
    load_set.cache_clear()
    with time_machine.travel(AT, tick=False):
        yield random_month(11)
    load_set.cache_clear()


def _stale(month: RandomMonth, place: int = 0) -> OutboxMessage:
    payload = {"agency": month.agencies[place].pk, "period": month.period.pk}
    return outbox.send(RESULTS_STALE, payload, at=AT)


def _handled(message: OutboxMessage) -> bool:
    message.refresh_from_db()
    return message.handled_at is not None


def test_touched_agencies_are_scored_and_their_messages_confirmed(month: RandomMonth) -> None:
    first, again, other = _stale(month), _stale(month), _stale(month, 1)
    refresh_stale_results([first.pk, again.pk, other.pk])
    assert all(_handled(message) for message in (first, again, other))
    assert set(AgencyResult.objects.values_list("agency_id", flat=True)) == {
        agency.pk for agency in month.agencies[:2]
    }
    run = JobRun.objects.get(job=REFRESH_RESULTS)
    assert (run.state, run.rows_out) == (JobRun.State.DONE, 2)


def test_a_message_delivered_twice_has_one_effect(month: RandomMonth) -> None:
    message = _stale(month)
    refresh_stale_results([message.pk])
    refresh_stale_results([message.pk])
    assert PeriodSummary.objects.get(period=month.period).revision == 1


def test_while_another_run_holds_the_lease_the_messages_wait(month: RandomMonth) -> None:
    message = _stale(month)
    outbox.claim(AT)
    with job_run(REFRESH_RESULTS, f"period:{month.period.pk}", at=AT):
        refresh_stale_results([message.pk])
    assert not _handled(message)
    assert OutboxMessage.objects.unpublished().filter(pk=message.pk).exists()


def test_a_closed_month_is_left_as_it_is(month: RandomMonth) -> None:
    message = _stale(month)
    Period.objects.filter(pk=month.period.pk).update(state=PeriodState.CLOSED)
    refresh_stale_results([message.pk])
    assert _handled(message)
    assert not AgencyResult.objects.exists()
    assert not JobRun.objects.exists()


def test_the_night_recomputes_every_open_month_and_moves_no_figure(month: RandomMonth) -> None:
    for place in range(3):
        refresh_stale_results([_stale(month, place).pk])
    figures = "agency_id", "total", "rank", "coverage", "grade", "breakdown"
    before = list(AgencyResult.objects.in_period(month.period).order_by("agency_id").values_list(*figures))
    refresh_open_periods()
    asked = OutboxMessage.objects.filter(topic=PERIOD_STALE)
    assert asked.count() == Period.objects.open().months().count() > 1
    refresh_stale_periods(list(asked.values_list("pk", flat=True)))
    after = list(AgencyResult.objects.in_period(month.period).order_by("agency_id").values_list(*figures))
    assert after == before
    assert not asked.filter(handled_at=None).exists()


def test_handled_intents_are_forgotten_after_a_month_and_waiting_ones_never(month: RandomMonth) -> None:
    waiting, handled = _stale(month), _stale(month, 1)
    outbox.mark_handled([handled], at=AT)
    with time_machine.travel(clock.start_of_day(clock.months_back(clock.local_day(AT), -2)), tick=False):
        assert tidy_up() == 1
    assert list(OutboxMessage.objects.filter(topic=RESULTS_STALE)) == [waiting]

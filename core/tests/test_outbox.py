"""The outbox: an intent commits with its act, is handed over once, and again when it was lost."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from celery import current_app
from django.db import connection
from kombu.exceptions import OperationalError

from core import outbox, tasks
from core.models import OutboxMessage
from core.models.outbox import PARK_AFTER_ATTEMPTS, QUICK_ATTEMPTS
from core.tests.conftest import roll_back

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LATER = AT + timedelta(minutes=3)
TASK = "probe.tasks.handle"


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    """Two topics of one task, and one of another."""
    monkeypatch.setattr(outbox, "_TOPICS", {"a.done": TASK, "b.done": TASK, "c.done": "probe.tasks.other"})


@pytest.fixture
def published(monkeypatch):
    """What would have gone to the broker: (task, ids)."""
    sent = []
    monkeypatch.setattr(
        current_app, "send_task", lambda task, kwargs: sent.append((task, kwargs["message_ids"]))
    )
    return sent


def send(topic="a.done", **payload):
    return outbox.send(topic, payload, at=AT)


def test_a_topic_is_declared_once_and_listed():
    with pytest.raises(ValueError, match="declared twice"):
        outbox.declare_topic("a.done", "x")
    outbox.declare_topic("d.done", "x")
    assert list(outbox.topics()) == ["a.done", "b.done", "c.done", "d.done"]


def test_every_real_topic_names_a_task_that_exists(monkeypatch):
    monkeypatch.undo()
    current_app.loader.import_default_modules()
    assert outbox.topics()
    for task in outbox.topics().values():
        assert task in current_app.tasks


def test_a_topic_that_is_not_declared_is_refused(db):
    with pytest.raises(KeyError, match="not declared"):
        send("z.done")


def test_an_act_that_is_rolled_back_leaves_nothing(db, published):
    roll_back(send)
    assert tasks.relay_outbox() == 0
    assert published == []


def test_a_message_says_what_it_is_about(db):
    message = send(agency=3, period=5)
    assert (message.topic, message.payload, message.created_at) == ("a.done", {"agency": 3, "period": 5}, AT)
    assert str(message) == f"a.done {message.pk}"


def test_the_relay_hands_each_message_over_once_by_task(db, published):
    first, second, third = send(), send("b.done"), send("c.done")
    assert (tasks.relay_outbox(), tasks.relay_outbox()) == (3, 0)
    assert published == [(TASK, [first.pk, second.pk]), ("probe.tasks.other", [third.pk])]
    first.refresh_from_db()
    assert (first.attempts, first.handled_at) == (1, None)
    assert first.published_at is not None


def test_a_claim_takes_a_batch_in_order(db, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 2)
    ids = [send().pk for _number in range(3)]
    assert outbox.claim(AT) == {TASK: ids[:2]}
    assert outbox.claim(AT) == {TASK: ids[2:]}
    assert outbox.claim(AT) == {}


def test_topics_of_another_release_are_left_alone(db, published):
    OutboxMessage.objects.create(topic="new.topic", payload={}, created_at=AT)
    mine = send()
    assert tasks.relay_outbox() == 1
    assert published == [(TASK, [mine.pk])]
    assert OutboxMessage.objects.get(topic="new.topic").attempts == 0


def test_what_is_pending_is_what_has_no_effect_yet(db):
    first, second, other = send(), send(), send("b.done")
    outbox.mark_handled([first], at=AT)
    assert outbox.pending("a.done", [first.pk, second.pk, other.pk]) == [second]


def test_confirming_twice_confirms_once(db):
    message = send()
    assert outbox.mark_handled([message], at=AT) == 1
    assert outbox.mark_handled([message], at=LATER) == 0
    message.refresh_from_db()
    assert message.handled_at == AT


def test_an_effect_that_is_rolled_back_is_not_confirmed(db):
    message = send()
    roll_back(lambda: outbox.mark_handled([message], at=AT))
    assert outbox.pending("a.done", [message.pk]) == [message]


def test_the_reconciler_hands_over_again_what_was_lost(db, published, caplog):
    message = send()
    outbox.claim(AT)
    assert outbox.claim(AT + timedelta(minutes=1), lost=True) == {}
    assert tasks.reconcile_outbox() == 1
    assert published == [(TASK, [message.pk])]
    assert "1 messages handed over again" in caplog.text
    message.refresh_from_db()
    assert message.attempts == 2


def test_the_reconciler_leaves_what_had_its_effect(db):
    message = send()
    outbox.claim(AT)
    outbox.mark_handled([message], at=AT)
    assert outbox.claim(LATER, lost=True) == {}


def test_the_reconciler_leaves_what_was_never_handed_over(db):
    send()
    assert outbox.claim(LATER, lost=True) == {}


def test_after_a_few_attempts_it_waits_longer(db):
    message = send()
    OutboxMessage.objects.update(published_at=AT, attempts=QUICK_ATTEMPTS)
    assert outbox.claim(LATER, lost=True) == {TASK: [message.pk]}
    assert outbox.claim(LATER + timedelta(minutes=3), lost=True) == {}
    assert outbox.claim(LATER + timedelta(minutes=31), lost=True) == {TASK: [message.pk]}


def test_after_twenty_attempts_a_message_is_parked(db):
    message, now = send(), AT
    outbox.claim(now)
    for _attempt in range(PARK_AFTER_ATTEMPTS - 1):
        now += timedelta(minutes=31)
        assert outbox.claim(now, lost=True) == {TASK: [message.pk]}
    assert outbox.claim(now + timedelta(days=1), lost=True) == outbox.claim(now + timedelta(days=1)) == {}
    assert list(OutboxMessage.objects.parked()) == [message]
    assert not OutboxMessage.objects.unfinished().exists()


def test_a_person_may_give_a_parked_message_its_attempts_again(db, published):
    parked, waiting = send(), send()
    OutboxMessage.objects.filter(pk=parked.pk).update(published_at=AT, attempts=PARK_AFTER_ATTEMPTS)
    assert outbox.unpark([parked.pk, waiting.pk]) == 1
    assert tasks.relay_outbox() == 2


def test_a_failure_is_remembered_until_it_is_mended(db):
    message = send()
    outbox.mark_failed(message, ValueError("hỏng"))
    message.refresh_from_db()
    assert message.error == "ValueError: hỏng"
    outbox.mark_handled([message], at=AT)
    message.refresh_from_db()
    assert message.error == ""


def test_a_broker_that_is_away_costs_no_attempt(db, monkeypatch, published, caplog):
    message = send()

    def away(task, kwargs):
        raise OperationalError("refused")

    with monkeypatch.context() as context:
        context.setattr(current_app, "send_task", away)
        for _second in range(PARK_AFTER_ATTEMPTS + 5):
            assert tasks.relay_outbox() == 0
    message.refresh_from_db()
    assert (message.attempts, message.published_at) == (0, None)
    assert "the broker takes nothing" in caplog.text
    assert tasks.relay_outbox() == 1
    assert published == [(TASK, [message.pk])]


def race(start: Barrier, claims: list[list[int]]) -> None:
    """One relay that claims until nothing waits."""
    try:
        start.wait()
        while claimed := outbox.claim(AT):
            claims.append(claimed[TASK])
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_relays_at_once_hand_nothing_over_twice(monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 7)
    ids = [send().pk for _number in range(100)]
    start, claims = Barrier(3), []
    relays = [Thread(target=race, args=[start, claims]) for _relay in range(3)]
    for relay in relays:
        relay.start()
    for relay in relays:
        relay.join()
    assert sorted(pk for claim in claims for pk in claim) == ids
    assert set(OutboxMessage.objects.values_list("attempts", flat=True)) == {1}

"""The page of background work: who may see it, what it shows, giving parked intents another chance."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from core import access, audit
from core.access import Allowed, Denied
from core.models import AuditEntry, JobRun, OutboxMessage
from core.models.outbox import PARK_AFTER_ATTEMPTS
from core.views.jobs import seconds_text

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def judged(monkeypatch):
    """Whoever is called vanhanh looks after the machine, quantri may look; core itself knows no roles."""

    def names(*allowed):
        return lambda user, _obj: Allowed() if user.username in allowed else Denied("Không thuộc phận sự.")

    judges = {"jobs.read": ("x", names("vanhanh", "quantri")), "jobs.retry": ("x", names("vanhanh"))}
    monkeypatch.setattr(access, "_JUDGES", access._JUDGES | judges)
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def operator(client, make_person):
    client.force_login(make_person("vanhanh"))
    return client


def run(state=JobRun.State.DONE, started_at=AT, **fields):
    plain = {"job": "mail.send", "key": "5", "lease_until": AT, "rows_in": 1200, "rows_out": 3}
    finished = None if state == JobRun.State.RUNNING else started_at + timedelta(seconds=75)
    return JobRun.objects.create(
        **(plain | {"state": state, "started_at": started_at, "finished_at": finished} | fields)
    )


def park(count=1):
    for _number in range(count):
        OutboxMessage.objects.create(
            topic="mail.send",
            payload={"keys": []},
            created_at=AT,
            published_at=AT,
            attempts=PARK_AFTER_ATTEMPTS,
        )


def page(client, **query):
    return client.get(reverse("job_list"), query).content.decode()


def test_a_run_shows_what_it_did(operator):
    run()
    html = page(operator)
    for words in ("Gửi thư điện tử", "02/03/2026 08:00", "75 giây", "1.200", "Xong"):
        assert words in html


def test_runs_are_shown_by_outcome(operator):
    run(key="tot")
    run(JobRun.State.FAILED, key="hong", error="ValueError: <sai>")
    run(JobRun.State.RUNNING, key="dang")
    html = page(operator, **{"trang-thai": "hong"})
    assert "ValueError: &lt;sai&gt;" in html
    assert ">tot<" not in html
    assert ">dang<" not in html


def test_old_runs_are_left_out(operator):
    run(started_at=AT - timedelta(days=31))
    assert "Không có lượt chạy nào" in page(operator)


def test_many_runs_are_paged_by_as_many_queries(operator, django_assert_num_queries):
    for number in range(60):
        run(key=f"k{number}")
    # session, user, count, page, outbox, unread in the bell, what the navigation asks about the person
    with django_assert_num_queries(7):
        html = page(operator)
    assert html.count("<tr>") == 51
    assert "Trang 1/2" in html


def test_the_state_of_the_outbox_is_shown(operator):
    OutboxMessage.objects.create(topic="x", payload={}, created_at=AT - timedelta(minutes=5))
    OutboxMessage.objects.create(topic="x", payload={}, created_at=AT, handled_at=AT)
    park(2)
    html = page(operator)
    assert "5 phút" in html
    assert "Có việc đã dừng" in html
    assert reverse("job_retry_parked") in html


def test_who_may_only_look_has_no_button(client, make_person):
    park()
    client.force_login(make_person("quantri"))
    assert reverse("job_retry_parked") not in page(client)
    assert client.post(reverse("job_retry_parked")).status_code == 403
    assert OutboxMessage.objects.parked().count() == 1


def test_others_are_refused_with_the_reason(client, make_person):
    client.force_login(make_person("hoa"))
    answer = client.get(reverse("job_list"))
    assert answer.status_code == 403
    assert "Không thuộc phận sự." in answer.content.decode()


def test_a_parked_intent_gets_another_chance_and_the_act_is_kept(operator):
    park(2)
    answer = operator.post(reverse("job_retry_parked"), follow=True)
    assert "Đã cho chạy lại 2 việc." in answer.content.decode()
    assert OutboxMessage.objects.unpublished().count() == 2
    entry = AuditEntry.objects.get()
    assert (entry.event, entry.after) == ("outbox.retried", {"count": 2, "topics": ["mail.send"]})
    assert entry.event in audit.events()


def test_with_nothing_parked_it_says_so(operator):
    answer = operator.post(reverse("job_retry_parked"))
    assert answer.status_code == 409
    assert "Không có việc nào đang dừng" in answer.content.decode()


def test_trying_again_is_a_post(operator):
    assert operator.get(reverse("job_retry_parked")).status_code == 405


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-1, "0,0 giây"),
        (0.44, "0,4 giây"),
        (75, "75 giây"),
        (150, "2 phút"),
        (7200, "2 giờ"),
        (432_000, "5 ngày"),
    ],
)
def test_durations_are_short(seconds, text):
    assert seconds_text(seconds) == text

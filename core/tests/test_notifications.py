"""Telling people: rows and e-mails, once per occasion, and the page where they are read."""

from datetime import UTC, datetime
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.template.loader import get_template
from django.urls import reverse

from core import notifications, tasks
from core.models import JobRun, Notification, OutboxMessage
from core.notifications import Kind, notify

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PROBE = Kind("probe.told", "Thử báo tin", {"place": "Sở A & B"})


class _Text:
    """A template that stands in memory."""

    def __init__(self, source: str) -> None:
        from django.template import Engine

        self.template = Engine.get_default().from_string(source)


@pytest.fixture(autouse=True)
def probe_templates(monkeypatch):
    """Give the probe its two templates without files."""
    texts = {
        PROBE.subject_template: _Text("Tin về\n {{ place }}\n"),
        PROBE.body_template: _Text("Kính gửi {{ recipient }},\n\nTin: <{{ place }}>. {{ url }}\n\n"),
    }
    monkeypatch.setattr(notifications, "get_template", lambda name: texts.get(name) or get_template(name))


def tell(*people, key="probe.told:1", url="/thong-bao/"):
    return notify(PROBE, recipients=people, key=key, context=PROBE.sample, url=url, at=AT)


@pytest.mark.parametrize("kind", notifications.kinds().values(), ids=lambda kind: kind.name)
def test_every_declared_kind_renders(kind, make_person):
    context = {**kind.sample, "recipient": make_person("mau"), "url": "/"}
    subject, body = notifications.render(kind, context)
    assert subject
    assert len(subject) < 200
    assert len(body) > 20
    assert "{" not in subject + body


def test_declaring_a_kind_twice_is_an_error(monkeypatch):
    monkeypatch.setattr(notifications, "_KINDS", {})
    notifications.declare("a.b", "A", sample={})
    with pytest.raises(ValueError, match="declared twice"):
        notifications.declare("a.b", "A", sample={})
    assert notifications.label_of("a.b") == "A"
    assert notifications.label_of("older.kind") == "older.kind"


def test_each_person_gets_a_row_in_plain_text(make_person):
    hoa = make_person("hoa", email="hoa@example.vn")
    assert tell(hoa, make_person("dat")) == 2
    row = Notification.objects.get(recipient=hoa)
    assert row.subject == "Tin về Sở A & B"
    assert row.body == "Kính gửi Nguyễn Thị hoa,\n\nTin: <Sở A & B>. /thong-bao/"
    assert (row.kind, row.read_at, row.mailed_at, row.created_at) == ("probe.told", None, None, AT)


def test_only_people_with_an_address_are_written_to(make_person):
    hoa = make_person("hoa", email="hoa@example.vn")
    tell(hoa, make_person("dat"), make_person("khoa", email="k@example.vn", is_active=False))
    message = OutboxMessage.objects.get(topic="mail.send")
    assert message.payload == {"keys": [f"probe.told:1:{hoa.pk}"]}


def test_the_same_occasion_is_told_once(make_person):
    hoa = make_person("hoa", email="hoa@example.vn")
    tell(hoa)
    assert tell(hoa, make_person("dat")) == 1
    assert tell(hoa, key="probe.told:2") == 1
    assert Notification.objects.count() == 3
    assert OutboxMessage.objects.count() == 2


def test_telling_many_takes_few_statements(make_person, django_assert_num_queries):
    people = [make_person(f"nguoi{n}", email=f"n{n}@example.vn") for n in range(30)]
    with django_assert_num_queries(3):
        tell(*people)


def test_mails_travel_in_batches(make_person, monkeypatch):
    monkeypatch.setattr(notifications, "MAILS_PER_MESSAGE", 2)
    assert tell(*[make_person(f"n{n}", email=f"n{n}@example.vn") for n in range(5)]) == 5
    assert [len(m.payload["keys"]) for m in OutboxMessage.objects.order_by("id")] == [2, 2, 1]


@pytest.mark.parametrize("url", ["https://x.example", "//x.example", "phieu/1"])
def test_a_notification_leads_nowhere_else(make_person, url):
    with pytest.raises(ValueError, match="inside the portal"):
        tell(make_person("hoa"), url=url)


def test_e_mails_carry_the_full_address(make_person, settings):
    settings.PORTAL_URL = "https://cong.example.vn/"
    hoa = make_person("hoa", email="hoa@example.vn")
    tell(hoa, url="/phieu/1/")
    assert "https://cong.example.vn/phieu/1/" in Notification.objects.get().body


def send() -> int:
    return tasks.send_mail(message_ids=list(OutboxMessage.objects.values_list("id", flat=True)))


def test_the_task_sends_and_is_harmless_to_repeat(make_person):
    tell(make_person("hoa", email="hoa@example.vn"))
    assert (send(), send()) == (1, 0)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["hoa@example.vn"], "Tin về Sở A & B")
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert Notification.objects.get().mailed_at is not None
    assert OutboxMessage.objects.get().handled_at is not None
    run = JobRun.objects.get()
    assert (run.job, run.state, run.rows_in, run.rows_out) == ("mail.send", "done", 1, 1)


def test_the_same_mail_has_the_same_message_id(make_person):
    hoa = make_person("hoa", email="hoa@example.vn")
    tell(hoa)
    send()
    Notification.objects.update(mailed_at=None)
    OutboxMessage.objects.update(handled_at=None)
    send()
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_one_refused_address_does_not_stop_the_others(make_person, monkeypatch):
    accept = EmailBackend.send_messages

    def pick(self, messages):
        if messages[0].to == ["sai@example.vn"]:
            raise SMTPRecipientsRefused({"sai@example.vn": (550, b"unknown")})
        return accept(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", pick)
    tell(make_person("sai", email="sai@example.vn"), make_person("hoa", email="hoa@example.vn"))
    assert send() == 1
    assert [letter.to for letter in mail.outbox] == [["hoa@example.vn"]]
    assert OutboxMessage.objects.get().handled_at is not None


def test_a_server_that_goes_away_leaves_the_rest_for_later(make_person, monkeypatch):
    accept, calls = EmailBackend.send_messages, []

    def once(self, messages):
        calls.append(messages)
        if len(calls) == 2:
            raise SMTPServerDisconnected("gone")
        return accept(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", once)
    tell(*[make_person(f"n{n}", email=f"n{n}@example.vn") for n in range(3)])
    assert send() == 0
    message = OutboxMessage.objects.get()
    assert message.handled_at is None
    assert "SMTPServerDisconnected" in message.error
    assert JobRun.objects.get().state == "failed"
    assert send() == 2
    assert sorted(letter.to[0] for letter in mail.outbox) == [f"n{n}@example.vn" for n in range(3)]


def test_two_workers_do_not_send_the_same_batch(make_person):
    from core.jobs import job_run

    tell(make_person("hoa", email="hoa@example.vn"))
    message = OutboxMessage.objects.get()
    from core import clock

    with job_run("mail.send", str(message.pk), at=clock.now()):
        assert send() == 0
    assert mail.outbox == []
    assert send() == 1


def test_the_list_shows_my_own_newest_first(client, make_person, django_assert_num_queries):
    hoa, dat = make_person("hoa"), make_person("dat")
    tell(hoa, dat)
    client.force_login(hoa)
    # session, user, count, page, unread in the bell, what the navigation asks about the person
    with django_assert_num_queries(6):
        html = client.get(reverse("notification_list")).content.decode()
    assert html.count('class="notice ') == 1
    assert "Tin về Sở A &amp; B" in html
    assert "02/03/2026 08:00" in html
    assert "Chưa đọc" in html


def test_a_long_list_is_paged_with_as_many_queries(client, make_person, django_assert_num_queries):
    hoa = make_person("hoa")
    for number in range(31):
        tell(hoa, key=f"probe.told:{number}")
    client.force_login(hoa)
    with django_assert_num_queries(6):
        html = client.get(reverse("notification_list"), {"trang": 2}).content.decode()
    assert html.count('class="notice ') == 1
    assert "Trang 2/2" in html


def test_htmx_gets_the_list_alone_and_no_bell_is_counted(client, make_person, django_assert_num_queries):
    hoa = make_person("hoa")
    tell(hoa)
    client.force_login(hoa)
    with django_assert_num_queries(4):
        html = client.get(reverse("notification_list"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html


def test_the_filter_shows_what_is_unread(client, make_person):
    hoa = make_person("hoa")
    tell(hoa)
    Notification.objects.update(read_at=AT)
    client.force_login(hoa)
    html = client.get(reverse("notification_list"), {"chua-doc": "1"}).content.decode()
    assert "Không còn thông báo chưa đọc" in html


def test_the_bell_counts_what_is_unread(client, make_person):
    hoa = make_person("hoa")
    for number in range(3):
        tell(hoa, key=f"probe.told:{number}")
    client.force_login(hoa)
    assert '<span class="bell-count">3<' in client.get(reverse("notification_list")).content.decode()
    client.post(reverse("notification_read_all"))
    assert "bell-count" not in client.get(reverse("notification_list")).content.decode()


def test_opening_marks_as_read_and_goes_there(client, make_person):
    hoa = make_person("hoa")
    tell(hoa, url="/thong-bao/?chua-doc=1")
    client.force_login(hoa)
    row = Notification.objects.get()
    answer = client.post(reverse("notification_open", args=[row.pk]))
    assert (answer.status_code, answer["Location"]) == (302, "/thong-bao/?chua-doc=1")
    first = Notification.objects.get().read_at
    assert first is not None
    client.post(reverse("notification_open", args=[row.pk]))
    assert Notification.objects.get().read_at == first


def test_somebody_elses_notification_is_not_there(client, make_person):
    hoa, dat = make_person("hoa"), make_person("dat")
    tell(hoa)
    client.force_login(dat)
    assert client.post(reverse("notification_open", args=[Notification.objects.get().pk])).status_code == 404
    client.post(reverse("notification_read_all"))
    assert Notification.objects.get().read_at is None


@pytest.mark.parametrize(("name", "args"), [("notification_open", [1]), ("notification_read_all", [])])
def test_reading_is_marked_by_post_alone(client, make_person, name, args):
    client.force_login(make_person("hoa"))
    assert client.get(reverse(name, args=args)).status_code == 405


def test_a_visitor_is_sent_to_sign_in(client, db):
    answer = client.get(reverse("notification_list"))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/")

"""Heads chase and write, a moved person finds the form where they are now; no barrier on a phone."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from agencies.actions.delegate import delegate
from agencies.actions.record_leave import record_leave
from agencies.enums import Role
from agencies.models import Delegation, Posting, User
from agencies.rules.leave import LeaveFacts
from agencies.tests.factories import RECORDED
from core.models import Notification, OutboxMessage
from evaluations.models import TransferNote
from evaluations.tasks.owing import remind_chosen_forms
from evaluations.tests.assessments.conftest import NOW, Month

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIVE_AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def _sign_in(page: Any, live_server: Any, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def _moves(month: Month) -> None:
    staff = month.cast.officer.staff
    staff.postings.update(ends_on=date(2026, 11, 12))
    Posting.objects.create(
        staff=staff,
        agency=month.cast.commune,
        title="Công chức",
        starts_on=date(2026, 11, 12),
        recorded_at=RECORDED,
    )


def test_a_head_finds_who_owes_and_reminds_them(month: Month, phone: Any, live_server: Any) -> None:
    month.submitted(month.cast.colleague)
    _sign_in(phone, live_server, month.cast.unit_head)
    phone.goto(live_server.url + reverse("owing_board"))
    phone.get_by_role("link", name="Chưa nộp 2").click()
    search = phone.get_by_label("Tìm theo họ tên hoặc mã cán bộ")
    search.fill("bui")
    search.press("Enter")
    phone.get_by_text("1 người").wait_for()
    phone.goto(live_server.url + reverse("owing_board"))
    phone.get_by_role("link", name="Nhắc người chưa nộp").click()
    assert phone.get_by_text("Chưa bắt đầu").count() == 2
    phone.get_by_role("button", name="Gửi lời nhắc cho 2 người").click()
    phone.get_by_text("Đang gửi lời nhắc tới 2 người").wait_for()
    remind_chosen_forms([one.pk for one in OutboxMessage.objects.filter(topic="assessment.remind")])
    assert Notification.objects.filter(kind="assessment.due").count() == 2
    phone.goto(live_server.url + reverse("owing_remind"))
    assert phone.get_by_text("Chưa bắt đầu · hôm nay đã được nhắc").count() == 2
    assert phone.get_by_role("button", name="Gửi lời nhắc").count() == 0


def test_a_moved_person_is_judged_where_they_are_and_the_old_head_is_heard(
    month: Month, phone: Any, live_server: Any
) -> None:
    _moves(month)
    _sign_in(phone, live_server, month.cast.unit_head)
    phone.goto(live_server.url + reverse("owing_names") + "?loai=chuyen-di")
    phone.get_by_role("link", name="Bùi Thị Ánh").click()
    phone.get_by_label("Nhận xét", exact=True).fill("Giải quyết hồ sơ đúng hạn.")
    phone.get_by_role("button", name="Gửi nhận xét").click()
    phone.get_by_text("Đã gửi nhận xét").wait_for()
    note = TransferNote.objects.get()
    _sign_in(phone, live_server, month.cast.officer)
    address = reverse("transfer_note", args=[month.period.pk, note.agency_id, note.staff_id])
    phone.goto(live_server.url + address)
    phone.get_by_text("Giải quyết hồ sơ đúng hạn.").wait_for()
    phone.goto(live_server.url + reverse("assessment_current"))
    assert f"/phieu/{month.period.pk}/{month.cast.commune.pk}/" in phone.url


def test_the_pages_have_no_barrier(month: Month, phone: Any, live_server: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    cast = month.cast
    _moves(month)
    facts = LeaveFacts("sick", date(2026, 11, 23), None)
    record_leave(form_id=uuid4(), staff=cast.colleague.staff, facts=facts, actor=cast.head, at=NOW)
    delegate(
        form_id=uuid4(),
        role=Role.UNIT_HEAD,
        agency=cast.unit,
        receiver=cast.head,
        starts_on=date(2026, 11, 20),
        ends_on=date(2026, 11, 25),
        reason="Nghỉ phép",
        actor=cast.unit_head,
        at=NOW,
    )
    move = [month.period.pk, cast.department.pk, cast.officer.staff_id]
    addresses = [
        reverse("owing_board"),
        reverse("owing_names") + "?loai=tat-ca",
        reverse("owing_remind"),
        reverse("transfer_note", args=move),
        reverse("leave_list"),
        reverse("leave_record", args=[cast.colleague.staff_id]),
        reverse("leave_import"),
        reverse("person_detail", args=[cast.colleague.staff_id]),
        reverse("delegation_list"),
        reverse("delegation_give"),
        reverse("delegation_end", args=[Delegation.objects.get().pk]),
    ]
    _sign_in(phone, live_server, cast.head)
    for address in addresses:
        assert phone.goto(live_server.url + address).status == 200
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        found = Axe().run(phone, options=LIVE_AXE)
        assert found.response["passes"]
        assert found.violations_count == 0, address + found.generate_report()

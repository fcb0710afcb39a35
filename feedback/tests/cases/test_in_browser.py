"""A report answered, judged and published by people on a phone; no barrier on any page of the desk."""

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse

from agencies.models import User
from feedback.models import FeedbackCase, ReplyTemplate
from feedback.tests.cases.conftest import TODAY, Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
PUBLIC = "Cơ quan đã xin lỗi và nhắc nhở."


def _sign_in(page: Any, live_server: Any, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def _answered_by_the_head(phone: Any, address: str, case: FeedbackCase) -> None:
    phone.goto(address)
    phone.get_by_role("link", name=case.short).click()
    phone.get_by_text("Giao bộ phận").click()
    phone.get_by_label("Phòng, bộ phận").first.select_option(label="Phòng Hành chính tư pháp")
    phone.get_by_role("button", name="Giao", exact=True).click()
    phone.get_by_text("Đã giao.").wait_for()
    phone.get_by_role("button", name="Dùng mẫu").click()
    begun = phone.get_by_label("Nội dung trả lời").input_value()
    assert begun == f"Về phản ánh {case.short}: chúng tôi xin lỗi ông/bà."
    phone.get_by_role("button", name="Gửi trả lời").click()
    phone.get_by_text("Đã trả lời. Người gửi").wait_for()
    phone.get_by_text("Soạn bản công khai").click()
    phone.get_by_label("Tóm tắt việc được phản ánh").fill("Thái độ tại quầy")
    phone.get_by_label("Trả lời", exact=True).fill(PUBLIC)
    phone.get_by_role("button", name="Gửi Sở Nội vụ duyệt").click()
    phone.get_by_text("Đã gửi Sở Nội vụ").wait_for()


def _judged_and_published(phone: Any, address: str) -> None:
    phone.goto(address)
    phone.get_by_text("Kết luận đúng hay không").click()
    phone.get_by_label("Không đúng").check()
    phone.get_by_label("Đã kiểm tra bằng cách nào").fill("Đã xem camera.")
    phone.get_by_role("button", name="Ghi kết luận").click()
    phone.get_by_text("Đã ghi kết luận.").wait_for()
    phone.get_by_text("Duyệt công khai").click()
    phone.get_by_role("button", name="Công khai", exact=True).click()
    phone.get_by_text("Đã công khai câu trả lời.").wait_for()


def test_from_the_list_to_the_public_page(desk: Desk, phone: Any, live_server: Any) -> None:
    case = desk.case()
    ReplyTemplate.objects.create(name="Xin lỗi", text="Về phản ánh {ma}: chúng tôi xin lỗi ông/bà.")
    _sign_in(phone, live_server, desk.cast.head)
    _answered_by_the_head(phone, live_server.url + reverse("case_list"), case)
    _sign_in(phone, live_server, desk.cast.admin)
    _judged_and_published(phone, live_server.url + reverse("case_detail", args=[case.pk]))
    phone.context.clear_cookies()
    phone.goto(live_server.url + reverse("public_answers"))
    phone.get_by_text(PUBLIC).wait_for()
    assert phone.context.cookies() == []
    case.refresh_from_db()
    assert (case.state, case.verdict, case.published_on) == ("answered", "unfounded", TODAY)


def test_the_pages_hold_no_barrier_on_a_phone(desk: Desk, phone: Any, live_server: Any) -> None:
    waiting, answered = desk.case(due_on=TODAY - timedelta(days=2)), desk.case()
    desk.answer(answered)
    mine = ReplyTemplate.objects.create(agency=desk.cast.department, name="Xin lỗi", text="Về {ma}")
    addresses = [
        ("head", reverse("case_list")),
        ("head", reverse("case_detail", args=[waiting.pk])),
        ("head", reverse("reply_templates")),
        ("head", reverse("reply_template_edit", args=[mine.pk])),
        ("admin", reverse("case_board")),
        ("admin", reverse("case_detail", args=[answered.pk])),
        ("admin", reverse("public_answers")),
    ]
    for who, address in addresses:
        _sign_in(phone, live_server, getattr(desk.cast, who))
        phone.goto(live_server.url + address)
        phone.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, address
        found = Axe().run(phone, options=AXE)
        assert found.response["passes"]
        assert found.violations_count == 0, address + found.generate_report()

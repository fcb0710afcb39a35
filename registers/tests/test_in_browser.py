"""A session declared, called and verified in a browser; the pages hold no barrier on a phone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import User
from registers.models import Entry
from registers.tests.conftest import Registers, picture

__all__ = ["picture"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIVE_AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def sign_in(page: Any, live_server: Any, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def test_a_session_from_declaration_to_verification(
    registers: Registers, page: Any, live_server: Any, picture: Any
) -> None:
    cast = registers.cast
    sign_in(page, live_server, cast.head)
    page.goto(live_server.url + reverse("entry_new", args=[cast.department.pk, "tap-huan"]))
    page.get_by_label("Ngày học").fill("2026-05-15")
    page.get_by_label("Tên lớp").fill("Kỹ năng giao tiếp")
    page.get_by_label("Hình thức").select_option("class")
    page.get_by_role("button", name="Khai vào sổ").click()
    page.get_by_role("link", name="Điểm danh theo danh sách cơ quan").click()
    page.get_by_role("button", name="Chọn cả").first.click()
    page.get_by_text("Có mặt 3/5 người").wait_for()
    page.get_by_role("button", name="Lưu danh sách").click()
    upload = {"name": "ds.jpg", "mimeType": "image/jpeg", "buffer": picture().getvalue()}
    page.get_by_label("Thêm ảnh hoặc PDF").set_input_files(upload)
    page.get_by_role("button", name="Thêm minh chứng").click()
    page.get_by_text("Đã thêm 1 tệp minh chứng").wait_for()
    entry = Entry.objects.get()
    sign_in(page, live_server, cast.admin)
    page.goto(live_server.url + reverse("register_queue"))
    page.get_by_role("link", name="Kỹ năng giao tiếp").click()
    page.get_by_role("button", name="Ghi kết quả").click()
    page.get_by_text("Đã xác nhận. Số liệu").wait_for()
    entry.refresh_from_db()
    assert (entry.state, entry.people.count()) == ("verified", 3)


def test_the_pages_hold_no_barrier_on_a_phone(registers: Registers, phone: Any, live_server: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    cast = registers.cast
    session = registers.declare("training", people=[cast.officer])
    registers.verified("yearly_plan")
    pk = cast.department.pk
    sign_in(phone, live_server, cast.head)
    for address in (
        reverse("agency_registers", args=[pk]),
        reverse("entry_list", args=[pk, "ke-hoach-nam"]),
        reverse("entry_new", args=[pk, "vi-pham"]),
        reverse("register_entry", args=[session.pk]),
        reverse("roll_call", args=[session.pk]),
        reverse("responsible_heads", args=[pk]),
        reverse("legal_documents"),
        reverse("external_indices"),
    ):
        phone.goto(live_server.url + address)
        phone.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, address
        found = Axe().run(phone, options=LIVE_AXE)
        assert found.response["passes"]
        assert found.violations_count == 0, address + found.generate_report()

"""The ladder in a real browser, on a phone: shown, signed, objected to, answered."""

from typing import Any

import pytest
from django.test import Client

from agencies.models import User
from evaluations.models import Objection, SignOff
from evaluations.tests.closing_ladder.conftest import Scene

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
LIVE_AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def _as(page: Any, live_server: Any, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.clear_cookies()
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def _looked_at(page: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=LIVE_AXE)
    assert found.violations_count == 0, found.generate_report()
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide), page.url


def test_a_month_goes_from_preview_to_answer_on_a_phone(scene: Scene, phone: Any, live_server: Any) -> None:
    here = f"{live_server.url}/ky-danh-gia/{scene.period.pk}/"
    _as(phone, live_server, scene.cast.admin)
    phone.goto(here)
    phone.get_by_role("link", name="Cho xem kết quả dự kiến").click()
    _looked_at(phone)
    phone.get_by_role("button", name="Cho xem và báo các cơ quan").click()
    phone.get_by_text("Dự kiến, còn nhận ý kiến đến 26/11/2026").wait_for()
    _looked_at(phone)

    _as(phone, live_server, scene.cast.head)
    phone.goto(f"{here}ky/")
    phone.get_by_role("link", name="Sở Tư pháp").click()
    phone.get_by_label("Lý do").fill("Trưởng phòng đi công tác")
    phone.get_by_role("button", name="Ký kết quả của cơ quan").click()
    phone.get_by_text("Thủ trưởng cơ quan: đã ký").wait_for()
    _looked_at(phone)
    phone.get_by_role("link", name="Nêu ý kiến").click()
    phone.get_by_label("Nội dung").fill("Đếm thiếu ba lượt chào hỏi")
    phone.get_by_role("button", name="Gửi ý kiến").click()
    phone.get_by_text("Đã gửi ý kiến").wait_for()

    _as(phone, live_server, scene.cast.admin)
    phone.goto(here)
    phone.get_by_role("link", name="Trả lời ý kiến").click()
    phone.locator(".objections a").click()
    phone.get_by_label("Chấp nhận một phần").check()
    phone.get_by_label("Trả lời").fill("Đã sửa hai lượt theo biên bản")
    _looked_at(phone)
    phone.get_by_role("button", name="Trả lời và báo cơ quan").click()
    phone.get_by_text("Đã trả lời").first.wait_for()
    assert Objection.objects.get().state == "partly"
    assert SignOff.objects.get().signed_by == scene.cast.head

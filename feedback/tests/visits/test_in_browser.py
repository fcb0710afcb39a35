"""A code on a phone: blinded by Cloudflare's blindrsa-ts, signed and verified by ours, no cookie anywhere."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from feedback.models import Rating, SpentToken, Visit
from feedback.tests.visits.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def test_a_phone_turns_a_code_into_a_verified_rating(desk: Desk, phone: Any, live_server: Any) -> None:
    desk.list("A-1", counter=desk.counter)
    sent: list[Any] = []
    phone.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    phone.goto(f"{live_server.url}/luot-den/#{desk.codes[0]}")
    assert phone.get_by_label("Mã lượt đến").input_value() == desk.codes[0]
    found = Axe().run(phone, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("button", name="Tiếp tục").click()
    phone.get_by_text("kèm xác nhận lượt đến thật").wait_for()
    found = Axe().run(phone, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    phone.get_by_role("radio", name="5 Rất hài lòng").check(force=True)
    phone.get_by_role("button", name="Gửi đánh giá").click()
    phone.get_by_role("heading", name="Cảm ơn ông/bà!").wait_for()
    assert Rating.objects.get().is_verified
    assert (SpentToken.objects.count(), Visit.objects.used().count()) == (1, 1)
    assert phone.context.cookies() == []
    assert not [one.url for one in sent if desk.codes[0] in one.url or "token" in one.url]

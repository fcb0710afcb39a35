"""The citizen's page in a real phone browser: no script, no cookie, our own form believed, no barrier."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from agencies.models import Agency
from feedback.models import Rating
from feedback.tests.factories import make_counter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def address(cast: Any, live_server: Any) -> str:
    """The public address of a counter of the department."""
    department: Agency = cast.department
    return live_server.url + reverse("rate_counter", args=[make_counter(department).code])


def test_three_taps_rate_a_counter(phone: Any, address: str) -> None:
    phone.goto(address)
    phone.get_by_role("radio", name="5 Rất hài lòng").check()
    phone.get_by_role("checkbox", name="Luôn mỉm cười").check()
    phone.get_by_role("button", name="Gửi đánh giá").click()
    phone.get_by_role("heading", name="Cảm ơn ông/bà!").wait_for()
    assert phone.context.cookies() == []
    assert Rating.objects.values_list("stars", "courtesies").get() == (5, 0b10000)


def test_reasons_come_with_a_low_mark_and_no_script(phone: Any, address: str) -> None:
    phone.goto(address)
    reason = phone.get_by_role("checkbox", name="Phải chờ lâu")
    assert not reason.is_visible()
    phone.get_by_role("radio", name="2 Không hài lòng").check()
    reason.check()
    phone.get_by_role("button", name="Gửi đánh giá").click()
    phone.get_by_role("heading", name="Cảm ơn ông/bà!").wait_for()
    assert Rating.objects.values_list("stars", "reasons").get() == (2, 1)


@pytest.mark.parametrize("query", ["", "?chu=to", "?lang=en&tai-cho=1"])
def test_nobody_is_kept_out(phone: Any, address: str, query: str) -> None:
    for page in (address + query, address + "cam-on/" + query, address[:-2] + "/" + query):
        phone.goto(page)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        found = Axe().run(phone, options=WCAG)
        assert found.response["passes"]
        assert found.violations_count == 0, found.generate_report()
    phone.goto(address + query)
    phone.locator("#sao-1").check()
    for label in phone.locator("label.choice").all():
        assert label.bounding_box()["height"] >= 44


def test_another_site_cannot_send_the_form(page: Any, address: str) -> None:
    """A page of another origin (a data: address) posts to ours; Chromium says cross-site by itself."""
    page.goto(
        f"data:text/html,<form method=post action='{address}'><input name=stars value=1>"
        "<input name=form_uuid value=5b7f1c3e-0d1a-4f67-9a63-0c6c8f6f2a11><button>x</button></form>"
    )
    page.get_by_role("button").click()
    page.get_by_text("không gửi từ trang của quầy").wait_for()
    assert not Rating.objects.exists()

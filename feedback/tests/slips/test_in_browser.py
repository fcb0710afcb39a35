"""Fifty rows keyed in without leaving the keys, and without a barrier."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse

from agencies.tests.cast import Cast
from feedback.models import Counter, Rating

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def test_enter_goes_on_to_the_next_box(page: Any, cast: Cast, counter: Counter, live_server: Any) -> None:
    client = Client()
    client.force_login(cast.inspector)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(live_server.url + reverse("slip_entry", args=[counter.pk]))
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    page.get_by_label("Ngày ghi trên phiếu").fill("2026-11-18")
    page.get_by_label("Sao, phiếu 1", exact=True).focus()
    for keys in ("5", "13", "", "2", "", "4"):
        page.keyboard.type(keys)
        page.keyboard.press("Enter")
    assert not Rating.objects.exists()
    page.get_by_role("button", name="Ghi các phiếu").click()
    page.get_by_text("Đã nhập 2 phiếu giấy").wait_for()
    kept = Rating.objects.order_by("-stars").values_list("stars", "courtesies", "reasons")
    assert list(kept) == [(5, 0b101, 0), (2, 0, 0b1000)]

"""Home Affairs looks into a pattern on a phone and decides; no barrier on either page."""

from datetime import date, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse

from agencies.tests.cast import Cast
from core import clock
from feedback.models import Counter, Rating, RatingSuspicion
from feedback.tests.factories import make_ratings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def _stuffed(counter: Counter, day: date) -> RatingSuspicion:
    row: RatingSuspicion = RatingSuspicion.objects.create(counter=counter, day=day, pattern="source")
    ratings = make_ratings(counter, day, *[1] * 25)
    Rating.objects.filter(pk__in=[one.pk for one in ratings]).update(suspicion=row)
    make_ratings(counter, day, *[5] * 9)
    return row


def _no_barrier(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()


def test_a_pattern_is_judged_on_a_phone(cast: Cast, counter: Counter, phone: Any, live_server: Any) -> None:
    row = _stuffed(counter, clock.today() - timedelta(days=1))
    client = Client()
    client.force_login(cast.admin)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    phone.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    phone.goto(live_server.url + reverse("suspicion_list"))
    _no_barrier(phone)
    phone.get_by_role("link", name="19/11/2026").click()
    phone.get_by_role("heading", name="Nhiều lượt từ một thiết bị, 19/11/2026").wait_for()
    _no_barrier(phone)
    phone.get_by_label("Xác nhận không tính").check()
    phone.get_by_label("Lý do, căn cứ").fill("Cùng một máy gửi liên tiếp")
    phone.get_by_role("button", name="Ghi quyết định").click()
    phone.get_by_text("Đã xác nhận không tính. Lượt vẫn được giữ").wait_for()
    row.refresh_from_db()
    assert row.state == "confirmed"

"""The ballot made on a phone by Cloudflare's blindrsa-ts, signed and verified by ours, end to end."""

from typing import Any

import pytest
from django.test import Client

from agencies.models import User
from evaluations.models import SurveyBallot, SurveyTurn
from evaluations.tests.survey.conftest import Asking

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIVE_AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def _sign_in(page: Any, live_server: Any, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def test_a_phone_takes_a_ballot_and_casts_it_without_a_cookie(
    asking: Asking, phone: Any, live_server: Any
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    _sign_in(phone, live_server, asking.month.cast.officer)
    sent: list[Any] = []
    phone.on("request", lambda request: sent.append(request) if "bo-phieu" in request.url else None)
    address = f"{live_server.url}/khao-sat/{asking.survey.pk}/"
    phone.goto(address)
    phone.get_by_role("button", name="Nhận phiếu").click()
    phone.get_by_text("Đã nhận phiếu trên máy này").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    found = Axe().run(phone, options=LIVE_AXE)
    assert found.violations_count == 0, found.generate_report()

    # the page closes and comes back another day: the ballot is still there, no mark is
    phone.goto(address)
    phone.get_by_role("button", name="Bỏ phiếu").click()
    phone.get_by_text("ít nhất một câu").wait_for()
    phone.locator("fieldset").nth(0).locator("label").nth(3).click()
    phone.get_by_role("button", name="Bỏ phiếu").click()
    phone.get_by_text("Đã bỏ phiếu").wait_for()
    assert SurveyBallot.objects.get().marks == (4, None)
    (cast,) = sent
    assert "cookie" not in {name.lower() for name in cast.all_headers()}
    assert "referer" not in {name.lower() for name in cast.all_headers()}
    kept = phone.evaluate("JSON.stringify(localStorage)")
    assert SurveyBallot.objects.get().token not in kept

    phone.reload()
    phone.get_by_text("Đã bỏ phiếu").wait_for()
    assert SurveyTurn.objects.count() == SurveyBallot.objects.count() == 1


def test_another_browser_is_told_where_the_ballot_is(asking: Asking, page: Any, live_server: Any) -> None:
    asking.ballot(asking.month.cast.officer)
    _sign_in(page, live_server, asking.month.cast.officer)
    page.goto(f"{live_server.url}/khao-sat/{asking.survey.pk}/")
    page.get_by_text("trên máy hoặc trình duyệt khác").wait_for()
    assert page.get_by_role("button", name="Nhận phiếu").is_hidden()


def test_an_unable_browser_is_told_kindly(asking: Asking, page: Any, live_server: Any) -> None:
    _sign_in(page, live_server, asking.month.cast.officer)
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.goto(f"{live_server.url}/khao-sat/{asking.survey.pk}/")
    page.get_by_text("Trình duyệt này chưa bỏ phiếu ẩn danh được").wait_for()

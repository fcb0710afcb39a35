"""The heads' keyboard in a real browser: rows, ticks, opening, approving, going on to the next form."""

from typing import Any

import pytest
from django.test import Client

from agencies.models import User
from agencies.tests.factories import make_staff, make_user
from evaluations.models import Review, SelfAssessment
from evaluations.tests.assessments.conftest import Month

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIVE_AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def _sign_in(page: Any, live_server: Any, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def _many(month: Month, count: int) -> None:
    for number in range(count):
        month.submitted(make_user(make_staff(f"Trần Văn Ba {number:02d}", month.cast.unit)))


def test_a_list_is_worked_through_by_keyboard_alone(month: Month, page: Any, live_server: Any) -> None:
    _many(month, 6)
    _sign_in(page, live_server, month.cast.head)
    page.goto(f"{live_server.url}/nhan-xet/")
    rows = page.locator(".bulk tbody tr")
    assert rows.count() == 6
    rows.first.focus()
    for key in ("Space", "j", "Space", "ArrowDown", "Space", "k", "Space"):
        page.keyboard.press(key)
    assert page.locator("input[name=pick]:checked").count() == 2
    assert page.locator("[data-vhcv-picked]").inner_text() == "Đã chọn 2 phiếu"
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    page.get_by_text("Đã quyết định 2 phiếu").wait_for()
    assert Review.objects.count() == 2

    rows = page.locator(".bulk tbody tr")
    rows.first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    seen = []
    for left in (4, 3):
        page.get_by_text(f"1/{left}", exact=True).wait_for()
        seen.append(page.locator("h1").inner_text())
        page.locator("body").focus()
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
    page.get_by_text("1/2", exact=True).wait_for()
    assert len(set(seen)) == 2
    assert SelfAssessment.objects.filter(state="done").count() == 4
    with page.expect_navigation():
        page.keyboard.press("Alt+j")
    page.get_by_text("2/2", exact=True).wait_for()


def test_a_lowered_score_asks_for_its_reason_and_shows_the_points(
    month: Month, page: Any, live_server: Any
) -> None:
    form = month.submitted(month.cast.officer)
    _sign_in(page, live_server, month.cast.head)
    page.goto(f"{live_server.url}/nhan-xet/{form.pk}/")
    points = page.locator("[data-vhcv-points]")
    before = points.inner_text()
    row = page.locator("#c0")
    assert not row.locator("[name=r0]").is_visible()
    row.locator("select").select_option("0")
    assert row.locator("[name=r0]").is_visible()
    assert points.inner_text() != before
    shown = points.inner_text()
    page.keyboard.type("Trả lời sai cả ba câu.")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert Review.objects.get().changes == {"0": {"score": 0, "reason": "Trả lời sai cả ba câu."}}
    page.goto(f"{live_server.url}/nhan-xet/{form.pk}/")
    assert page.locator(".three-points dd").last.inner_text() == shown


@pytest.mark.parametrize("width", ["page", "phone"])
def test_the_pages_have_no_barrier(month: Month, request: Any, live_server: Any, width: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    view = request.getfixturevalue(width)
    _many(month, 3)
    form = month.submitted(month.cast.officer)
    _sign_in(view, live_server, month.cast.head)
    where = f"{month.period.pk}/{month.cast.department.pk}"
    for address in (
        "/nhan-xet/?loai=tat-ca",
        f"/nhan-xet/{form.pk}/",
        "/nhan-xet/de-nghi/",
        f"/nhan-xet/{month.period.pk}/excel/",
        f"/nhan-xet/{where}/nd335/",
        f"/ty-le-xuat-sac/{where}/",
    ):
        view.goto(live_server.url + address)
        assert view.evaluate("document.documentElement.scrollWidth") <= view.viewport_size["width"]
        found = Axe().run(view, options=LIVE_AXE)
        assert found.response["passes"]
        assert found.violations_count == 0, address + found.generate_report()

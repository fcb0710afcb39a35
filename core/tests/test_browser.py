"""The frame in a real browser: strict CSP without a breach, charts drawn from their tables, phones."""

from typing import Any

import pytest

from core.static_assets import asset_url
from core.tests.gallery import KINDS
from tests.services import missing

pytestmark = [pytest.mark.browser, pytest.mark.urls("core.tests.gallery"), pytest.mark.django_db]
LIVE_AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def test_every_chart_is_drawn_from_its_table(page: Any, live_server: Any) -> None:
    """The fixture fails on any error of the console, which is where a breach of the CSP is told."""
    if not asset_url("charts.js"):
        missing("Giao diện dựng sẵn (node assets/build.mjs)")
    page.goto(live_server.url)
    page.locator("figure[data-vhcv-drawn]").nth(len(KINDS) - 1).wait_for()
    assert page.locator("[data-vhcv-canvas] svg").count() == len(KINDS)
    assert page.locator("details.chart-twin[open]").count() == 0
    page.locator("[data-vhcv-canvas]").first.hover()


def test_without_script_the_tables_stand_open(chromium: Any, live_server: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    assert page.locator("figure.chart table:visible").count() == len(KINDS)
    assert page.locator("[data-vhcv-canvas]:visible").count() == 0
    context.close()


def test_a_phone_has_no_sideways_scrolling_and_large_targets(phone: Any, live_server: Any) -> None:
    phone.goto(live_server.url + "/tai-khoan/login/")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    for box in phone.locator("button:visible, input:visible").all():
        assert box.bounding_box()["height"] >= 44


@pytest.mark.parametrize("path", ["/", "/tai-khoan/login/", "/khong-co/"])
def test_axe_finds_no_barrier(page: Any, live_server: Any, path: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.goto(live_server.url + path)
    found = Axe().run(page, options=LIVE_AXE)
    assert found.response["passes"]
    assert found.violations_count == 0, found.generate_report()

"""A head asks why on a phone: from the dashboard by one tap, down to the rows, without a barrier."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from evaluations.models import AgencyResult
from reporting.tests.conftest import Scene
from reporting.tests.test_browser import AXE, _enter

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_a_head_comes_from_the_total_to_its_rows(
    scene: Scene, before: AgencyResult, phone: Any, live_server: Any
) -> None:
    _enter(phone, live_server, scene.head)
    phone.goto(live_server.url + scene.at(""))
    phone.get_by_role("link", name="Vì sao?").click()
    assert phone.locator("svg.waterfall").is_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    found = Axe().run(phone, options=AXE)
    assert found.violations_count == 0, found.generate_report()
    phone.reload()
    phone.locator(".level-group:has(.source-step a) > summary").first.click()
    phone.locator(".level-criterion:has(.source-step a) > summary").first.click()
    phone.locator(".source-step a", has_text="Xem từng dòng").first.click()
    assert f"/co-quan/{scene.agency.pk}/tieu-chi/" in phone.url

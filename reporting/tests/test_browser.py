"""The pages of figures in a real browser: no breach of the CSP, no barrier, nothing beside a phone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from agencies.models import User
from reporting.tests.conftest import Scene, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
PROVINCE = ("", "xep-hang/", "ban-do-nhiet/", "cac-phan/")
BELOW = ("", "nhom/TT/", "tieu-chi/TT-04/")


def _enter(page: Any, server: Any, user: User) -> None:
    """Give the browser the session of ``user``."""
    session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server.url}])


def _paths(scene: Scene) -> list[str]:
    return [f"/bang-diem/{page}{scene.month}" for page in PROVINCE] + [scene.at(page) for page in BELOW]


def test_axe_finds_no_barrier(scene: Scene, page: Any, live_server: Any) -> None:
    _enter(page, live_server, scene.cast.leader)
    for path in _paths(scene):
        page.goto(live_server.url + path)
        found = Axe().run(page, options=AXE)
        assert found.violations_count == 0, path + found.generate_report()


def test_nothing_lies_beside_a_phone_screen(scene: Scene, phone: Any, live_server: Any) -> None:
    _enter(phone, live_server, scene.cast.leader)
    for path in _paths(scene):
        phone.goto(live_server.url + path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_a_cell_of_the_heat_map_opens_its_criterion(scene: Scene, page: Any, live_server: Any) -> None:
    _enter(page, live_server, scene.cast.leader)
    page.goto(f"{live_server.url}/bang-diem/ban-do-nhiet/{scene.month}")
    values = scene.result().values
    position = next(at for at, value in enumerate(values) if value is not None)
    code = scene.result().criteria_set.criteria.get(position=position).code
    row = page.locator("tr", has=page.locator(f"th a[href*='/co-quan/{scene.agency.pk}/']"))
    row.locator("td").nth(position + 1).click()
    page.wait_for_url(f"**/co-quan/{scene.agency.pk}/tieu-chi/{code}/**")


def test_choosing_a_month_is_one_act(scene: Scene, page: Any, live_server: Any) -> None:
    _enter(page, live_server, scene.cast.leader)
    page.goto(f"{live_server.url}/bang-diem/xep-hang/{scene.month}")
    page.get_by_label("Kỳ đánh giá").select_option("2026-10-01")
    page.wait_for_url("**ky=2026-10-01")

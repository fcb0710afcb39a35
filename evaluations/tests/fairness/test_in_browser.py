"""The pages of the comparison in a real browser: no breach of the CSP, no barrier, nothing beside a phone."""

from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from agencies.tests.cast import Cast
from evaluations.actions.fairness import draw_double_sample
from evaluations.models import Inspection
from evaluations.tests.fairness.conftest import AT, FIRST_DAY, SECOND_DAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
FOUND = dict.fromkeys(("TT-04", "TT-08", "GT-01", "TP-01"), (10, 8))


@pytest.fixture
def paths(cast: Cast, month: Any, inspectors: Any, visit: Any) -> list[str]:
    """Every page, with something on it."""
    first = visit(cast.commune, cast.inspector, FIRST_DAY, FOUND)
    visit(cast.commune, inspectors[0], SECOND_DAY, FOUND, double_of=first)
    visit(cast.department, inspectors[0], date(2026, 11, 5), FOUND)
    draw_double_sample(form_id=first.pk, period=month, percent=10, seed="ab" * 32, actor=cast.admin, at=AT)
    other = Inspection.objects.get(agency=cast.department)
    base = "/kiem-tra/cong-bang/"
    tabs = [f"{base}?xem={aspect}" for aspect in ("nguoi", "doan", "lap")]
    return [*tabs, f"{base}kiem-tra-lap/", f"{base}kiem-tra-lap/{other.pk}/"]


def _enter(page: Any, server: Any, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.admin)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server.url}])


def test_axe_finds_no_barrier(cast: Cast, paths: list[str], page: Any, live_server: Any) -> None:
    _enter(page, live_server, cast)
    for path in paths:
        assert page.goto(live_server.url + path).status == 200
        found = Axe().run(page, options=AXE)
        assert found.violations_count == 0, path + found.generate_report()


def test_nothing_lies_beside_a_phone_screen(
    cast: Cast, paths: list[str], phone: Any, live_server: Any
) -> None:
    _enter(phone, live_server, cast)
    for path in paths:
        assert phone.goto(live_server.url + path).status == 200
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, path

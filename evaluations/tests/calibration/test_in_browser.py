"""The pages of calibration and of the draw under a thumb and on a desk: no barrier, no sideways scroll."""

from typing import Any

import pytest
from django.test import Client

from agencies.models import User
from core import clock
from evaluations.actions.evidence import draw_people
from evaluations.models import EvidenceDraw
from evaluations.rules.planning.draws import commitment_of
from evaluations.tests.calibration.conftest import Scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIVE_AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
MONTH = "?ky=2026-11-01"
SEED = "ab" * 32


def _sign_in(page: Any, live_server: Any, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def _drawn(scene: Scene) -> EvidenceDraw:
    """Everybody who owes a form took part, one in five was drawn."""
    promised = EvidenceDraw.objects.create(
        period=scene.period,
        percent=20,
        seed=SEED,
        commitment=commitment_of(SEED),
        committed_by=scene.cast.admin,
        committed_at=clock.now(),
    )
    return draw_people(made=promised, actor=None, at=clock.now())


@pytest.mark.parametrize("who", ["admin", "head"])
def test_the_pages_have_no_barrier(scene: Scene, phone: Any, live_server: Any, who: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    scene.judged(scene.head, 12, 20)
    drawn = _drawn(scene)
    pages = {
        "admin": [f"/doi-chieu/{MONTH}", f"/doi-chieu/cach-dien/{MONTH}", f"/minh-chung/{drawn.pk}/"],
        "head": [f"/doi-chieu/co-quan/{scene.agency.pk}/{MONTH}", f"/minh-chung/{drawn.pk}/nguoi/"],
    }
    _sign_in(phone, live_server, scene.head if who == "head" else scene.cast.admin)
    for address in [*pages[who], f"/doi-chieu/cach-cham/{MONTH}"]:
        phone.goto(live_server.url + address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, address
        found = Axe().run(phone, options=LIVE_AXE)
        assert found.violations_count == 0, address + found.generate_report()

"""What-if, released rankings and the public page in a browser: no barrier, nothing beside a phone."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from evaluations.rules.what_if.changes import Changes
from evaluations.tests.scoring.random_month import AT
from reporting.actions import make_scenario
from reporting.tests.conftest import signed_in
from reporting.tests.release.conftest import Closed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
PHONE = {"width": 390, "height": 844}
FAR = date(2099, 1, 1)


def _scenarios(closed: Closed) -> list[str]:
    """The addresses of two scenarios."""
    made = [
        make_scenario(
            form_id=uuid4(),
            name=name,
            note="",
            set_code="qd1847",
            changes=Changes(edges={"excellent": Decimal(edge)}),
            periods=[closed.scene.period],
            actor=closed.admin,
            at=AT,
        )
        for name, edge in (("Dễ hơn", 80), ("Khó hơn", 95))
    ]
    one, other = (scenario.pk for scenario in made)
    root = "/bang-diem/gia-dinh/"
    return [root, f"{root}moi/?tu={one}", f"{root}{one}/", f"{root}so-sanh/?a={one}&b={other}"]


def test_no_barrier_and_nothing_beside_a_phone(closed: Closed, page: Any, live_server: Any) -> None:
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    session = signed_in(closed.admin).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    asking = f"{closed.page}de-nghi/"
    paths = [*_scenarios(closed), "/xep-hang-cong-bo/", asking]
    closed.asked(preview_until=FAR)
    paths += [closed.page, "/ket-qua-van-hoa-cong-vu/"]
    page.set_viewport_size(PHONE)
    found = {}
    for path in paths:
        page.goto(live_server.url + path)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        barriers = Axe().run(page, options=AXE).response["violations"]
        if wide or barriers:
            found[path] = (wide, [(one["id"], one["nodes"][0]["html"][:120]) for one in barriers])
    assert found == {}
    assert heard == []

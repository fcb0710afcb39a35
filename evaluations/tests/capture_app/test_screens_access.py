"""Every screen on a phone: nobody is kept out, nothing is pushed sideways, targets are large."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from evaluations.models import Inspection
from tests.journeys.visitors import SETTLE, WCAG

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

SMALL = """[...document.querySelectorAll(
    ':is(.btn, .step, .tally, summary, .tile, .row-link, .picks label, .check, .back, .unsent, '
    + 'main input:not([type=radio], [type=checkbox], .visually-hidden), select)')]
  .filter(one => one.offsetHeight && one.getBoundingClientRect().height < 47.5 && !one.matches('.row-link'))
  .map(one => one.outerHTML.slice(0, 120))"""
SCREENS = (
    "",
    "hang-cho",
    "k/{visit}",
    "k/{visit}/diem-danh",
    "k/{visit}/giao-dich",
    "k/{visit}/goi-thu",
    "k/{visit}/tc/TP-04",
    "k/{visit}/tc/CQ-01",
    "k/{visit}/tc/TT-04",
    "k/{visit}/tc/GT-01",
    "k/{visit}/bien-ban",
    "k/{visit}/ky",
)


def barriers(page: Any) -> str:
    """What axe finds, in its own words; empty when nothing."""
    page.evaluate(SETTLE, True)
    found = Axe().run(page, options=WCAG)
    page.evaluate(SETTLE, False)
    return "" if found.violations_count == 0 else found.generate_report()


@pytest.fixture
def filled(app_phone: Any, cast: Any, on_site: Inspection) -> Any:
    """A phone with something recorded, everything that can be unfolded unfolded."""

    def make(width: int) -> Any:
        phone = app_phone(cast.inspector, width=width)
        page = phone.criterion(on_site.pk, "TP-04")
        page.get_by_role("button", name="Thêm 1 chưa đạt").tap()
        phone.is_kept()
        return phone

    return make


def unfold(page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


@pytest.mark.parametrize("width", [390, 320])
def test_no_screen_is_wider_than_the_phone_and_targets_are_large(
    filled: Any, on_site: Inspection, width: int
) -> None:
    phone = filled(width)
    for screen in SCREENS:
        page = phone.show(screen.format(visit=on_site.pk))
        unfold(page)
        assert phone.is_no_wider_than_the_screen(), screen
        assert page.evaluate(SMALL) == [], screen


def test_no_screen_keeps_anybody_out(filled: Any, on_site: Inspection) -> None:
    phone = filled(390)
    for screen in SCREENS:
        page = phone.show(screen.format(visit=on_site.pk))
        unfold(page)
        assert barriers(page) == "", screen


def test_the_heading_takes_the_focus_when_a_screen_opens(filled: Any, on_site: Inspection) -> None:
    phone = filled(390)
    page = phone.show(f"k/{on_site.pk}/diem-danh", "Điểm danh")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert page.title().startswith("Điểm danh")


def test_without_script_the_page_leads_to_the_ordinary_one(
    chromium: Any, app_server: str, cast: Any, client: Any
) -> None:
    client.force_login(cast.inspector)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": app_server}
    with chromium.new_context(java_script_enabled=False) as context:
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(f"{app_server}/kiem-tra/tai-cho/")
        assert "/kiem-tra/" in page.get_by_role("link", name="trang kiểm tra thông thường").get_attribute(
            "href"
        )

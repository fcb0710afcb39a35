"""The form under a thumb: drafts keep themselves, a submission right after a draft is taken, no barrier."""

from typing import Any

import pytest
from django.test import Client

from agencies.models import User
from evaluations.models import SelfAssessment
from evaluations.tests.assessments.conftest import Month

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIVE_AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def _sign_in(page: Any, live_server: Any, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def test_a_phone_keeps_drafts_and_submits(month: Month, phone: Any, live_server: Any) -> None:
    _sign_in(phone, live_server, month.cast.officer)
    phone.goto(f"{live_server.url}/phieu/hien-tai/")
    asked = phone.locator("fieldset.ask")
    total = asked.count()
    for number in range(total):
        asked.nth(number).locator("label").first.click()
        if number == 1:
            phone.get_by_text("Đã lưu nháp").wait_for()
            assert SelfAssessment.objects.get().version == 1
    assert phone.locator("[data-vhcv-done]").inner_text() == str(total)
    phone.get_by_role("button", name="Nộp phiếu").click()
    phone.get_by_text("Phiếu đã khóa").wait_for()
    form = SelfAssessment.objects.get()
    assert form.state == "sent"
    assert sum(score is not None for score in form.scores) == total


def test_a_draft_changed_elsewhere_is_said_and_not_overwritten(
    month: Month, phone: Any, live_server: Any
) -> None:
    _sign_in(phone, live_server, month.cast.officer)
    phone.goto(f"{live_server.url}/phieu/hien-tai/")
    month.submitted(month.cast.officer)
    phone.locator("fieldset.ask").first.locator("label").nth(1).click()
    phone.get_by_text("Phiếu đã đổi ở nơi khác").wait_for()
    assert SelfAssessment.objects.get().scores[0] == 100


@pytest.mark.parametrize("who", ["officer", "unit_head"])
def test_the_pages_have_no_barrier(month: Month, phone: Any, live_server: Any, who: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    sent = month.submitted(month.cast.colleague)
    edit = f"/phieu/{month.period.pk}/{month.cast.department.pk}/"
    own = month.submitted(month.cast.officer)
    addresses = {
        "officer": ["/phieu/", f"/phieu/{own.pk}/"],
        "unit_head": ["/nhan-xet/?loai=tat-ca", f"/nhan-xet/{sent.pk}/", edit],
    }
    _sign_in(phone, live_server, getattr(month.cast, who))
    for address in addresses[who]:
        phone.goto(live_server.url + address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        found = Axe().run(phone, options=LIVE_AXE)
        assert found.response["passes"]
        assert found.violations_count == 0, address + found.generate_report()

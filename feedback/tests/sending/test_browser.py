"""A report from a phone without script, followed to its end; and a custodian who opens the vault."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from agencies.tests.cast import Cast
from feedback.enums import CaseState, VaultCode
from feedback.models import FeedbackCase, Sealed
from feedback.tests.factories import PASSPHRASE, make_vault

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def keeps_nobody_out(page: Any) -> None:
    """No wider than the screen, no barrier by axe."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    found = Axe().run(page, options=WCAG)
    assert found.response["passes"]
    assert found.violations_count == 0, found.generate_report()


def test_a_report_is_sent_and_followed_from_a_phone(phone: Any, live_server: Any, cast: Cast) -> None:
    make_vault(VaultCode.FIRST, cast.home_affairs, cast.custodian)
    phone.goto(f"{live_server.url}/phan-anh/")
    keeps_nobody_out(phone)
    phone.get_by_role("link", name="Phản ánh, góp ý cách phục vụ").click()
    phone.get_by_label("Cơ quan được phản ánh").select_option(label="Sở Tư pháp")
    phone.get_by_label("Nội dung phản ánh, kiến nghị").fill("Tôi khiếu nại việc quầy đóng sớm chiều thứ ba.")
    phone.get_by_label("Số điện thoại").fill("0901234567")
    phone.get_by_role("button", name="Gửi").click()
    keeps_nobody_out(phone)
    phone.get_by_role("checkbox").check()
    phone.get_by_role("button", name="Gửi").click()
    phone.get_by_text("có vẻ là khiếu nại").wait_for()
    phone.get_by_role("button", name="Gửi").click()
    phone.get_by_role("heading", name="Đã nhận phản ánh").wait_for()
    keeps_nobody_out(phone)
    receipt = phone.locator(".receipt-code").inner_text()
    FeedbackCase.objects.update(state=CaseState.ANSWERED)
    phone.get_by_role("link", name="Tra cứu bằng mã theo dõi").click()
    phone.get_by_label("Mã theo dõi").fill(receipt)
    phone.get_by_role("button", name="Xem").click()
    keeps_nobody_out(phone)
    phone.get_by_role("radio", name="Chưa được giải quyết").check()
    phone.get_by_role("button", name="Gửi ý kiến").click()
    phone.get_by_text("Cảm ơn ông/bà").wait_for()
    phone.get_by_role("button", name="Xóa liên hệ").click()
    phone.get_by_text("Đã xóa liên hệ").wait_for()
    assert receipt.replace(" ", "") not in phone.url
    assert phone.context.cookies() == []
    assert FeedbackCase.objects.get().is_solved is False
    assert [row.kind for row in Sealed.objects.all()] == ["text"]


@pytest.mark.parametrize("query", ["?lang=en", "?chu=to"])
def test_every_public_page_keeps_nobody_out(phone: Any, live_server: Any, cast: Cast, query: str) -> None:
    make_vault(VaultCode.FIRST, cast.home_affairs, cast.custodian)
    for page in ("", "gui/", "khieu-nai/", "to-cao/", "tra-cuu/"):
        phone.goto(f"{live_server.url}/phan-anh/{page}{query}")
        keeps_nobody_out(phone)


def test_a_custodian_opens_the_vault_and_no_script_reads_its_key(
    page: Any, live_server: Any, cast: Cast
) -> None:
    vault, _private = make_vault(VaultCode.FIRST, cast.home_affairs, cast.custodian)
    client = Client()
    client.force_login(cast.custodian)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([session])
    page.goto(f"{live_server.url}/niem-phong/")
    page.get_by_role("link", name="Mở két").click()
    page.get_by_label("Mật khẩu khóa").fill(PASSPHRASE)
    page.get_by_role("button", name="Mở két").click()
    page.get_by_text("Két đang mở trong phiên này").wait_for()
    assert "vhcv_ket" not in page.evaluate("document.cookie")
    page.goto(f"{live_server.url}/niem-phong/ket/{vault.pk}/")
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()

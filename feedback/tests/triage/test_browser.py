"""The custodian in a real browser: from the passphrase to the batch on a phone, sentences by keyboard."""

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from agencies.models import User
from agencies.tests.cast import Cast
from feedback.actions.remarks.keep_remark import keep_remark
from feedback.actions.triage.release_batch import release_batch
from feedback.models import Counter, FeedbackCase, Remark
from feedback.tests.conftest import AT
from feedback.tests.factories import PASSPHRASE
from feedback.tests.triage.conftest import SAFE, Desk, photo, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def _enter(page: Any, server: Any, user: User) -> None:
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server.url}])


def _unlock(page: Any, server: Any, path: str) -> None:
    page.goto(server.url + path)
    page.get_by_label("Mật khẩu khóa").fill(PASSPHRASE)
    page.get_by_role("button", name="Mở két").click()
    page.wait_for_url(server.url + path)


def _no_barrier(page: Any) -> None:
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()


def test_a_case_is_read_covered_and_sent_on_a_phone(
    cast: Cast, desk: Desk, phone: Any, live_server: Any
) -> None:
    case = send(cast.department, photos=[photo()])
    _enter(phone, live_server, desk.holder)
    _unlock(phone, live_server, f"/niem-phong/ban-doc/{case.pk}/")
    phone.locator("mark", has_text="0912345678").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    _no_barrier(phone)
    words = phone.get_by_role("textbox", name="Bản chuyển cơ quan")
    words.fill(f"{SAFE} Gọi 0912345678.")
    phone.get_by_role("button", name="Duyệt, chờ đợt gửi").click()
    phone.get_by_text("1 chỗ giống số điện thoại").wait_for()
    _no_barrier(phone)
    words.fill(SAFE)
    phone.get_by_role("button", name="Duyệt, chờ đợt gửi").click()
    phone.get_by_text("chờ đợt gửi sáng sớm").wait_for()
    _no_barrier(phone)
    release_batch(at=AT + timedelta(days=2))
    case.refresh_from_db()
    assert (case.released_text, case.state) == (SAFE, "released")
    day = (AT + timedelta(days=2)).date()
    assert FeedbackCase.objects.visible_to(User.objects.get(pk=cast.head.pk), day).get() == case


def test_sentences_are_decided_by_keyboard(
    cast: Cast, desk: Desk, counter: Counter, page: Any, live_server: Any
) -> None:
    for text in ("Phải chờ lâu", "asdf asdf"):
        keep_remark(counter=counter, agency_id=cast.department.pk, text=text, stars=2, day=AT.date())
    _enter(page, live_server, desk.holder)
    _unlock(page, live_server, "/niem-phong/gop-y/")
    _no_barrier(page)
    shown = page.locator("[data-vhcv-remark] .triage-words").all_inner_texts()
    page.keyboard.press("j")
    for text in shown:
        page.keyboard.press("2" if "asdf" in text else "1")
    page.get_by_role("button", name="Lưu quyết định").click()
    page.get_by_text("Đã duyệt 2 lời góp ý.").wait_for()
    assert set(Remark.objects.values_list("state", "released_text")) == {
        ("ready", "Phải chờ lâu"),
        ("withheld", ""),
    }

"""RELIABILITY F57: session lost, tab closed, network dead, back, two tabs: the words come back, one row."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from evaluations.models import SelfAssessment
from evaluations.tests.assessments.conftest import Month
from evaluations.tests.assessments.test_in_browser import FORM, open_form, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "Object.keys(localStorage).filter((one) => one.startsWith('vhcv-phieu'))"
WORDS = "Đang viết dở thì mất mạng 🙂"


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    """A phone whose network may fail: what that says in the console is no error, an exception is."""
    options = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with chromium.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options) as context:
        troubles: list[str] = []
        context.on("weberror", lambda error: troubles.append(str(error.error)))
        yield context.new_page()
    assert troubles == []


def note(page: Any, at: int = 0) -> Any:
    """The note of a question, opened."""
    box = page.locator(f"[name=n{at}]")
    box.evaluate("box => { box.closest('details').open = true }")
    return box


def test_a_closed_tab_on_a_dead_network_loses_no_character(
    month: Month, phone: Any, live_server: Any
) -> None:
    open_form(phone, live_server, month.cast.officer)
    phone.context.set_offline(True)
    note(phone).press_sequentially(WORDS)
    phone.locator("fieldset.ask").nth(1).locator("label").first.click()
    phone.get_by_text("Mất kết nối. Đã giữ trên máy này").wait_for()
    kept = phone.evaluate(
        "localStorage.getItem(Object.keys(localStorage).find((one) => one.startsWith('vhcv-')))"
    )
    assert "viết" not in kept
    other = phone.context.new_page()
    phone.close()
    other.context.set_offline(False)
    other.goto(live_server.url + FORM)
    other.get_by_text("Đã khôi phục những gì bạn gõ").wait_for()
    assert note(other).input_value() == WORDS
    other.get_by_text("Đã lưu nháp").wait_for()
    form = SelfAssessment.objects.get()
    assert (form.notes, form.scores[1]) == ({"0": {"note": WORDS}}, 0)
    assert other.evaluate(KEPT) == []


def test_the_network_comes_back_and_the_draft_saves_itself(
    month: Month, phone: Any, live_server: Any
) -> None:
    open_form(phone, live_server, month.cast.officer)
    phone.context.set_offline(True)
    note(phone).fill(WORDS)
    phone.get_by_text("Mất kết nối").wait_for()
    phone.context.set_offline(False)
    phone.get_by_text("Đã lưu nháp").wait_for()
    assert SelfAssessment.objects.get().notes == {"0": {"note": WORDS}}


def test_a_session_lost_while_typing_goes_on_after_signing_in_elsewhere(
    month: Month, phone: Any, live_server: Any
) -> None:
    open_form(phone, live_server, month.cast.officer)
    Session.objects.all().delete()
    note(phone).fill(WORDS)
    phone.get_by_text("Phiên đăng nhập đã hết").wait_for()
    assert note(phone).input_value() == WORDS
    assert not SelfAssessment.objects.exists()
    other = phone.context.new_page()
    sign_in(other, live_server, month.cast.officer)
    other.goto(f"{live_server.url}/phieu/")
    other.close()
    phone.evaluate("window.dispatchEvent(new Event('focus'))")
    phone.get_by_text("Đã lưu nháp").wait_for()
    assert SelfAssessment.objects.get().notes == {"0": {"note": WORDS}}


def test_pressing_submit_without_a_session_keeps_the_page(month: Month, phone: Any, live_server: Any) -> None:
    open_form(phone, live_server, month.cast.officer)
    Session.objects.all().delete()
    note(phone).fill(WORDS)
    phone.get_by_role("button", name="Nộp phiếu").dblclick()
    phone.get_by_text("Phiên đăng nhập đã hết").wait_for()
    assert note(phone).input_value() == WORDS
    phone.get_by_role("link", name="Đăng nhập ở thẻ khác").wait_for()


def test_another_person_on_the_device_neither_sees_nor_sends_it(
    month: Month, phone: Any, live_server: Any
) -> None:
    open_form(phone, live_server, month.cast.officer)
    phone.context.set_offline(True)
    note(phone).fill(WORDS)
    phone.get_by_text("Mất kết nối").wait_for()
    page = phone.context.new_page()
    sign_in(page, live_server, month.cast.colleague)
    phone.context.set_offline(False)
    phone.get_by_text("Trình duyệt đang đăng nhập tài khoản khác").wait_for()
    page.goto(live_server.url + FORM)
    page.locator("form[data-vhcv-ready]").wait_for()
    assert page.get_by_text("Đã khôi phục").count() == 0
    assert note(page).input_value() == ""
    assert not SelfAssessment.objects.exists()
    sign_in(page, live_server, month.cast.officer)
    page.goto(live_server.url + FORM)
    page.get_by_text("Đã khôi phục những gì bạn gõ").wait_for()
    assert note(page).input_value() == WORDS


def test_where_nothing_can_be_sealed_the_words_still_come_back_and_go_with_another_person(
    month: Month, phone: Any, live_server: Any
) -> None:
    phone.context.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    open_form(phone, live_server, month.cast.officer)
    phone.route("**/luu/", lambda route: route.fulfill(status=503, body="bận"))
    note(phone).fill(WORDS)
    phone.get_by_text("Mất kết nối").wait_for()
    phone.reload()
    phone.get_by_text("Đã khôi phục").wait_for()
    assert note(phone).input_value() == WORDS
    sign_in(phone, live_server, month.cast.colleague)
    phone.goto(f"{live_server.url}/phieu/")
    assert phone.evaluate(KEPT) == []


def test_signing_out_erases_what_was_kept(month: Month, phone: Any, live_server: Any) -> None:
    open_form(phone, live_server, month.cast.officer)
    phone.context.set_offline(True)
    note(phone).fill(WORDS)
    phone.get_by_text("Mất kết nối").wait_for()
    assert len(phone.evaluate(KEPT)) == 1
    phone.context.set_offline(False)
    page = phone.context.new_page()
    page.goto(f"{live_server.url}/tai-khoan/logout/")
    page.locator("form[action$='/logout/'] button").last.click()
    page.wait_for_url("**/login/**")
    assert page.evaluate(KEPT) == []


def test_two_tabs_leave_one_row_and_the_person_chooses(month: Month, phone: Any, live_server: Any) -> None:
    open_form(phone, live_server, month.cast.officer)
    other = phone.context.new_page()
    other.goto(live_server.url + FORM)
    other.locator("form[data-vhcv-ready]").wait_for()
    for page, pick in ((phone, 0), (other, 1)):
        page.bring_to_front()
        page.locator("fieldset.ask").first.locator("label").nth(pick).click()
        page.locator("fieldset.ask").nth(2 + pick).locator("label").first.click()
        if page is phone:
            page.get_by_text("Đã lưu nháp").wait_for()
    clash = other.locator(".ask-clash")
    clash.get_by_text("Ở nơi khác đã lưu: “Luôn luôn”. Ở đây: “Hầu hết”.").wait_for()
    # what only the first tab answered is here as well
    assert other.locator("fieldset.ask").nth(2).locator("input:checked").count() == 1
    clash.get_by_role("button", name="Giữ của tôi").click()
    other.get_by_text("Đã lưu nháp").wait_for()
    form = SelfAssessment.objects.get()
    assert (form.scores[0], form.scores[2], form.scores[3]) == (80, 100, 100)


def test_back_after_submitting_leads_to_the_sent_form(month: Month, phone: Any, live_server: Any) -> None:
    open_form(phone, live_server, month.cast.officer)
    month.submitted(month.cast.officer)
    phone.goto(f"{live_server.url}/phieu/")
    phone.go_back()
    phone.get_by_text("Phiếu đã khóa").wait_for()
    assert SelfAssessment.objects.count() == 1


def test_a_reload_while_a_save_is_refused_keeps_the_words(month: Month, phone: Any, live_server: Any) -> None:
    open_form(phone, live_server, month.cast.officer)
    phone.route("**/luu/", lambda route: route.fulfill(status=503, body="bận"))
    note(phone).fill(WORDS)
    phone.get_by_text("Mất kết nối").wait_for()
    phone.unroute("**/luu/")
    phone.reload()
    phone.get_by_text("Đã khôi phục").wait_for()
    assert note(phone).input_value() == WORDS


def test_the_kept_form_tells_the_script_who_is_signed_in(client: Client, month: Month) -> None:
    address = f"/phieu/{month.period.pk}/{month.cast.department.pk}/ban-luu/"
    refused = client.get(address, headers={"accept": "application/json"})
    assert (refused.status_code, refused.json()["sign_in"]) == (401, True)
    client.force_login(month.cast.officer)
    kept = client.get(address).json()
    assert (kept["user"], kept["version"], kept["is_open"]) == (month.cast.officer.pk, 0, True)

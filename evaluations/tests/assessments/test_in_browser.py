"""The form under a thumb and under keys: drafts keep themselves, what is asked is asked, no barrier."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from agencies.models import User
from evaluations.models import AssessmentEvidence, SelfAssessment
from evaluations.tests.assessments.conftest import Month

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIVE_AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
FORM = "/phieu/hien-tai/"


def sign_in(page: Any, live_server: Any, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def open_form(page: Any, live_server: Any, user: User) -> None:
    """The month's form, its script ready."""
    sign_in(page, live_server, user)
    page.goto(live_server.url + FORM)
    page.locator("form[data-vhcv-ready]").wait_for()


def answer_all(page: Any, picks: tuple[int, ...] = (0, 1)) -> int:
    """Take the best choice and the next by turns; a mark of the scale counts from the top. How many."""
    asked = page.locator("fieldset.ask")
    for number in range(asked.count()):
        choices = asked.nth(number).locator(".ask-choices label:not(.ask-na)")
        pick = picks[number % len(picks)] if choices.count() > 2 else 0
        choices.nth(10 - pick if choices.count() == 11 else pick).click()
    return int(asked.count())


def test_a_phone_keeps_drafts_and_submits(month: Month, phone: Any, live_server: Any) -> None:
    open_form(phone, live_server, month.cast.officer)
    phone.locator("fieldset.ask label").first.click()
    phone.get_by_text("Đã lưu nháp").wait_for()
    assert SelfAssessment.objects.get().version == 1
    total = answer_all(phone)
    assert phone.locator("[data-vhcv-done]").inner_text() == str(total)
    phone.get_by_role("button", name="Nộp phiếu").click()
    phone.get_by_text("Phiếu đã khóa").wait_for()
    form = SelfAssessment.objects.get()
    assert form.state == "sent"
    assert sum(score is not None for score in form.scores) == total
    assert phone.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('vhcv-phieu'))") == []


def test_a_form_sent_elsewhere_is_said_and_not_overwritten(
    month: Month, phone: Any, live_server: Any
) -> None:
    open_form(phone, live_server, month.cast.officer)
    month.submitted(month.cast.officer)
    phone.locator("fieldset.ask").first.locator("label").nth(1).click()
    phone.get_by_text("đã nộp nên không sửa được nữa").wait_for()
    assert phone.locator("fieldset.ask").first.locator("input:checked").get_attribute("value") == "80"
    assert SelfAssessment.objects.get().scores[0] == 100


def test_keys_alone_fill_in_and_submit(month: Month, page: Any, live_server: Any) -> None:
    open_form(page, live_server, month.cast.colleague)
    page.locator("fieldset.ask input").first.focus()
    total = page.locator("fieldset.ask").count()
    for number in range(total):
        scale = page.locator("fieldset.ask").nth(number).locator("input").count() == 12
        for key in "10" if scale and number % 2 else "9" if scale else "1":
            page.keyboard.press(key)
        page.keyboard.press("Enter")
    assert page.locator("[data-vhcv-done]").inner_text() == str(total)
    # the last Enter leads to the button
    page.keyboard.press("Enter")
    page.get_by_text("Phiếu đã khóa").wait_for()
    assert {*SelfAssessment.objects.get().scores} == {90, 100, None}


def test_the_next_question_is_one_tap_away(month: Month, phone: Any, live_server: Any) -> None:
    open_form(phone, live_server, month.cast.colleague)
    asked = phone.locator("fieldset.ask")
    for number in (0, 1, 3):
        asked.nth(number).locator("label").first.click()
    phone.get_by_role("button", name="Câu chưa trả lời").click()
    assert phone.evaluate("document.activeElement.closest('fieldset').id") == asked.nth(2).get_attribute("id")


def test_a_low_mark_asks_for_a_word_at_once(month: Month, phone: Any, live_server: Any) -> None:
    open_form(phone, live_server, month.cast.colleague)
    first = phone.locator("fieldset.ask").first
    first.locator("label", has_text="Chưa thực hiện").tap()
    first.get_by_text("Mức thấp nhất: ghi một câu vì sao.").wait_for()
    assert phone.evaluate("document.activeElement.name") == "n0"


def test_one_mark_all_the_way_down_is_asked_about_once(month: Month, phone: Any, live_server: Any) -> None:
    open_form(phone, live_server, month.cast.colleague)
    answer_all(phone, picks=(0,))
    phone.get_by_role("button", name="Nộp phiếu").click()
    phone.get_by_text("cùng một mức cho mọi tiêu chí").wait_for()
    assert SelfAssessment.objects.get().state == "draft"
    phone.get_by_role("button", name="Vẫn nộp phiếu").click()
    phone.get_by_text("Phiếu đã khóa").wait_for()


def test_a_picture_is_attached_and_taken_off(
    month: Month, phone: Any, live_server: Any, tmp_path: Path
) -> None:
    picture = tmp_path / "bien-ten.png"
    Image.new("RGB", (300, 200), "teal").save(picture)
    open_form(phone, live_server, month.cast.colleague)
    first = phone.locator("fieldset.ask").first
    first.get_by_text("Ghi chú, minh chứng").click()
    with phone.expect_file_chooser() as chooser:
        first.get_by_role("button", name="Đính kèm ảnh, PDF").click()
    chooser.value.set_files(picture)
    first.get_by_role("link", name="bien-ten.png").wait_for()
    assert AssessmentEvidence.objects.get().position == 0
    phone.reload()
    assert first.locator(".ask-files a").count() == 1
    phone.get_by_role("link", name="Ảnh, tệp minh chứng của phiếu").click()
    phone.get_by_role("button", name="Gỡ").click()
    phone.get_by_text("Đã gỡ minh chứng.").wait_for()
    assert not AssessmentEvidence.objects.exists()


@pytest.mark.parametrize("who", ["officer", "unit_head"])
def test_the_pages_have_no_barrier(month: Month, phone: Any, live_server: Any, who: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    edit = f"/phieu/{month.period.pk}/{month.cast.department.pk}/"
    own = month.submitted(month.cast.officer)
    addresses = {"officer": ["/phieu/", f"/phieu/{own.pk}/"], "unit_head": [edit]}
    sign_in(phone, live_server, getattr(month.cast, who))
    for address in addresses[who]:
        phone.goto(live_server.url + address)
        phone.evaluate("document.querySelectorAll('details.ask-note').forEach((one) => { one.open = true })")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        found = Axe().run(phone, options=LIVE_AXE)
        assert found.response["passes"]
        assert found.violations_count == 0, address + found.generate_report()


def test_targets_are_large_enough_for_a_thumb(month: Month, phone: Any, live_server: Any) -> None:
    open_form(phone, live_server, month.cast.colleague)
    targets = phone.locator(".ask-choices label, .ask summary, .ask-bar .btn:not([hidden])")
    small = targets.evaluate_all(
        """all => all.map((one) => one.getBoundingClientRect())
          .filter(({ width, height }) => height < 44 || width < 44).length"""
    )
    assert small == 0

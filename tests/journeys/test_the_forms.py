"""A month of self-assessments as four people live it: staff on a phone, a moved person, two levels of heads.

The officer's tab is lost half way and nothing typed is; the old office tells what it knows of the person who
moved; the head of the unit lowers one answer with a reason; the head of the agency decides by keyboard; the
officer reads three columns, answers, asks to think again, and is answered.
"""

from datetime import date
from typing import Any
from urllib.parse import urljoin

import pytest
from django.urls import reverse

from agencies.models import Posting, User
from evaluations.models import Appeal, ManagerReview, Review, SelfAssessment, TransferNote
from evaluations.tasks import refresh_open_periods
from tests.journeys import steps
from tests.journeys.conftest import NOW, November
from tests.journeys.visitors import Visitors, look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOVED_ON = date(2026, 11, 12)
REASON = "Hai lần người dân phải nhắc trong tháng."
OLD_OFFICE = "Nửa đầu tháng đồng chí giải quyết hồ sơ đúng hạn."


def test_a_month_of_forms_from_the_phone_to_the_answered_appeal(
    november: November, worker: None, visitors: Visitors
) -> None:
    cast = november.cast
    move(cast.stranger, cast.unit)
    refresh_open_periods()

    officer = visitors.sign_in(cast.officer, phone=True)
    officer = fill_in_with_a_lost_tab(officer)
    moved = visitors.sign_in(cast.stranger, phone=True)
    fill_in_where_one_is_now(moved, november)
    tell_the_new_office(visitors.sign_in(cast.other_head), cast.stranger)

    read_the_note_and_lower_one(visitors.sign_in(cast.unit_head), november)
    head = visitors.sign_in(cast.head)
    decide_by_keyboard(head)

    read_three_columns_and_appeal(officer)
    answer_the_appeal(head, cast.officer.display_name)
    officer.reload()
    officer.get_by_text("Chấp nhận một phần").first.wait_for()
    officer.get_by_text("Mức mới là hợp lý.").first.wait_for()
    look(officer)


def move(person: User, unit: Any) -> None:
    """A person of the commune holds a post in the department's unit from the 12th."""
    Posting.objects.filter(staff=person.staff).update(ends_on=MOVED_ON)
    Posting.objects.create(
        staff=person.staff, agency=unit, title="Chuyên viên", starts_on=MOVED_ON, recorded_at=NOW
    )


def fill_in_with_a_lost_tab(phone: Any) -> Any:
    """Type half of the form without network, lose the tab, find everything in a new one, and submit."""
    phone.goto(urljoin(phone.url, reverse("assessment_current")))
    steps.arrive(phone, "Phiếu tự đánh giá tháng 11/2026")
    look(phone)
    address, context = phone.url, phone.context
    context.set_offline(True)
    first = phone.locator("fieldset.ask").first
    first.locator("label").nth(1).click()
    first.locator("details").evaluate("note => { note.open = true }")
    first.locator("textarea").press_sequentially("Một lần hỏi lại quy trình.")
    phone.get_by_text("Mất kết nối. Đã giữ trên máy này").wait_for()
    again = context.new_page()
    phone.close()
    context.set_offline(False)
    again.goto(address)
    again.get_by_text("Đã khôi phục những gì bạn gõ").wait_for()
    kept = again.locator("fieldset.ask").first
    assert kept.locator("textarea").input_value() == "Một lần hỏi lại quy trình."
    assert kept.locator("label").nth(1).locator("input").is_checked()
    steps.fill_in_and_submit(again, (1, 0, 0))
    look(again)
    return again


def fill_in_where_one_is_now(phone: Any, november: November) -> None:
    """The moved person's one form is that of the agency where they stand on the month's last day."""
    phone.goto(urljoin(phone.url, reverse("assessment_current")))
    steps.arrive(phone, "Phiếu tự đánh giá tháng 11/2026")
    assert f"/{november.period.pk}/{november.cast.department.pk}/" in phone.url
    steps.fill_in_and_submit(phone, (0, 0, 1))
    form = SelfAssessment.objects.get(staff=november.cast.stranger.staff)
    assert (form.agency, form.unit) == (november.cast.department, november.cast.unit)


def tell_the_new_office(head: Any, person: User) -> None:
    """The head of the commune finds who left and writes what the new office should know."""
    head.get_by_role("link", name="Tiến độ", exact=True).first.click()
    head.goto(urljoin(head.url, reverse("owing_names") + "?loai=chuyen-di"))
    look(head)
    head.get_by_role("link", name=person.display_name).click()
    head.get_by_label("Nhận xét", exact=True).fill(OLD_OFFICE)
    head.get_by_role("button", name="Gửi nhận xét").click()
    head.get_by_text("Đã gửi nhận xét").wait_for()
    look(head)
    assert TransferNote.objects.count() == 1


def read_the_note_and_lower_one(page: Any, november: November) -> None:
    """The head of the unit reads the old office's note, agrees to that form, and lowers one of the other."""
    page.get_by_role("link", name="Nhận xét phiếu", exact=True).first.click()
    steps.arrive(page, "Nhận xét phiếu tự đánh giá")
    look(page)
    page.get_by_role("link", name=november.cast.stranger.display_name).click()
    page.get_by_text(OLD_OFFICE).wait_for()
    look(page)
    page.keyboard.press("Control+Enter")
    steps.arrive(page, "Nhận xét phiếu tự đánh giá")
    page.get_by_role("link", name=november.cast.officer.display_name).click()
    page.get_by_role("heading", name=november.cast.officer.display_name, level=1).wait_for()
    steps.lower(page.locator(".judge-row").first, REASON)
    look(page)
    page.keyboard.press("Control+Enter")
    steps.arrive(page, "Nhận xét phiếu tự đánh giá")
    assert ManagerReview.objects.filter(changes__isnull=False).count() == 1
    assert not Review.objects.exists()


def decide_by_keyboard(head: Any) -> None:
    """The head of the agency sees both columns and the quota, ticks both forms and decides, all by keys."""
    head.get_by_role("link", name="Nhận xét phiếu", exact=True).first.click()
    steps.arrive(head, "Nhận xét phiếu tự đánh giá")
    head.get_by_text("Tỷ lệ xuất sắc theo mức đang có").wait_for()
    look(head)
    rows = head.locator(".bulk tbody tr")
    rows.first.focus()
    for key in ("Space", "j", "Space"):
        head.keyboard.press(key)
    head.get_by_text("Đã chọn 2 phiếu").wait_for()
    head.keyboard.press("Control+Enter")
    head.get_by_text("Đã quyết định 2 phiếu").wait_for()
    assert Review.objects.filter(changes__isnull=False).count() == 1
    look(head)


def read_three_columns_and_appeal(phone: Any) -> None:
    """The officer reads own, manager's and head's answer with the reason, says a word, and appeals."""
    phone.reload()
    changed = phone.locator(".said.is-changed").first
    for words in ("Tự chấm", "Trưởng bộ phận", "Thủ trưởng", REASON):
        changed.get_by_text(words).first.wait_for()
    look(phone)
    say(phone, "Ghi ý kiến", "Ý kiến của bạn về nhận xét", "Tôi đã giải thích với người dân.", "Gửi ý kiến")
    say(phone, "Gửi kiến nghị", "Vì sao cần xem lại", "Chỉ một lần, hôm mất điện.", "Gửi kiến nghị")
    phone.get_by_text("Chờ giải quyết").first.wait_for()
    assert Appeal.objects.get().due_on > NOW.date()
    look(phone)


def say(phone: Any, summary: str, label: str, words: str, button: str) -> None:
    """Open a box, write, send."""
    box = phone.locator("details.say-box", has=phone.get_by_label(label))
    box.locator("summary", has_text=summary).click()
    box.get_by_label(label).fill(words)
    box.get_by_role("button", name=button).click()
    phone.get_by_text(words).first.wait_for()


def answer_the_appeal(head: Any, name: str) -> None:
    """The head gives back one step, with the reason, and answers."""
    head.goto(urljoin(head.url, reverse("review_requests")))
    look(head)
    head.get_by_role("link", name=name).first.click()
    steps.arrive(head, f"Kiến nghị của {name}")
    row = head.locator(".judge-row.is-changed").first
    row.locator("select").select_option(index=2)
    row.get_by_placeholder("Lý do").fill("Mất điện là có thật.")
    head.get_by_label("Chấp nhận một phần").check()
    head.get_by_label("Trả lời kiến nghị").fill("Mức mới là hợp lý.")
    look(head)
    head.get_by_role("button", name="Gửi quyết định giải quyết").click()
    head.get_by_text("Đã giải quyết kiến nghị").wait_for()
    assert Appeal.objects.get().state == "partly"

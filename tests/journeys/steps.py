"""What each person does in the month, as a person does it: by what stands on their screen."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.journeys.visitors import look


def arrive(page: Any, heading: str) -> None:
    """Wait until the page with this heading is there, whole."""
    page.get_by_role("heading", name=heading, level=1).wait_for()
    page.wait_for_load_state()


def plan_inspection(phone: Any) -> None:
    """From the list of inspections: find the agency without accents, give the order, check in."""
    look(phone)
    phone.get_by_role("link", name="Lập cuộc kiểm tra").tap()
    arrive(phone, "Kiểm tra cơ quan nào?")
    phone.get_by_role("searchbox").fill("so tu phap")
    phone.get_by_role("searchbox").press("Enter")
    expect(phone.locator(".choice")).to_have_count(1)
    look(phone)
    phone.get_by_role("link", name="Sở Tư pháp").tap()
    arrive(phone, "Lập cuộc kiểm tra")
    phone.get_by_label("Đột xuất").check()
    phone.get_by_label("Số quyết định kiểm tra").fill("12/QĐ-SNV")
    look(phone)
    phone.get_by_role("button", name="Lập cuộc kiểm tra").tap()
    phone.get_by_role("button", name="Bắt đầu kiểm tra").tap()


def count_heads(phone: Any, *, roster: int, present: int) -> None:
    """On site: the head-count, the rest on leave."""
    phone.get_by_label("Tổng số theo danh sách", exact=True).fill(str(roster))
    phone.get_by_label("Có mặt", exact=True).fill(str(present))
    phone.get_by_label("Nghỉ phép", exact=True).fill(str(roster - present))
    phone.get_by_role("button", name="Lưu điểm danh").tap()
    phone.get_by_text("Đã lưu điểm danh.").wait_for()


def observe(phone: Any, code: str, *, good: int, bad: int, photo: Path | None = None) -> None:
    """On site: count cases of one criterion with two buttons, and take a photograph."""
    card = phone.locator(".check", has=phone.get_by_text(code, exact=True))
    card.evaluate("card => { card.closest('details').open = true }")
    for _ in range(good):
        card.get_by_role("button", name="1 đạt", exact=True).tap()
    for _ in range(bad):
        card.get_by_role("button", name="1 chưa đạt").tap()
    if photo is not None:
        card.locator("[name=camera]").set_input_files(photo)
        card.locator(".photos img").wait_for()
    phone.locator("[data-vhcv-unsent]:empty").wait_for(state="attached")


def issue_minutes(phone: Any) -> None:
    """Read the draft, enter the end and who signed the paper copy, issue."""
    look(phone)
    phone.get_by_role("link", name="Lập biên bản").tap()
    arrive(phone, "Lập biên bản kiểm tra")
    phone.get_by_label("Giờ kết thúc làm việc").fill("10:30")
    for side, name, post in (
        ("agency", "Nguyễn Thị Hòa", "Giám đốc"),
        ("team", "Trần Văn Kiểm", "Trưởng đoàn"),
    ):
        phone.locator(f"[name={side}_way][value=paper]").check()
        phone.locator(f"[name={side}_name]").fill(name)
        phone.locator(f"[name={side}_post]").fill(post)
    phone.get_by_label("Đã đọc lại biên bản").check()
    look(phone)
    phone.get_by_role("button", name="Ban hành biên bản").tap()
    phone.get_by_text("Đã ban hành biên bản.").wait_for()
    look(phone)


def agree_to_the_minutes(head: Any) -> None:
    """The head opens the visit to the own office and agrees to what was found there."""
    head.get_by_role("link", name="Kiểm tra", exact=True).first.click()
    head.get_by_role("link", name="Sở Tư pháp").click()
    arrive(head, "Kiểm tra Sở Tư pháp")
    look(head)
    head.get_by_role("link", name="Giải trình").click()
    arrive(head, "Ghi nhận và giải trình")
    look(head)
    head.get_by_text("Nhất trí toàn bộ biên bản").click()
    head.get_by_role("button", name="Nhất trí toàn bộ").click()
    head.get_by_text("Đã ghi: cơ quan nhất trí").wait_for()


def report(phone: Any) -> None:
    """The leader reports the result."""
    phone.get_by_role("link", name="Giải trình").tap()
    arrive(phone, "Ghi nhận và giải trình")
    phone.get_by_role("link", name="Soạn báo cáo").tap()
    arrive(phone, "Báo cáo kết quả kiểm tra")
    look(phone)
    phone.get_by_role("button", name="Ban hành báo cáo").tap()
    phone.get_by_text("Đã ban hành báo cáo kết quả.").wait_for()


def conclude(phone: Any) -> None:
    """Read what was upheld, confirm it, issue the conclusion."""
    phone.get_by_role("link", name="Kết luận").tap()
    arrive(phone, "Kết luận kiểm tra")
    look(phone)
    phone.get_by_role("textbox", name="Người ký", exact=True).fill("Lê Thị Nội")
    phone.get_by_label("Chức vụ người ký").fill("Giám đốc")
    phone.get_by_label("Tôi đã đối chiếu").check()
    phone.get_by_role("button", name="Ban hành kết luận").tap()
    arrive(phone, "Kiểm tra Sở Tư pháp")
    phone.get_by_text("Đã ban hành kết luận").first.wait_for()
    look(phone)


def fill_in_and_submit(phone: Any, picks: Iterable[int] = (0,)) -> None:
    """The month's own form, choice after choice; ``picks`` are taken in turn, 0 is the first choice."""
    picks = list(picks)
    asked = phone.locator("fieldset.ask")
    for place in range(asked.count()):
        question = asked.nth(place)
        question.locator("label").nth(picks[place % len(picks)]).click()
        # the lowest mark asks for a word; without script its box is under the note
        if question.locator("input:checked").get_attribute("value") == question.get_attribute("data-least"):
            note = question.locator("details")
            note.evaluate("note => { note.open = true }")
            note.locator("textarea").fill("Chưa làm được trong tháng.")
    phone.get_by_role("button", name="Nộp phiếu").click()
    again = phone.get_by_role("button", name="Vẫn nộp phiếu")
    again.or_(phone.get_by_text("Phiếu đã khóa")).first.wait_for()
    if again.is_visible():
        again.click()
    phone.get_by_text("Phiếu đã khóa").wait_for()


def rate(phone: Any, words: str, ticks: Iterable[str] = ()) -> None:
    """A citizen's three taps on the counter's page."""
    phone.get_by_role("radio", name=words).check()
    for tick in ticks:
        phone.get_by_role("checkbox", name=tick).check()
    phone.get_by_role("button", name="Gửi đánh giá").click()
    phone.get_by_role("heading", name="Cảm ơn ông/bà!").wait_for()


def lower(row: Any, reason: str) -> None:
    """Put the lowest choice in the place of what stands in a row of a form, with the reason."""
    row.locator("select").select_option(index=row.locator("option").count() - 1)
    row.get_by_placeholder("Lý do").fill(reason)


def lower_one(page: Any, name: str) -> None:
    """From the list of forms: open that of a person, lower one answer, say why, and decide."""
    page.get_by_role("link", name=name).click()
    arrive(page, name)
    look(page)
    lower(page.locator(".judge-row").first, "Đã nhắc hai lần trong tháng.")
    page.get_by_role("button", name="Quyết định rồi về danh sách").click()
    arrive(page, "Nhận xét phiếu tự đánh giá")
    look(page)

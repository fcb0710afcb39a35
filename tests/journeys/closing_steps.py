"""What people do from the draft of a set to the close of a month, by what stands on their screens."""

from typing import Any
from urllib.parse import urlsplit

from tests.journeys.steps import arrive
from tests.journeys.visitors import look


def draft_next_version(page: Any, moved: dict[str, str]) -> None:
    """Home Affairs begins the next version of the set and gives criteria other points, by their code."""
    page.get_by_role("main").get_by_role("link", name="Quyết định 1847").first.click()
    page.get_by_role("link", name="Soạn phiên bản tiếp theo").click()
    arrive(page, "Soạn bộ tiêu chí mới")
    page.get_by_role("button", name="Tạo dự thảo").click()
    for code, points in moved.items():
        page.locator(".draft-row", has_text=code).locator(".draft-statement a").click()
        page.get_by_label("Điểm tối đa").fill(points)
        page.get_by_role("button", name="Lưu tiêu chí").click()
        page.locator(".bench").wait_for()
    page.get_by_text("Không có chỗ mâu thuẫn").wait_for()
    look(page)


def ask_for_publishing(page: Any) -> str:
    """From the draft to the request; the page on which another person decides."""
    page.get_by_role("link", name="Ban hành", exact=True).click()
    arrive(page, "Ban hành bộ tiêu chí")
    page.get_by_role("button", name="Đề nghị ban hành").click()
    page.get_by_text("Chờ người thứ hai quyết định").wait_for()
    assert not page.get_by_role("button", name="Ban hành", exact=True).count()
    return urlsplit(page.url).path


def publish(page: Any) -> None:
    """The second person has checks, dry run and change list on one page, and publishes."""
    arrive(page, "Ban hành bộ tiêu chí")
    page.get_by_text("Không có mâu thuẫn nào").wait_for()
    look(page)
    page.get_by_role("button", name="Ban hành", exact=True).click()
    page.get_by_text("Đã ban hành").first.wait_for()


def show_the_figures(page: Any, label: str) -> None:
    """Home Affairs shows the provisional results, from the period's page."""
    arrive(page, label)
    page.get_by_role("link", name="Cho xem kết quả dự kiến").click()
    page.get_by_role("button", name="Cho xem và báo các cơ quan").click()
    page.get_by_text("Dự kiến, còn nhận ý kiến đến").first.wait_for()
    look(page)


def sign_for_the_unit(phone: Any) -> None:
    """The head of a unit signs for its forms, not all of which came."""
    phone.get_by_role("link", name="Phòng Hành chính tư pháp").first.click()
    arrive(phone, "Phòng Hành chính tư pháp")
    look(phone)
    phone.get_by_label("Lý do").fill("Một người đi học dài hạn, chưa nộp phiếu.")
    phone.get_by_role("button", name="Ký xác nhận").click()
    phone.get_by_text("Đã ký").first.wait_for()


def sign_and_object(page: Any, words: str) -> None:
    """The head signs the agency's figure, and objects to it as a whole."""
    page.get_by_role("link", name="Sở Tư pháp").first.click()
    arrive(page, "Sở Tư pháp")
    look(page)
    page.get_by_label("Lý do").fill("Văn phòng Sở ký sau.")
    page.get_by_role("button", name="Ký kết quả của cơ quan").click()
    page.get_by_text("Thủ trưởng cơ quan: đã ký").wait_for()
    page.get_by_role("link", name="Nêu ý kiến").click()
    page.get_by_label("Nội dung").fill(words)
    page.get_by_role("button", name="Gửi ý kiến").click()
    page.get_by_text("Đã gửi ý kiến").wait_for()


def answer(page: Any) -> None:
    """Home Affairs answers the one objection, which the period's page now names."""
    page.reload()
    page.get_by_role("link", name="Trả lời ý kiến").click()
    page.locator(".objections a").first.click()
    page.get_by_label("Không chấp nhận").check()
    page.get_by_label("Trả lời").fill("Biên bản số 5 ghi đúng số lượt; cơ quan gửi thêm căn cứ nếu có.")
    look(page)
    page.get_by_role("button", name="Trả lời và báo cơ quan").click()
    page.get_by_text("Đã trả lời").first.wait_for()


def sign_all(page: Any) -> None:
    """Home Affairs signs every figure that is ready, from the period's page."""
    page.get_by_role("link", name="Ký kết quả các cơ quan").click()
    look(page)
    page.get_by_role("button", name="Ký kết quả của").click()
    page.get_by_text("Đã ký kết quả của").wait_for()


def ask_for_the_close(page: Any) -> None:
    """One asks, from the period's page, and finds no button to close by."""
    page.get_by_role("link", name="Đề nghị chốt kỳ").click()
    look(page)
    page.get_by_role("button", name="Đề nghị chốt kỳ").click()
    page.get_by_text("Ông/bà là người đề nghị nên một người khác").wait_for()
    assert not page.get_by_role("button", name="Chốt kỳ", exact=True).count()


def close(page: Any) -> None:
    """The other closes."""
    look(page)
    page.get_by_label("Tôi đã xem kết quả của kỳ").check()
    page.get_by_role("button", name="Chốt kỳ", exact=True).click()
    page.get_by_text("Các bản đã chốt").wait_for()
    look(page)

"""What follows a close: the correction, the explanation, the what-if, the ranking and the public page."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from tests.journeys.steps import arrive
from tests.journeys.tables import number, shown
from tests.journeys.visitors import look


def read_the_receipt(page: Any) -> Decimal:
    """The head's receipt; the total that is printed on it."""
    arrive(page, "Biên nhận")
    look(page)
    return number(page.locator(".receipt-total").inner_text())


def ask_for_a_correction(page: Any, code: str, good: int) -> str:
    """The head says what the visit really counted for a criterion; the page of the request."""
    arrive(page, "Chọn số liệu cần điều chỉnh")
    look(page)
    row = page.locator(".pick-list li", has_text=code)
    row.evaluate("row => { row.closest('details').open = true }")
    row.get_by_label("Kiểm tra").check()
    page.get_by_role("button", name="Sửa các số đã chọn").click()
    arrive(page, "Đề nghị điều chỉnh")
    page.locator("[name=k_0]").fill(str(good))
    page.get_by_label("Lý do và căn cứ").fill("Biên bản số 5 ghi 10 lượt đạt, nhập nhầm.")
    page.get_by_role("button", name="Xem trước thay đổi").click()
    page.locator("#thay-doi").wait_for()
    look(page)
    page.get_by_role("button", name="Gửi đề nghị").click()
    page.get_by_text("Đã gửi đề nghị").wait_for()
    return urlsplit(page.url).path


def grant(page: Any) -> None:
    """Another person decides."""
    page.get_by_role("link", name="Quyết định", exact=True).click()
    arrive(page, "Quyết định điều chỉnh")
    look(page)
    page.get_by_label("Điều chỉnh: lập bản mới của kỳ").check()
    page.get_by_label("Lý do của quyết định").fill("Đã đối chiếu biên bản số 5.")
    page.get_by_role("button", name="Ghi quyết định").click()
    page.get_by_role("link", name="Quyết định", exact=True).wait_for(state="detached")
    look(page)


def moved(page: Any, agency: str) -> tuple[Decimal, Decimal]:
    """The agency's total before and after, as the page of the correction states them."""
    table = shown(page, "Mọi số liệu và thứ hạng thay đổi")
    first = next(at for at, row in enumerate(table.rows) if row[0]["text"] == agency)
    label, before, after, change = table.rows[first + 1]
    assert label["text"] == "Tổng điểm"
    numbers = number(before["text"]), number(after["text"])
    assert number(change["text"]) == numbers[1] - numbers[0]
    return numbers


def explained(page: Any) -> Decimal:
    """The total of an explanation, which is the sum of its groups; no sum on the page is wrong."""
    arrive(page, "Vì sao có điểm này")
    look(page)
    assert page.locator(".proof-line.kind-ok").count()
    assert not page.locator(".proof-line.kind-bad").count()
    total = number(page.locator(".figure-value").inner_text())
    assert sum(map(number, page.locator(".level-group > summary .level-points").all_inner_texts())) == total
    return total


def try_without_the_self_assessment(page: Any, name: str) -> list[Decimal]:
    """A scenario in which nobody's own word counts: by how many points each agency moves."""
    page.get_by_role("link", name="Lập phương án").first.click()
    arrive(page, "Lập phương án giả định")
    look(page)
    page.get_by_label("Tên phương án").fill(name)
    page.locator("[name=factor_self_assessment]").select_option("0")
    page.get_by_role("button", name="Tính và lưu phương án").click()
    arrive(page, name)
    look(page)
    table = shown(page, "Từng cơ quan")
    at = table.labels.index("± điểm")
    return [number(row[at]["text"]) for row in table.rows if len(row) > at]


def ask_for_the_release(page: Any, day: str) -> None:
    """One shows the ranking to its agencies until a day is over."""
    page.get_by_role("link", name="Đề nghị công bố").click()
    arrive(page, "Đề nghị công bố xếp hạng")
    page.get_by_label("Cơ quan xem trước đến hết ngày").fill(day)
    page.get_by_label("Hiện trên trang công khai").check()
    page.get_by_role("button", name="Gửi cho cơ quan xem trước").click()
    page.get_by_text("Đã gửi xếp hạng").wait_for()
    assert not page.get_by_role("button", name="Công bố", exact=True).count()


def release(page: Any) -> None:
    """On the day after the other releases it."""
    look(page)
    page.get_by_role("button", name="Công bố", exact=True).click()
    page.get_by_text("Đã công bố xếp hạng").wait_for()


def published(page: Any, agency: str) -> tuple[Decimal, str]:
    """What everybody reads of an agency: its total and the line of its rank and grade."""
    arrive(page, "Kết quả văn hóa công vụ")
    look(page)
    box = page.locator(".result", has_text=agency)
    return number(box.locator(".result-total").inner_text()), box.locator(".result-facts").inner_text()

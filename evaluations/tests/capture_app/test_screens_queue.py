"""What waits to be sent, the rescue file, and a phone that is locked."""

from pathlib import Path
from typing import Any

import pytest

from evaluations.models import CaptureRecord, Inspection

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
WORDS = "cầu tre lắt lẻo gập ghềnh"


@pytest.fixture
def waiting(app_phone: Any, cast: Any, on_site: Inspection) -> Any:
    """A phone without network with one observation that waits."""
    phone = app_phone(cast.inspector)
    phone.offline()
    page = phone.criterion(on_site.pk, "TP-04")
    page.get_by_role("button", name="Thêm 1 đạt").tap()
    phone.is_kept()
    phone.show("hang-cho", "Hàng chờ")
    return phone


def test_each_record_tells_what_it_is_and_why_it_waits(waiting: Any) -> None:
    page = waiting.page
    row = page.locator(".queue-row")
    assert "TP-04" in row.inner_text()
    assert "Mất mạng" in page.locator(".top").inner_text()
    waiting.online()
    page.get_by_role("button", name="Gửi ngay").click()
    page.get_by_text("Mọi bản ghi trên máy đã được máy chủ xác nhận.").wait_for()
    assert CaptureRecord.objects.get(kind="observation").subject == "TP-04"


def test_deleting_what_was_not_sent_is_explained_and_asked(waiting: Any) -> None:
    page = waiting.page
    page.get_by_role("button", name="Xóa: ").click()
    page.get_by_text("chưa có trên máy chủ. Xóa là mất hẳn").wait_for()
    page.get_by_role("button", name="Giữ lại").click()
    assert page.locator(".queue-row").count() == 1
    page.get_by_role("button", name="Xóa: ").click()
    page.get_by_role("dialog").get_by_role("button", name="Xóa").click()
    page.locator(".queue-row").wait_for(state="detached")


def test_a_rescue_file_needs_the_same_passphrase_twice_and_is_sent_by_a_colleague(
    waiting: Any, app_phone: Any, member: Any, tmp_path: Path
) -> None:
    page = waiting.page
    page.get_by_text("Lưu tệp cứu hộ", exact=True).click()
    page.get_by_label("Mật khẩu của tệp").first.fill("ngắn")
    page.get_by_role("button", name="Lưu tệp", exact=True).click()
    page.get_by_text("Mật khẩu cần ít nhất 10 ký tự.").wait_for()
    page.get_by_label("Mật khẩu của tệp").first.fill(WORDS)
    page.get_by_text("Mạnh.").wait_for()
    page.get_by_label("Nhập lại mật khẩu").fill(WORDS + "!")
    page.get_by_role("button", name="Lưu tệp", exact=True).click()
    page.get_by_text("Hai lần nhập mật khẩu không giống nhau.").wait_for()
    page.get_by_label("Nhập lại mật khẩu").fill(WORDS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Lưu tệp", exact=True).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert b"TP-04" not in path.read_bytes()
    colleague = app_phone(member)
    other = colleague.show("hang-cho", "Hàng chờ")
    other.get_by_text("Nhập tệp cứu hộ", exact=True).click()
    other.get_by_label("Tệp", exact=True).set_input_files(path)
    other.locator("#ch-mo").fill(WORDS)
    other.get_by_role("button", name="Nhập và gửi").click()
    other.get_by_text("Đã nhập 1 bản ghi").wait_for()
    colleague.is_sent()
    record = CaptureRecord.objects.get(kind="observation")
    assert (record.way, record.sender, record.author.display_name) == ("rescue", member, "Trần Văn Kiểm")


def test_after_logging_out_nothing_of_the_visit_is_shown(waiting: Any, on_site: Inspection) -> None:
    page = waiting.show("", "Chuyến kiểm tra")
    page.get_by_role("button", name="Đăng xuất khỏi máy này").click()
    page.get_by_text("Còn 1 bản ghi chưa gửi").wait_for()
    page.get_by_role("dialog").get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("heading", name="Bạn đã đăng xuất").wait_for()
    page.evaluate("path => { location.hash = path }", f"#/k/{on_site.pk}")
    page.wait_for_timeout(200)
    assert "Sở Tư pháp" not in page.content()
    assert page.get_by_role("link", name="Đăng nhập").is_visible()

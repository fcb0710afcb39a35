"""The draft on the phone: the page, the PDF and the .docx say the same, on A4 with the national header."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from evaluations.models import Inspection

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

ON_PAGE = """() => [...document.querySelectorAll(
  ".paper :is(p, h2, h3, h4, th, td):not(.visually-hidden)")].map(one => one.innerText)"""


def tidy(lines: list[str]) -> list[str]:
    """Lines without superfluous blanks; empty ones are left out."""
    told = [" ".join(line.split()) for line in lines]
    return [line for line in told if line]


def lines_of(holder: Any) -> Iterator[str]:
    """Every paragraph of a document or cell in order, tables cell by cell."""
    for item in holder.iter_inner_content():
        if isinstance(item, Paragraph):
            yield item.text
        else:
            assert isinstance(item, Table)
            for row in item.rows:
                for cell in row.cells:
                    yield from lines_of(cell)


@pytest.fixture
def minutes(app_phone: Any, cast: Any, on_site: Inspection) -> Any:
    """The draft of a visit with findings, read back, signed by the agency and refused by nobody."""
    phone = app_phone(cast.inspector)
    page = phone.criterion(on_site.pk, "TP-04")
    page.get_by_role("button", name="Thêm 1 đạt").tap()
    page.get_by_role("button", name="Thêm 1 chưa đạt").tap()
    page.get_by_text("Mức độ, ghi chú, không áp dụng").click()
    page.get_by_label("Ghi chú, lý do").fill("Thẻ <cũ> & “mới”")
    phone.is_kept()
    phone.show(f"k/{on_site.pk}/ky", "Kết thúc")
    page.get_by_label("Họ tên người đại diện cơ quan").fill("Nguyễn Thị Hòa")
    page.get_by_label("Đã đọc lại toàn bộ").check()
    page.get_by_role("button", name="Xác nhận đã đọc lại").click()
    page.locator("canvas.pad").first.wait_for()
    phone.sign("Đại diện cơ quan")
    phone.show(f"k/{on_site.pk}/bien-ban", "Dự thảo")
    return phone


def test_the_word_file_holds_the_same_lines_as_the_page(minutes: Any, tmp_path: Path) -> None:
    page = minutes.page
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp Word").click()
    path = tmp_path / "bien-ban.docx"
    download.value.save_as(path)
    document = Document(str(path))
    on_page = tidy(page.evaluate(ON_PAGE))
    assert tidy(list(lines_of(document))) == on_page
    assert on_page[0].startswith("DỰ THẢO – bản chính do hệ thống cấp số sau khi gửi")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in on_page
    assert "Thẻ <cũ> & “mới”" in on_page
    assert len(document.inline_shapes) == 1, "the signature is drawn in it"
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.left_margin.mm)) == (210, 30)


def test_the_draft_names_the_set_it_was_inspected_by(minutes: Any) -> None:
    words = minutes.page.locator(".paper").inner_text()
    assert "phiên bản 1: 1 tiêu chí" in words
    assert "“”" not in words


def test_printing_shows_the_paper_and_nothing_of_the_app(minutes: Any) -> None:
    page = minutes.page
    page.emulate_media(media="print")
    for hidden in (".top", ".bar", ".screen-only"):
        assert not page.locator(hidden).is_visible(), hidden
    assert page.locator(".paper").is_visible()
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")

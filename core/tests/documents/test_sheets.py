"""Workbooks from strangers are read as rows or refused; templates are text and read back."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from django.core.files.base import ContentFile

from core.documents import sheets
from core.documents.sheets import Heading, SheetRefused, read_rows, read_upload, write_template


def _book(rows: list[list[object]]) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            for place, value in enumerate(row):
                sheet.write(line, place, value)
    return target.getvalue()


def test_rows_are_read_as_values() -> None:
    rows = read_rows(_book([["Năm", "Tên"], [2026, "Kế hoạch"]]), most_rows=5, most_columns=5)
    assert rows == [["Năm", "Tên"], [2026.0, "Kế hoạch"]]


def test_a_template_reads_back_and_holds_no_formula() -> None:
    content = write_template(
        "Mẫu", [Heading("=1+1"), Heading("Ngày", is_day=True)], [("Tra cứu", [["Mã"], ["=2+2"]])]
    )
    assert read_rows(content, most_rows=5, most_columns=5) == [["=1+1", "Ngày"]]


@pytest.mark.parametrize(
    ("rows", "words"), [([["a"]] * 8, "8 hàng"), ([["a"] * 9], "9 cột")], ids=["rows", "columns"]
)
def test_a_sheet_that_is_no_list_is_refused_as_a_whole(rows: list[list[object]], words: str) -> None:
    with pytest.raises(SheetRefused, match=words):
        read_rows(_book(rows), most_rows=5, most_columns=5)


@pytest.mark.parametrize("content", [b"", b"a;b;c", b"PK\x03\x04"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(SheetRefused):
        read_rows(content, most_rows=5, most_columns=5)


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_UNPACKED", 10_000)
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "0" * 100_000)
    with pytest.raises(SheetRefused, match="quá lớn"):
        read_rows(target.getvalue(), most_rows=5, most_columns=5)


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(SheetRefused, match="lớn hơn 1 MB"):
        read_upload(ContentFile(b" " * (sheets.MAX_BYTES + 1)), most_rows=5, most_columns=5)

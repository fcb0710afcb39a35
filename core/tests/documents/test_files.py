"""Each kind of file by itself: what it must have besides the table."""

import zipfile
from io import BytesIO

import docx as python_docx
import pytest
from python_calamine import load_workbook

from core.documents.content import Column, ColumnKind
from core.documents.files import FORMATS, file_response, write
from core.documents.xlsx import number_format
from core.tests.documents.decode import docx_words, pdf_words, poppler
from core.tests.documents.samples import COLUMNS, ROWS, hostile, ranking

pytestmark = pytest.mark.once

LETTERHEAD = [
    "ỦY BAN NHÂN DÂN TỈNH VĨNH LONG",
    "SỞ NỘI VỤ",
    "Số: 12/BC-SNV",
    "Vĩnh Long, ngày 02 tháng 4 năm 2026",
]
NATION = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
AROUND = [
    "Bảng xếp hạng văn hóa công vụ",
    "Tháng 3 năm 2026",
    "Căn cứ Quyết định số 1847/QĐ-TTg ngày 27 tháng 12 năm 2018;",
    "nghĩa là chưa có dữ liệu, không phải 0 điểm.",
    "- UBND tỉnh;",
    "- Lưu: VT.",
    "Nguyễn Thị Hòa",
]
MILLIMETRE = 36_000


def sheet_xml(data: bytes) -> str:
    return zipfile.ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()


def test_all_that_stands_around_the_table_is_on_both_papers():
    for words in (docx_words(write(ranking(), "docx")), pdf_words(write(ranking(), "pdf"))):
        for line in [*LETTERHEAD, *NATION, *AROUND, "GIÁM ĐỐC", "Nơi nhận:"]:
            assert line in words


def test_all_that_stands_around_the_table_is_in_the_sheet():
    rows = load_workbook(BytesIO(write(ranking(), "xlsx"))).get_sheet_by_index(0).to_python()
    words = " ".join(str(cell) for row in rows for cell in row)
    for line in [*LETTERHEAD, *AROUND, "Nơi nhận:"]:
        assert line in words


def test_numbers_and_days_in_the_sheet_are_numbers_and_days():
    rows = load_workbook(BytesIO(write(ranking(), "xlsx"))).get_sheet_by_index(0).to_python()
    first = next(row for row in rows if "Sở Tư pháp" in row)
    assert first[2] == 1234.51
    assert first[4] == 0.94
    assert str(first[5]) == "2026-03-01"
    assert str(first[6]) == "2026-04-02 08:00:00"


def test_no_text_becomes_a_formula_or_a_link():
    xml = sheet_xml(write(hostile(), "xlsx"))
    assert "<f>" not in xml
    assert "<hyperlink" not in xml


def test_the_sheet_prints_on_a4_with_headings_on_each_page():
    xml = sheet_xml(write(ranking(), "xlsx"))
    assert 'paperSize="9"' in xml
    assert 'fitToHeight="0"' in xml
    assert "&amp;C&amp;P" in xml
    assert "landscape" not in xml
    book = zipfile.ZipFile(BytesIO(write(ranking(), "xlsx"))).read("xl/workbook.xml").decode()
    assert "_xlnm.Print_Titles" in book


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (Column("x", ColumnKind.POINTS, places=2), "#,##0.00"),
        (Column("x", ColumnKind.POINTS, places=0), "#,##0"),
        (Column("x", ColumnKind.PERCENT, places=1), "0.0%"),
        (Column("x", ColumnKind.SIGNED, places=1), "+#,##0.0;−#,##0.0;0.0"),
        (Column("x", ColumnKind.TEXT), "@"),
    ],
)
def test_number_formats(column, text):
    assert number_format(column) == text


def test_the_word_file_is_a4_with_the_decrees_margins_and_font():
    docx = python_docx.Document(BytesIO(write(ranking(), "docx")))
    section = docx.sections[0]
    sizes = [
        section.page_width,
        section.page_height,
        section.left_margin,
        section.right_margin,
        section.top_margin,
    ]
    assert [round(size / MILLIMETRE) for size in sizes] == [210, 297, 30, 15, 20]
    assert docx.styles["Normal"].font.name == "Times New Roman"
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert docx.core_properties.title == "Bảng xếp hạng văn hóa công vụ"
    assert docx.core_properties.author == ""


def test_the_word_files_headings_come_again_on_each_page_and_sums_are_bold():
    docx = python_docx.Document(BytesIO(write(ranking(), "docx")))
    [table] = [table for table in docx.tables if len(table.columns) == 7]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    bold = [row.cells[1].paragraphs[0].runs[0].bold for row in table.rows]
    assert bold == [True, False, True, False, True]


def test_the_pdf_is_tagged_a4_and_says_what_it_is():
    facts = poppler("pdfinfo", "-", data=write(ranking(), "pdf"))
    assert "Tagged:          yes" in facts
    assert "595.276 x 841.89 pts (A4)" in facts
    assert "Title:           Bảng xếp hạng văn hóa công vụ" in facts
    assert "Thu Apr  2" in facts


def test_the_pdf_numbers_its_pages_from_the_second_and_repeats_headings():
    pdf = write(ranking(rows=ROWS[:1] * 120), "pdf")
    pages = poppler("pdftotext", "-layout", "-", "-", data=pdf).split("\f")[:-1]
    assert len(pages) > 2
    firsts = [page.strip().splitlines()[0].strip() for page in pages]
    assert firsts[1:] == [str(number) for number in range(2, len(pages) + 1)]
    assert firsts[0] != "1"
    assert "Cơ quan" in pages[1]


def test_the_pdf_has_its_own_letters():
    fonts = poppler("pdffonts", "-", data=write(ranking(), "pdf")).splitlines()[2:]
    assert fonts
    assert all("Libertinus" in font or "TimesNewRoman" in font for font in fonts)
    assert all(" yes yes yes " in font for font in fonts)


def test_the_same_document_gives_the_same_pdf():
    assert write(ranking(), "pdf") == write(ranking(), "pdf")


def test_two_thousand_rows_are_written():
    long = ranking(rows=ROWS[:2] * 1000)
    for ending in FORMATS:
        assert len(write(long, ending)) > 10_000


def test_a_wide_document_is_turned_in_every_file():
    wide = ranking(columns=[*COLUMNS[:6], Column("Ghi chú", width=40)], rows=[], totals=None)
    assert 'orientation="landscape"' in sheet_xml(write(wide, "xlsx"))
    section = python_docx.Document(BytesIO(write(wide, "docx"))).sections[0]
    assert section.page_width > section.page_height
    assert "841.89 x 595.276 pts (A4)" in poppler("pdfinfo", "-", data=write(wide, "pdf"))


@pytest.mark.parametrize("ending", FORMATS)
def test_an_answer_is_saved_under_the_title(ending):
    response = file_response(ranking(), ending)
    assert response["Content-Type"] == FORMATS[ending].media_type
    assert response["Content-Disposition"] == (
        f'attachment; filename="bang-xep-hang-van-hoa-cong-vu.{ending}"'
    )
    assert response["X-Content-Type-Options"] == "nosniff"


def test_another_ending_is_an_error():
    with pytest.raises(KeyError):
        write(ranking(), "exe")

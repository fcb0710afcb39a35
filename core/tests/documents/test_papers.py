"""Papers of flowing blocks: one content as pdf, as Word file and on the screen; kept as JSON and back."""

import json
import re
import zipfile
from html import unescape
from io import BytesIO

import docx as python_docx
import pytest
from django.template.loader import render_to_string
from PIL import Image

from core.documents.flow import FlowTable, Heading, Paper, Paragraph, Signatures, Signer, from_json, to_json
from core.documents.paper import write_paper
from core.documents.paper_screen import paper_screen
from core.documents.paper_words import lines_of
from core.documents.signature import signature_png
from core.documents.typography import bound, in_halves, in_pieces
from core.tests.documents.decode import poppler
from core.tests.documents.papers import STROKES, hostile_paper, paper

pytestmark = pytest.mark.once

PAPERS = {
    "full": paper(),
    "hostile": hostile_paper(),
    "small": paper(size="a5"),
    "bare": paper(recipients=(), signature=None, tail=()),
}
BLANKS = re.compile(r"\s+")


def squeezed(text: str) -> str:
    """The letters of a text, for lines break where each carrier likes."""
    return BLANKS.sub("", text)


def pdf_text(content: Paper) -> str:
    return squeezed(poppler("pdftotext", "-raw", "-", "-", data=write_paper(to_json(content), "pdf")))


def docx_text(content: Paper) -> str:
    xml = zipfile.ZipFile(BytesIO(write_paper(to_json(content), "docx"))).read("word/document.xml").decode()
    return squeezed(unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))))


def screen_text(content: Paper) -> str:
    html = render_to_string("documents/_paper.html", {"paper": paper_screen(content)})
    html = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    return squeezed(unescape(re.sub(r"<[^>]+>", "", html)))


@pytest.mark.parametrize("read", [pdf_text, docx_text, screen_text])
@pytest.mark.parametrize("name", PAPERS)
def test_every_carrier_holds_every_line(name, read):
    text = read(PAPERS[name])
    assert [line for line in lines_of(PAPERS[name]) if squeezed(line) not in text] == []


def test_a_line_that_was_left_out_would_be_missed():
    shorter = paper(blocks=paper().blocks[1:])
    missing = [line for line in lines_of(paper()) if squeezed(line) not in docx_text(shorter)]
    assert missing == [lines_of(paper())[9]]


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_comes_back_from_json_as_it_was(name):
    assert from_json(json.loads(json.dumps(to_json(PAPERS[name])))) == PAPERS[name]


def test_the_same_paper_gives_the_same_pdf():
    content = to_json(paper())
    assert write_paper(content, "pdf") == write_paper(content, "pdf")


def test_the_pdf_is_tagged_a4_numbers_pages_from_the_second_and_describes_its_pictures():
    long = paper(blocks=tuple(Paragraph(f"Đoạn {number}. " + "lời " * 60) for number in range(40)))
    pdf = write_paper(to_json(long), "pdf")
    facts = poppler("pdfinfo", "-", data=pdf)
    assert "Tagged:          yes" in facts
    assert "595.276 x 841.89 pts (A4)" in facts
    pages = poppler("pdftotext", "-layout", "-", "-", data=pdf).split("\f")[:-1]
    firsts = [page.strip().splitlines()[0].strip() for page in pages]
    assert firsts[1:] == [str(number) for number in range(2, len(pages) + 1)]
    assert firsts[0] != "1"


def test_signatures_are_never_alone_on_a_page():
    """However long the text before them is, the page that holds the signatures holds words of it too."""
    for count in range(26, 36):
        blocks = (*(Paragraph(f"Câu {number}.") for number in range(count)), paper().blocks[-1])
        pdf = write_paper(to_json(paper(blocks=blocks, recipients=(), signature=None)), "pdf")
        pages = poppler("pdftotext", "-layout", "-", "-", data=pdf).split("\f")[:-1]
        [signed] = [page for page in pages if "BÊN GIAO" in page]
        assert "Câu" in signed
        assert "Trần Văn Khởi" in signed
        assert "Mã xác minh" in signed


def test_headings_of_one_level_still_follow_the_title():
    """PDF/UA refuses a gap in the levels; a paper whose only headings are small ones has none."""
    content = to_json(paper(blocks=(Heading("1. Nội dung", 2), Paragraph("Lời."))))
    assert "H2" in poppler("pdfinfo", "-struct", "-", data=write_paper(content, "pdf"))


def test_the_word_file_has_pictures_with_words_rows_that_stay_whole_and_no_author():
    word = python_docx.Document(BytesIO(write_paper(to_json(paper()), "docx")))
    xml = word.element.xml
    assert 'descr="Chữ ký của Trần Văn Khởi"' in xml
    assert 'descr="Mã QR mở https://example.vn/xac-minh/ABC/"' in xml
    assert xml.count("w:cantSplit") == 3 + 1 + 1
    assert (word.core_properties.author, word.core_properties.title) == ("", "BIÊN BẢN")


def test_a_row_of_another_length_is_an_error():
    with pytest.raises(ValueError, match="1 values for 2 columns"):
        FlowTable(("a", "b"), (1, 1), (("a",),))


def test_strokes_become_black_lines_on_white():
    picture = Image.open(BytesIO(signature_png(STROKES)))
    assert picture.getextrema() == (0, 255)
    assert picture.width > picture.height
    assert picture.getpixel((0, 0)) == 255


def test_a_pad_of_any_size_gives_a_small_picture():
    picture = Image.open(BytesIO(signature_png((((0, 0), (50_000, 40)),))))
    assert max(picture.size) <= 2_400


def test_nothing_drawn_is_no_picture():
    assert signature_png(()) == b""
    words = paper_screen(paper(blocks=(Signatures((Signer("A", "B"),)),)))
    assert words["blocks"][0]["signers"][0]["picture"] == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 05 tháng 11 năm 2026", "ngày\u00a005 tháng\u00a011 năm\u00a02026"),
        ("lúc 08 giờ 15 phút", "lúc\u00a008\u00a0giờ 15\u00a0phút"),
        ("số 12/BB-SNV, 3 người", "số\u00a012/BB-SNV, 3\u00a0người"),
        ("Phòng ban", "Phòng ban"),
    ],
)
def test_a_number_stays_with_its_word(text, expected):
    assert bound(text) == expected


def test_a_digest_breaks_in_the_middle_and_words_do_not():
    assert in_pieces("a" * 64) == f"{'a' * 32}\n{'a' * 32}"
    assert in_pieces("hai từ") == "hai từ"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH VĨNH LONG", "ỦY BAN NHÂN DÂN\nTỈNH VĨNH LONG"),
        ("SỞ NỘI VỤ", "SỞ NỘI VỤ"),
        ("MỘTTỪRẤTDÀIKHÔNGCÓKHOẢNGTRẮNG", "MỘTTỪRẤTDÀIKHÔNGCÓKHOẢNGTRẮNG"),
    ],
)
def test_a_long_line_of_the_head_breaks_into_halves(text, expected):
    assert in_halves(text) == expected


def test_a5_is_half_the_page_with_the_same_words():
    """The size goes along; a paper of A4 says nothing of it, so that older digests stay."""
    small = paper(size="a5")
    assert to_json(paper()).keys() == to_json(small).keys() - {"size"}
    assert from_json(to_json(small)) == small
    assert from_json(to_json(paper())).size == "a4"
    section = python_docx.Document(BytesIO(write_paper(to_json(small), "docx"))).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (148, 210)
    facts = poppler("pdfinfo", "-", data=write_paper(to_json(small), "pdf"))
    assert "419.528 x 595.276" in facts

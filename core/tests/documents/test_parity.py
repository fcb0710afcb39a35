"""One content on four carriers: the page, the sheet and the two papers say the same, cell by cell."""

import pytest
from django.template.loader import render_to_string

from core.documents.content import text_rows, text_totals
from core.documents.files import write
from core.documents.screen import screen_table
from core.tests.documents.decode import docx_table, one_line, pdf_table, xlsx_table
from core.tests.documents.samples import hostile, ranking

pytestmark = pytest.mark.once

DOCUMENTS = {
    "ranking": ranking(),
    "hostile": hostile(),
    "bare": ranking(
        letterhead=None, signature=None, recipients=(), totals=None, legal_lines=(), footnotes=()
    ),
    "empty": ranking(rows=(), totals=None),
}


def expected(document):
    """The words of the table, where a line breaks put apart."""
    lines = [*text_rows(document), *([] if document.totals is None else [text_totals(document)])]
    return [[one_line(text) for text in line] for line in lines]


@pytest.fixture(params=DOCUMENTS)
def document(request):
    return DOCUMENTS[request.param]


@pytest.mark.parametrize(("ending", "read"), [("xlsx", xlsx_table), ("docx", docx_table), ("pdf", pdf_table)])
def test_a_file_holds_every_cell_of_the_document(document, ending, read):
    cells = read(write(document, ending), document)
    assert [[one_line(cell) for cell in line] for line in cells] == expected(document)


def test_the_page_holds_every_cell_of_the_document(document):
    table = screen_table(document)
    lines = [[one_line(cell["text"]) for cell in row] for row in [*table["rows"], *table["foot"]]]
    assert lines == expected(document)


def test_the_page_draws_it_as_a_table():
    html = render_to_string("components/table.html", screen_table(ranking()))
    assert html.count("<tr>") == 1 + 3 + 1
    assert "1.234,51" in html
    assert 'class="num is-sum"' in html
    assert "<caption" in html


def test_text_on_the_page_is_text():
    html = render_to_string("components/table.html", screen_table(hostile()))
    assert "A &amp; B &lt; C &gt; D" in html
    assert "<nhãn>" not in html

"""Reading the files back with other people's programs: calamine, python-docx, and poppler for the PDF."""

import re
import shutil
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
from python_calamine import load_workbook

from core.clock import VIETNAM
from core.documents.content import Column, ColumnKind, Document, text_of
from tests.services import missing

CELL = re.compile(r"^\s+(TH|TD)\b")
OTHER = re.compile(r"^\s+(P|Div|Span|Table|TBody|TR)\b")
QUOTED = re.compile(r'^\s+"(.*)"$')


def one_line(text: str) -> str:
    """The words of a text apart from where its lines break."""
    return " ".join(text.split())


def xlsx_table(data: bytes, document: Document) -> list[list[str]]:
    """The cells from the row of headings on, shown as the column's format shows them."""
    rows = load_workbook(BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    labels = [column.label for column in document.columns]
    top = rows.index(labels)
    size = len(document.rows) + (document.totals is not None)
    body = rows[top + 1 : top + 1 + size]
    return [
        [_shown(column, value) for column, value in zip(document.columns, row, strict=True)] for row in body
    ]


def _shown(column: Column, value: Any) -> str:
    if column.kind is ColumnKind.MOMENT and isinstance(value, datetime):
        return text_of(column, value.replace(tzinfo=VIETNAM).astimezone(UTC))
    if column.is_number and isinstance(value, int | float):
        return text_of(column, int(value) if column.kind is ColumnKind.INTEGER else Decimal(str(value)))
    return text_of(column, value) if isinstance(value, date) else str(value)


def docx_table(data: bytes, document: Document) -> list[list[str]]:
    """The cells of the table whose heading is the document's."""
    word = docx.Document(BytesIO(data))
    labels = [column.label for column in document.columns]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]
    [table] = [table for table in tables if table[0] == labels]
    return table[1:]


def docx_words(data: bytes) -> str:
    """All text of the file, tables and all."""
    word = docx.Document(BytesIO(data))
    lines = [paragraph.text for paragraph in word.paragraphs]
    lines += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return one_line(" ".join(lines))


def poppler(program: str, *words: str, data: bytes) -> str:
    """The answer of a poppler program to a PDF given on its standard input."""
    if shutil.which(program) is None:
        missing(f"Poppler ({program}, gói poppler-utils)")
    return subprocess.run([program, *words], input=data, capture_output=True, check=True).stdout.decode(
        errors="replace"
    )


def pdf_table(data: bytes, document: Document) -> list[list[str]]:
    """The cells of the table after its headings, read from the tags that a screen reader follows."""
    cells: list[list[str]] = []
    inside = False
    for line in poppler("pdfinfo", "-struct-text", "-", data=data).splitlines():
        quoted = QUOTED.match(line)
        if CELL.match(line):
            cells.append([])
            inside = True
        elif quoted and inside:
            cells[-1].append(quoted[1])
        elif OTHER.match(line):
            inside = False
    texts = [one_line(" ".join(parts)) for parts in cells]
    width = len(document.columns)
    size = width * (len(document.rows) + (document.totals is not None))
    body = texts[width : width + size]
    return [body[start : start + width] for start in range(0, size, width)]


def pdf_words(data: bytes) -> str:
    """All text of the PDF in reading order."""
    return one_line(poppler("pdftotext", "-layout", "-", "-", data=data))

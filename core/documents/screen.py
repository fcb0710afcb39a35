"""The table of a document as cells for ``components/table.html``."""

from collections.abc import Sequence
from typing import Any

from core.cells import Cell
from core.cells import Column as Heading
from core.documents.content import Column, Document, text_rows, text_totals


def screen_table(document: Document) -> dict[str, Any]:
    """What ``components/table.html`` reads: columns, rows, foot, caption. Rows that are sums are marked."""
    totals = text_totals(document)
    return {
        "columns": [Heading(label=column.label, num=column.is_number) for column in document.columns],
        "rows": [
            _row(document.columns, texts, is_sum=number in document.emphasised)
            for number, texts in enumerate(text_rows(document))
        ],
        "foot": [_row(document.columns, totals)] if totals else [],
        "caption": document.title,
    }


def _row(columns: Sequence[Column], texts: Sequence[str], *, is_sum: bool = False) -> list[Cell]:
    """One row of cells; the first names the row."""
    look = {"class": "is-sum"} if is_sum else {}
    return [
        Cell(text=text, num=column.is_number, header=place == 0, **look)  # type: ignore[typeddict-item]
        for place, (column, text) in enumerate(zip(columns, texts, strict=True))
    ]

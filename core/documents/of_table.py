"""Any table of a page as a document: the same cells, so the same figures (xlsx by ``?xuat=xlsx``)."""

from collections.abc import Sequence
from datetime import datetime

from core.cells import Cell, Row
from core.documents.content import NUMBER_KINDS, Column, Document, Value
from core.tables import Field, Table


def document(
    table: Table, *, title: str, at: datetime, lines: Sequence[str] = (), notes: Sequence[str] = ()
) -> Document:
    """The table under a title; ``lines`` say of which month and when computed, ``notes`` the sums."""
    kept = [place for place, field in enumerate(table.fields) if field.exported]
    fields = [table.fields[place] for place in kept]
    rows = [_values(fields, kept, row) for row in table.rows]
    headings = frozenset(number for number, row in enumerate(table.rows) if len(row) == 1)
    return Document(
        title=table.caption,
        subtitle=title,
        legal_lines=list(lines),
        columns=[Column(field.label, field.kind, field.width, field.places) for field in fields],
        rows=rows,
        totals=None if table.foot is None else _values(fields, kept, table.foot),
        footnotes=list(notes),
        emphasised=headings,
        made_at=at,
    )


def _values(fields: Sequence[Field], kept: Sequence[int], row: Row) -> list[Value]:
    """The values of one row; a heading over all columns stands in the first that holds words."""
    if len(row) == 1:
        words = next((at for at, field in enumerate(fields) if field.kind not in NUMBER_KINDS), 0)
        return [row[0].get("text", "") if at == words else "" for at in range(len(fields))]
    return [_value(field, row[place]) for field, place in zip(fields, kept, strict=True)]


def _value(field: Field, cell: Cell) -> Value:
    """The bare number of a cell, or its words; a number that is hidden or missing keeps its words."""
    value = cell.get("value")
    if field.kind in NUMBER_KINDS and value is not None:
        return value if not isinstance(value, float) else str(value)
    return cell.get("text", "")

"""Tables built in Python: every cell is escaped once here and only wrapped by a template.

A heat map of 130 agencies by 60 criteria has 7,800 cells; a template loop over them costs more than
the query that fills them.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from html import escape  # Django's own costs five times as much, and all here is plain text
from typing import TypedDict

from django.utils.safestring import SafeString, mark_safe

Cell = TypedDict(
    "Cell",
    {
        "text": str,
        "html": SafeString,
        "url": str,
        "num": bool,
        "class": str,
        "header": bool,
        "value": Decimal | float | int | None,
        "title": str,
        "colspan": int,
    },
    total=False,
)
"""A ready cell. ``text`` is escaped; ``html`` (already safe) wins over it; ``url`` makes it a link;
``num`` aligns it as a number; ``header`` makes it the row's heading; ``value`` is the bare number
that a chart drawn from the table reads, absent or None for no data."""

Column = TypedDict(
    "Column",
    {"label": str, "num": bool, "class": str, "url": str, "sort": str, "hidden": bool},
    total=False,
)
"""A heading. ``url`` sorts by this column, ``sort`` is "ascending" or "descending" where it is the
present order, ``hidden`` keeps the label for screen readers only."""

Row = Sequence[Cell]
ARROWS = {"ascending": " ▲", "descending": " ▼"}


@lru_cache(maxsize=1024)
def _classes(names: str, num: bool) -> str:
    """The class attribute; a table of thousands of cells has a handful of them."""
    every = f"num {names}".strip() if num else names.strip()
    return f' class="{escape(every)}"' if every else ""


def _inner(cell: Cell) -> str:
    inner = str(cell["html"]) if "html" in cell else escape(cell.get("text", ""))
    return f'<a href="{escape(cell["url"])}">{inner}</a>' if cell.get("url") else inner


def cell_html(cell: Cell, label: str = "") -> SafeString:
    """One ``td`` (or row heading ``th``); ``label`` names its column where a phone stacks the cells."""
    return mark_safe(_cell_html(cell, label))  # noqa: S308 - escaped there


def _cell_html(cell: Cell, label: str = "") -> str:
    attributes = _classes(cell.get("class", ""), cell.get("num", False))
    if label:
        attributes += f' data-label="{escape(label)}"'
    if cell.get("value") is not None:
        attributes += f' data-value="{escape(str(cell["value"]))}"'
    if cell.get("title"):
        attributes += f' title="{escape(cell["title"])}"'
    if cell.get("colspan"):
        attributes += f' colspan="{cell["colspan"]}"'
    if cell.get("header"):
        return f'<th scope="row"{attributes}>{_inner(cell)}</th>'
    return f"<td{attributes}>{_inner(cell)}</td>"


def body_html(rows: Iterable[Row], labels: Sequence[str] = ()) -> SafeString:
    """All rows of a table body; with ``labels`` each cell carries the name of its column."""
    if not labels:
        lines = ("".join(map(_cell_html, row)) for row in rows)
    else:
        lines = ("".join(map(_cell_html, row, labels)) for row in rows)
    return mark_safe("".join(f"<tr>{line}</tr>" for line in lines))  # noqa: S308 - escaped above


def head_html(columns: Iterable[Column]) -> SafeString:
    """The heading row of a table."""
    return mark_safe("<tr>" + "".join(map(_heading, columns)) + "</tr>")  # noqa: S308 - escaped there


def _heading(column: Column) -> str:
    label = escape(column.get("label", ""))
    sort = column.get("sort", "")
    if column.get("url"):
        label = mark_safe(f'<a href="{escape(column["url"])}">{label}{ARROWS.get(sort, "")}</a>')  # noqa: S308
    if column.get("hidden"):
        label = mark_safe(f'<span class="visually-hidden">{label}</span>')  # noqa: S308
    aria = f' aria-sort="{escape(sort)}"' if sort else ""
    return f'<th scope="col"{_classes(column.get("class", ""), column.get("num", False))}{aria}>{label}</th>'

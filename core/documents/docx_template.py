"""Word templates by NĐ 30/2020, Appendix I, built in code so that a change shows as a difference in text.

A template holds docxtpl's tags only; the words of a document never pass through here.
"""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

import docx as python_docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from core.documents.docx_parts import (
    CENTRE,
    JUSTIFY,
    LEFT,
    LONG,
    RIGHT,
    SHORT,
    as_heading,
    grid,
    letterhead,
    line,
    page,
    repeat_row,
)

CELL_BLANKS = 4
"""What Word leaves empty left and right of a cell, in characters."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the template depends on: columns, orientation, and which blocks there are."""

    widths: tuple[int, ...]
    numbers: tuple[bool, ...]
    landscape: bool
    letterhead: bool
    totals: bool
    closing: bool

    @property
    def printable(self) -> int:
        """The width between the margins, in EMU."""
        return (LONG if self.landscape else SHORT) - LEFT - RIGHT


@lru_cache(maxsize=32)
def template_bytes(shape: Shape) -> bytes:
    """The template for documents of ``shape``."""
    docx = python_docx.Document()
    page(docx, landscape=shape.landscape)
    if shape.letterhead:
        tags = {
            name: f"{{{{ letterhead.{name} }}}}" for name in ("parent", "issuer", "number", "place_and_day")
        }
        letterhead(docx, shape.printable, tags)
    as_heading(line(docx, "{{ title }}", size=14, bold=True, align=CENTRE))
    line(docx, "{%p if subtitle %}")
    line(docx, "{{ subtitle }}", size=14, bold=True, align=CENTRE)
    line(docx, "{%p endif %}")
    _loop(docx, "legal_lines", italic=True, align=JUSTIFY, indent=Mm(10))
    if shape.widths:
        _table(docx, shape)
    _loop(docx, "footnotes", italic=True, size=11)
    if shape.closing:
        _closing(docx, shape)
    docx.core_properties.author = docx.core_properties.comments = ""
    target = BytesIO()
    docx.save(target)
    return target.getvalue()


def _loop(place: Any, name: str, **look: Any) -> None:
    """A paragraph for each line of the list ``name``."""
    line(place, f"{{%p for line in {name} %}}")
    line(place, "{{ line }}", **look)
    line(place, "{%p endfor %}")


def _table(docx: Any, shape: Shape) -> None:
    """Headings repeated on every page, a row for each of ``rows`` (bold where it is a sum), the totals."""
    # Word keeps a blank on either side of a cell: a narrow column needs them as much as a wide one.
    widths = [width + CELL_BLANKS for width in shape.widths]
    share = shape.printable // sum(widths)
    table = grid(docx, [width * share for width in widths], 8 + shape.totals, style="Table Grid")
    lines = table.rows
    repeat_row(lines[0])
    _cells(lines[0], "labels", shape, bold=True, centred=True)
    _cells(lines[3], "row.cells", shape, bold=True)
    _cells(lines[5], "row.cells", shape)
    tags = {1: "for row in rows", 2: "if row.strong", 4: "else", 6: "endif", 7: "endfor"}
    for number, tag in tags.items():
        line(lines[number].cells[0], f"{{%tr {tag} %}}")
    if shape.totals:
        _cells(lines[8], "totals", shape, bold=True)


def _cells(row: Any, name: str, shape: Shape, *, bold: bool = False, centred: bool = False) -> None:
    """Fill a row with the tags of the list ``name``, each leaning to the side of its column."""
    for place, (cell, is_number) in enumerate(zip(row.cells, shape.numbers, strict=True)):
        align = CENTRE if centred else WD_ALIGN_PARAGRAPH.RIGHT if is_number else WD_ALIGN_PARAGRAPH.LEFT
        paragraph = line(cell, f"{{{{ {name}[{place}] }}}}", size=11, bold=bold, align=align)
        paragraph.paragraph_format.space_after = Pt(1)


def _closing(docx: Any, shape: Shape) -> None:
    """Who receives it, to the left, and who signs, to the right, kept together."""
    half = shape.printable // 2
    docx.add_paragraph()
    left_cell, right_cell = grid(docx, [half, half]).rows[0].cells
    line(left_cell, "{%p if recipients %}")
    line(left_cell, "Nơi nhận:", size=12, bold=True, italic=True)
    line(left_cell, "{%p endif %}")
    line(left_cell, "{%p for line in recipients %}")
    line(left_cell, "- {{ line }}", size=11)
    line(left_cell, "{%p endfor %}")
    line(right_cell, "{%p if signature %}")
    line(right_cell, "{%p for line in signature.capacity %}")
    line(right_cell, "{{ line }}", bold=True, align=CENTRE)
    line(right_cell, "{%p endfor %}")
    for _blank in range(4):
        line(right_cell, " ", align=CENTRE)
    line(right_cell, "{{ signature.name }}", bold=True, align=CENTRE)
    line(right_cell, "{%p endif %}")
    for cell in (left_cell, right_cell):
        line(cell, " ", size=2)

"""A Word file made for A4 set on A5: the page, the columns and the letters made smaller.

Half a page is 0.7 of the width; the words shrink less, so that they stay readable, the head as much, so that
the nation's name still stands on one line.
"""

from typing import Any

from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

WIDTHS, HEAD, WORDS = 0.703, 0.72, 0.85


def to_a5(docx: Any) -> None:
    """Set a document that was laid out for A4 upright on A5 upright; its first table is the head."""
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(148), Mm(210)
    section.left_margin, section.right_margin = Mm(20), Mm(12)
    section.top_margin, section.bottom_margin = Mm(14), Mm(12)
    section.header_distance = Mm(7)
    normal = docx.styles["Normal"].font
    normal.size = Pt(round(13 * WORDS * 2) / 2)
    head = docx.tables[0]._tbl if docx.tables else None
    for size in docx.element.body.iter(qn("w:sz")):
        in_head = head is not None and head in size.iterancestors()
        _scale(size, "w:val", HEAD if in_head else WORDS)
    for name in ("w:gridCol", "w:tcW"):
        for column in docx.element.body.iter(qn(name)):
            _scale(column, "w:w", WIDTHS)
    for indent in docx.element.body.iter(qn("w:ind")):
        for side in ("w:left", "w:right", "w:firstLine"):
            _scale(indent, side, WIDTHS)
    for shape in docx.inline_shapes:
        shape.width, shape.height = Length(int(shape.width * WIDTHS)), Length(int(shape.height * WIDTHS))


def _scale(element: Any, name: str, factor: float) -> None:
    value = element.get(qn(name))
    if value is not None:
        element.set(qn(name), str(round(int(value) * factor)))

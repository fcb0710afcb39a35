"""Pieces of a Word file by NĐ 30/2020, Appendix I: the page, a line, a grid, a short rule, a heading."""

from collections.abc import Mapping
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from core.documents.content import MOTTO, NATION

FONT = "Times New Roman"
LONG, SHORT = Mm(297), Mm(210)
LEFT, RIGHT, TOP, BOTTOM = Mm(30), Mm(15), Mm(20), Mm(20)
CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def page(docx: Any, *, landscape: bool = False) -> None:
    """A4, margins, body font, and the page number at the top centre of every page but the first."""
    section = docx.sections[0]
    section.page_width, section.page_height = (LONG, SHORT) if landscape else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    style = docx.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)
    style.paragraph_format.space_after = Pt(4)
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)


def line(
    place: Any,
    text: str,
    *,
    size: float = 13,
    bold: bool = False,
    italic: bool = False,
    align: Any = None,
    indent: Length | None = None,
) -> Any:
    """Add a paragraph to a document or a cell; a cell's empty first paragraph is used up first."""
    paragraphs = place.paragraphs
    unused = hasattr(place, "_tc") and len(paragraphs) == 1 and not paragraphs[0].runs
    paragraph = paragraphs[0] if unused else place.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
    paragraph.alignment = align
    paragraph.paragraph_format.first_line_indent = indent
    return paragraph


def as_heading(paragraph: Any, depth: int = 1) -> None:
    """Mark a paragraph as a heading for readers who jump from heading to heading; the title has depth 1."""
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), str(depth - 1))
    paragraph._p.get_or_add_pPr().append(level)


def grid(docx: Any, widths: list[int], rows: int = 1, *, style: str | None = None) -> Any:
    """A table with fixed column widths in EMU."""
    table = docx.add_table(rows=rows, cols=len(widths))
    table.style, table.autofit, table.alignment = style, False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Length(width)
        for cell in column.cells:
            cell.width = Length(width)
    return table


def letterhead(docx: Any, printable: int, words: Mapping[str, str]) -> None:
    """The head by NĐ 30/2020: issuer and number to the left, the nation, place and day to the right."""
    right = Mm(93)  # the nation's name in 12 points bold is 92 mm long and must stand on one line
    table = grid(docx, [printable - right, right])
    _without_margins(table)
    left_cell, right_cell = table.rows[0].cells
    line(left_cell, words["parent"], size=12, align=CENTRE)
    line(left_cell, words["issuer"], size=12, bold=True, align=CENTRE)
    underline(left_cell, Mm(26), printable - right)
    line(left_cell, f"Số: {words['number']}", align=CENTRE)
    line(right_cell, NATION, size=12, bold=True, align=CENTRE)
    line(right_cell, MOTTO, bold=True, align=CENTRE)
    underline(right_cell, Mm(58), right)
    line(right_cell, words["place_and_day"], italic=True, align=CENTRE)
    gap(docx, 10)


def _without_margins(table: Any) -> None:
    """Let the words of a table reach its edges; Word leaves 1.9 mm on both sides of a cell."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def gap(place: Any, points: float) -> Any:
    """An empty line of exactly so many points."""
    paragraph = line(place, "", size=2)
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = Pt(points), Pt(0)
    return paragraph


def underline(cell: Any, length: int, width: int) -> None:
    """A short centred line: the upper border of an empty paragraph that is indented from both sides."""
    paragraph = gap(cell, 3)
    side = Length((width - length) // 2)
    layout = paragraph.paragraph_format
    layout.left_indent, layout.right_indent, layout.space_after = side, side, Pt(2)
    border = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        border.set(qn(f"w:{name}"), value)
    borders = OxmlElement("w:pBdr")
    borders.append(border)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def repeat_row(row: Any) -> None:
    """Let Word print this row again at the top of every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)

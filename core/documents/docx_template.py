"""Word templates by NĐ 30/2020, Appendix I, built in code so that a change shows as a difference in text.

A template holds docxtpl's tags only; the words of a document never pass through here.
"""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

import docx as python_docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

FONT = "Times New Roman"
LONG, SHORT = Mm(297), Mm(210)
LEFT, RIGHT, TOP, BOTTOM = Mm(30), Mm(15), Mm(20), Mm(20)
CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"

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
    _page(docx, shape)
    if shape.letterhead:
        _letterhead(docx, shape)
    _as_heading(_line(docx, "{{ title }}", size=14, bold=True, align=CENTRE))
    _line(docx, "{%p if subtitle %}")
    _line(docx, "{{ subtitle }}", size=14, bold=True, align=CENTRE)
    _line(docx, "{%p endif %}")
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


def _page(docx: Any, shape: Shape) -> None:
    """A4, margins, body font, and the page number at the top centre of every page but the first."""
    section = docx.sections[0]
    section.page_width, section.page_height = (LONG, SHORT) if shape.landscape else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if shape.landscape else WD_ORIENT.PORTRAIT
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


def _line(
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


def _as_heading(paragraph: Any) -> None:
    """Mark a paragraph as the heading of the document for readers who jump from heading to heading."""
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().append(level)


def _loop(place: Any, name: str, **look: Any) -> None:
    """A paragraph for each line of the list ``name``."""
    _line(place, f"{{%p for line in {name} %}}")
    _line(place, "{{ line }}", **look)
    _line(place, "{%p endfor %}")


def _grid(docx: Any, widths: list[int], rows: int = 1, *, style: str | None = None) -> Any:
    """A table with fixed column widths in EMU."""
    table = docx.add_table(rows=rows, cols=len(widths))
    table.style, table.autofit, table.alignment = style, False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Length(width)
        for cell in column.cells:
            cell.width = Length(width)
    return table


def _letterhead(docx: Any, shape: Shape) -> None:
    right = Mm(97)  # the nation's name in 12 points bold is 92 mm long and must stand on one line
    left_cell, right_cell = _grid(docx, [shape.printable - right, right]).rows[0].cells
    _line(left_cell, "{{ letterhead.parent }}", size=12, align=CENTRE)
    _line(left_cell, "{{ letterhead.issuer }}", size=12, bold=True, align=CENTRE)
    _underline(left_cell, Mm(26), shape.printable - right)
    _line(left_cell, "Số: {{ letterhead.number }}", align=CENTRE)
    _line(right_cell, NATION, size=12, bold=True, align=CENTRE)
    _line(right_cell, MOTTO, bold=True, align=CENTRE)
    _underline(right_cell, Mm(58), right)
    _line(right_cell, "{{ letterhead.place_and_day }}", italic=True, align=CENTRE)
    docx.add_paragraph()


def _underline(cell: Any, length: int, width: int) -> None:
    """A short centred line: the upper border of an empty paragraph that is indented from both sides."""
    paragraph = _line(cell, "", size=2)
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


def _table(docx: Any, shape: Shape) -> None:
    """Headings repeated on every page, a row for each of ``rows`` (bold where it is a sum), the totals."""
    # Word keeps a blank on either side of a cell: a narrow column needs them as much as a wide one.
    widths = [width + CELL_BLANKS for width in shape.widths]
    share = shape.printable // sum(widths)
    table = _grid(docx, [width * share for width in widths], 8 + shape.totals, style="Table Grid")
    lines = table.rows
    _repeat(lines[0])
    _cells(lines[0], "labels", shape, bold=True, centred=True)
    _cells(lines[3], "row.cells", shape, bold=True)
    _cells(lines[5], "row.cells", shape)
    tags = {1: "for row in rows", 2: "if row.strong", 4: "else", 6: "endif", 7: "endfor"}
    for number, tag in tags.items():
        _line(lines[number].cells[0], f"{{%tr {tag} %}}")
    if shape.totals:
        _cells(lines[8], "totals", shape, bold=True)


def _cells(row: Any, name: str, shape: Shape, *, bold: bool = False, centred: bool = False) -> None:
    """Fill a row with the tags of the list ``name``, each leaning to the side of its column."""
    for place, (cell, is_number) in enumerate(zip(row.cells, shape.numbers, strict=True)):
        align = CENTRE if centred else WD_ALIGN_PARAGRAPH.RIGHT if is_number else WD_ALIGN_PARAGRAPH.LEFT
        paragraph = _line(cell, f"{{{{ {name}[{place}] }}}}", size=11, bold=bold, align=align)
        paragraph.paragraph_format.space_after = Pt(1)


def _repeat(row: Any) -> None:
    """Let Word print this row again at the top of every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _closing(docx: Any, shape: Shape) -> None:
    """Who receives it, to the left, and who signs, to the right, kept together."""
    half = shape.printable // 2
    docx.add_paragraph()
    left_cell, right_cell = _grid(docx, [half, half]).rows[0].cells
    _line(left_cell, "{%p if recipients %}")
    _line(left_cell, "Nơi nhận:", size=12, bold=True, italic=True)
    _line(left_cell, "{%p endif %}")
    _line(left_cell, "{%p for line in recipients %}")
    _line(left_cell, "- {{ line }}", size=11)
    _line(left_cell, "{%p endfor %}")
    _line(right_cell, "{%p if signature %}")
    _line(right_cell, "{%p for line in signature.capacity %}")
    _line(right_cell, "{{ line }}", bold=True, align=CENTRE)
    _line(right_cell, "{%p endfor %}")
    for _blank in range(4):
        _line(right_cell, " ", align=CENTRE)
    _line(right_cell, "{{ signature.name }}", bold=True, align=CENTRE)
    _line(right_cell, "{%p endif %}")
    for cell in (left_cell, right_cell):
        _line(cell, " ", size=2)

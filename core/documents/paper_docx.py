"""A paper as a Word file by NĐ 30/2020, Appendix I: the same words as the pdf, block by block."""

from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx as python_docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Length, Mm, Pt

from core.documents.docx_a5 import to_a5
from core.documents.docx_parts import (
    CENTRE,
    JUSTIFY,
    LEFT,
    RIGHT,
    SHORT,
    as_heading,
    gap,
    grid,
    letterhead,
    line,
    page,
    repeat_row,
    underline,
)
from core.documents.flow import A5, Paper
from core.documents.paper_pdf import qr_picture
from core.documents.paper_words import RECIPIENTS, paper_words
from core.documents.signature import signature_png

PRINTABLE = SHORT - LEFT - RIGHT
INDENT = Mm(10)
CODES_FONT = "Courier New"
RIGHT_SIDE, LEFT_SIDE = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT


def paper_docx(paper: Paper) -> bytes:
    """The bytes of the Word file; its properties come from the paper and nothing from the machine."""
    words = paper_words(paper)
    docx = python_docx.Document()
    page(docx)
    if words["letterhead"]["issuer"]:
        letterhead(docx, PRINTABLE, words["letterhead"])
    _title(docx, words)
    for text in words["legal_lines"]:
        line(docx, text, italic=True, align=JUSTIFY, indent=INDENT)
    for block in words["blocks"]:
        WRITERS[block["block"]](docx, block)
    _closing(docx, words)
    for block in words["tail"]:
        WRITERS[block["block"]](docx, block)
    if paper.size == A5:
        to_a5(docx)
    return _saved(docx, words, paper)


def _saved(docx: Any, words: dict[str, Any], paper: Paper) -> bytes:
    properties = docx.core_properties
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.title = words["title"][:255]
    properties.created = properties.modified = datetime.combine(paper.made_on, time.min)
    target = BytesIO()
    docx.save(target)
    return target.getvalue()


def _title(docx: Any, words: dict[str, Any]) -> None:
    title = line(docx, words["title"], size=14, bold=True, align=CENTRE)
    as_heading(title)
    title.paragraph_format.space_after = Pt(0)
    if words["subtitle"]:
        line(docx, words["subtitle"], size=14, bold=True, align=CENTRE)
    underline(docx, Mm(40), PRINTABLE)


def _heading(docx: Any, block: dict[str, Any]) -> None:
    paragraph = line(docx, block["text"], bold=True, indent=INDENT if block["depth"] > 2 else None)
    as_heading(paragraph, block["depth"])
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(6)


def _paragraph(docx: Any, block: dict[str, Any]) -> None:
    text = f"{block['mark']}\u00a0{block['text']}" if block["mark"] else block["text"]
    paragraph = line(docx, text, bold=block["bold"], italic=block["italic"], align=JUSTIFY, indent=INDENT)
    paragraph.paragraph_format.widow_control = True
    paragraph.paragraph_format.keep_with_next = block.get("keep", False)


def _table(docx: Any, block: dict[str, Any]) -> None:
    """Headings repeated on every page; no row is torn apart by the end of one."""
    share = PRINTABLE // sum(block["widths"])
    table = grid(
        docx, [width * share for width in block["widths"]], 1 + len(block["rows"]), style="Table Grid"
    )
    rows = [row.cells for row in table.rows]  # python-docx counts the cells anew each time it is asked
    repeat_row(table.rows[0])
    for cell, label in zip(rows[0], block["labels"], strict=True):
        _cell(cell, label, bold=True, align=CENTRE)
    for number, (cells, texts) in enumerate(zip(rows[1:], block["rows"], strict=True)):
        for place, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            align = RIGHT_SIDE if block["numbers"][place] else LEFT_SIDE
            strong = number in block["emphasised"]
            _cell(cell, text, bold=strong, align=align, fixed=block["fixed"][place])
    for row in table.rows:
        _whole(row)
    for cells in rows[:-1] if block["whole"] else rows[:1]:
        _keep(cells)
    gap(docx, 6)


def _keep(cells: Any) -> None:
    """Keep a row on the page of what follows."""
    for cell in cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _cell(cell: Any, text: str, *, bold: bool, align: Any, fixed: bool = False) -> None:
    paragraph = line(cell, text, size=7.5 if fixed else 11, bold=bold, align=align)
    paragraph.paragraph_format.space_after = Pt(1)
    if fixed:
        paragraph.runs[0].font.name = CODES_FONT


def _whole(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _signatures(docx: Any, block: dict[str, Any]) -> None:
    signers = block["signers"]
    gap(docx, 8).paragraph_format.keep_with_next = True
    table = grid(docx, [PRINTABLE // len(signers)] * len(signers))
    for cell, signer in zip(table.rows[0].cells, signers, strict=True):
        _signer(cell, signer)
    _whole(table.rows[0])
    _keep(table.rows[0].cells)


def _signer(cell: Any, signer: dict[str, Any]) -> None:
    for text in signer["capacity"] or [""]:
        _close(line(cell, text or " ", bold=True, align=CENTRE))
    picture = signature_png(signer["strokes"])
    if picture:
        _picture(_empty(cell), picture, f"Chữ ký của {signer['name']}", most=(Mm(60), Mm(20)))
    elif signer["remark"]:
        remark = line(cell, signer["remark"], size=11, italic=True, align=CENTRE)
        remark.paragraph_format.space_before = Pt(8)
    else:
        for _blank in range(4):
            _close(line(cell, " ", align=CENTRE))
    _close(line(cell, signer["name"] or " ", bold=True, align=CENTRE))
    if signer["post"]:
        line(cell, signer["post"], size=12, align=CENTRE)


def _close(paragraph: Any) -> None:
    paragraph.paragraph_format.space_after = Pt(0)


def _empty(place: Any) -> Any:
    return line(place, "", align=CENTRE)


def _picture(paragraph: Any, data: bytes, words: str, most: tuple[int, int]) -> None:
    """A picture in its own shape, as large as fits into ``most``, with words for those who cannot see it."""
    shape = paragraph.runs[0].add_picture(BytesIO(data))
    scale = min(most[0] / shape.width, most[1] / shape.height)
    shape.width, shape.height = Length(int(shape.width * scale)), Length(int(shape.height * scale))
    shape._inline.docPr.set("descr", words)


def _qr(docx: Any, block: dict[str, Any]) -> None:
    gap(docx, 4).paragraph_format.keep_with_next = True
    left, right = grid(docx, [Mm(25), PRINTABLE - Mm(25)]).rows[0].cells
    _picture(_empty(left), qr_picture(block["url"], "png"), f"Mã QR mở {block['url']}", (Mm(20), Mm(20)))
    for text in block["lines"]:
        _close(line(right, text, size=10, align=LEFT_SIDE))


def _small(docx: Any, block: dict[str, Any]) -> None:
    line(docx, block["text"], size=11, italic=True, align=JUSTIFY)


WRITERS: dict[str, Callable[[Any, dict[str, Any]], None]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "table": _table,
    "signatures": _signatures,
    "qr": _qr,
    "small": _small,
}


def _closing(docx: Any, words: dict[str, Any]) -> None:
    """Who receives it, to the left, and who signs, to the right, kept together."""
    recipients, signature = words["recipients"], words["signature"]
    if not recipients and signature is None:
        return
    gap(docx, 6).paragraph_format.keep_with_next = True
    table = grid(docx, [PRINTABLE // 2, PRINTABLE // 2])
    left, right = table.rows[0].cells
    if recipients:
        line(left, RECIPIENTS, size=12, bold=True, italic=True)
    for text in recipients:
        _close(line(left, f"- {text}", size=11))
    if signature is not None:
        _signer(
            right,
            {
                "capacity": signature["capacity"],
                "name": signature["name"],
                "post": "",
                "remark": "",
                "strokes": (),
            },
        )
    _whole(table.rows[0])
    _keep(table.rows[0].cells)

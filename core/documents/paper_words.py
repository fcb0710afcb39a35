"""A paper in words and plain values, as the pdf, the Word file and the screen all take it."""

from typing import Any

from core.documents.content import MOTTO, NATION, clean
from core.documents.flow import Block, FlowTable, Heading, Paper, Paragraph, QrCode, Signatures, Signer
from core.documents.typography import bound, in_halves, in_pieces

RECIPIENTS = "Nơi nhận:"
WHOLE_ROWS = 8
"""A table of so few rows is not torn apart by the end of a page."""


def paper_words(paper: Paper) -> dict[str, Any]:
    """Every text cleaned and bound; a block that must stay with the next one says so ("keep")."""
    head, signature = paper.letterhead, paper.signature
    return {
        "title": clean(paper.title),
        "subtitle": bound(clean(paper.subtitle)),
        "letterhead": {
            "parent": in_halves(clean(head.parent).upper()),
            "issuer": in_halves(clean(head.issuer).upper()),
            "number": clean(head.number),
            "place_and_day": clean(head.place_and_day),
        },
        "legal_lines": [bound(clean(line)) for line in paper.legal_lines],
        "blocks": _blocks(paper.blocks, ends_alone=not (paper.recipients or signature)),
        "recipients": [clean(line) for line in paper.recipients],
        "signature": None
        if signature is None
        else {"capacity": clean(signature.capacity).upper().splitlines(), "name": clean(signature.name)},
        "tail": _blocks(paper.tail),
        "size": paper.size,
    }


def _blocks(blocks: tuple[Block, ...], *, ends_alone: bool = True) -> list[dict[str, Any]]:
    """The blocks in words; headings run from depth 2.

    What stands before signatures stays with them, so that nobody signs an empty page: that is the last block
    too, unless it ``ends_alone`` without a signer's block after it.
    """
    least = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    words = [_block(block, least) for block in blocks]
    for current, following in zip(words, words[1:], strict=False):
        current["keep"] = current["block"] == "heading" or following["block"] in ("signatures", "table")
    if words and not ends_alone:
        words[-1]["keep"] = True
    return words


def _block(block: Block, least: int) -> dict[str, Any]:
    match block:
        case Heading():
            depth = block.level - least + 2
            return {
                "block": "heading",
                "text": bound(clean(block.text)),
                "level": block.level,
                "depth": depth,
            }
        case Paragraph():
            text = bound(clean(block.text))
            looks = {"mark": clean(block.mark), "bold": block.bold, "italic": block.italic}
            return {"block": "paragraph", "text": text, **looks}
        case FlowTable():
            return _table(block)
        case Signatures():
            return {"block": "signatures", "signers": [_signer(one) for one in block.signers]}
        case QrCode():
            return {"block": "qr", "url": block.url, "lines": [clean(line) for line in block.lines]}
    return {"block": "small", "text": bound(clean(block.text))}


def _table(table: FlowTable) -> dict[str, Any]:
    return {
        "block": "table",
        "caption": clean(table.caption),
        "labels": [clean(label) for label in table.labels],
        "widths": list(table.widths),
        "numbers": [place in table.numbers for place in range(len(table.labels))],
        "fixed": [place in table.fixed for place in range(len(table.labels))],
        "rows": [[_cell(table, place, text) for place, text in enumerate(row)] for row in table.rows],
        "emphasised": sorted(table.emphasised),
        "whole": len(table.rows) <= WHOLE_ROWS,
    }


def _cell(table: FlowTable, place: int, text: str) -> str:
    return in_pieces(clean(text)) if place in table.fixed else bound(clean(text))


def _signer(signer: Signer) -> dict[str, Any]:
    return {
        "capacity": clean(signer.capacity).upper().splitlines(),
        "name": clean(signer.name),
        "post": clean(signer.post),
        "remark": bound(clean(signer.remark)),
        "strokes": signer.strokes,
    }


def lines_of(paper: Paper) -> list[str]:
    """Every text of the paper in reading order, one entry each: what all carriers must hold."""
    words = paper_words(paper)
    head, signature = words["letterhead"], words["signature"]
    lines = [
        head["parent"],
        head["issuer"],
        f"Số: {head['number']}".strip(),
        NATION,
        MOTTO,
        head["place_and_day"],
    ]
    lines += [words["title"], words["subtitle"], *words["legal_lines"]]
    for block in words["blocks"]:
        lines += _lines_of_block(block)
    if words["recipients"]:
        lines += [RECIPIENTS, *(f"- {line}" for line in words["recipients"])]
    if signature is not None:
        lines += [*signature["capacity"], signature["name"]]
    for block in words["tail"]:
        lines += _lines_of_block(block)
    return [line for line in lines if line]


def _lines_of_block(block: dict[str, Any]) -> list[str]:
    match block["block"]:
        case "paragraph":
            return [f"{block['mark']} {block['text']}".strip()]
        case "table":
            return [*block["labels"], *(text for row in block["rows"] for text in row)]
        case "signatures":
            return [line for one in block["signers"] for line in signer_lines(one)]
        case "qr":
            return list(block["lines"])
    return [block["text"]]


def signer_lines(signer: dict[str, Any]) -> list[str]:
    """The words of one signer from top to bottom."""
    return [*signer["capacity"], signer["remark"], signer["name"], signer["post"]]

"""A paper on the screen: the same words as on paper, tables as cells, pictures inside the page."""

from base64 import b64encode
from typing import Any

from core.cells import Cell
from core.cells import Column as Heading
from core.documents.content import MOTTO, NATION
from core.documents.flow import Paper
from core.documents.paper_words import RECIPIENTS, paper_words
from core.documents.signature import signature_png
from core.qr import qr_svg


def paper_screen(paper: Paper) -> dict[str, Any]:
    """What ``documents/_paper.html`` reads."""
    words = paper_words(paper)
    for block in [*words["blocks"], *words["tail"]]:
        _draw(block)
    return words | {"nation": NATION, "motto": MOTTO, "recipients_label": RECIPIENTS}


def _draw(block: dict[str, Any]) -> None:
    match block["block"]:
        case "table":
            block["columns"] = [
                Heading(label=label, num=num)
                for label, num in zip(block["labels"], block["numbers"], strict=True)
            ]
            block["cells"] = [
                [_cell(block, number, place, text) for place, text in enumerate(row)]
                for number, row in enumerate(block["rows"])
            ]
        case "signatures":
            for signer in block["signers"]:
                picture = signature_png(signer.pop("strokes"))
                signer["picture"] = f"data:image/png;base64,{b64encode(picture).decode()}" if picture else ""
        case "qr":
            block["svg"] = qr_svg(block["url"], f"Mã QR mở {block['url']}")


def _cell(block: dict[str, Any], number: int, place: int, text: str) -> Cell:
    looks = ["is-code"] if block["fixed"][place] else []
    if number in block["emphasised"]:
        looks.append("is-strong")
    return Cell(text=text, num=block["numbers"][place], **({"class": " ".join(looks)} if looks else {}))

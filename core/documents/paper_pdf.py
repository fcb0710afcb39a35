"""A paper as a tagged PDF (PDF/UA), set by Typst with ``paper.typ``."""

from io import BytesIO
from pathlib import Path
from typing import Any

import segno

from core import clock
from core.documents.flow import Paper
from core.documents.paper_words import paper_words
from core.documents.signature import signature_png
from core.documents.typesetting import set_pdf

TEMPLATE = Path(__file__).with_name("paper.typ")


def paper_pdf(paper: Paper) -> bytes:
    """The bytes of the PDF. The same paper gives the same bytes on the same machine."""
    words = paper_words(paper)
    for block in [*words["blocks"], *words["tail"]]:
        _draw(block)
    return set_pdf(TEMPLATE, words, timestamp=int(clock.start_of_day(paper.made_on).timestamp()))


def _draw(block: dict[str, Any]) -> None:
    """Put the pictures of a block beside its words: QR codes as SVG, signatures as the bytes of a PNG."""
    if block["block"] == "qr":
        block["picture"] = qr_picture(block["url"], "svg").decode()
        block["alt"] = f"Mã QR mở {block['url']}"
    if block["block"] == "signatures":
        for signer in block["signers"]:
            signer["picture"] = list(signature_png(signer.pop("strokes")))
            signer["alt"] = f"Chữ ký của {signer['name']}"


def qr_picture(url: str, kind: str) -> bytes:
    """The QR code of an address as "svg" or "png" bytes, with its quiet zone."""
    target = BytesIO()
    segno.make(url, micro=False, error="m", boost_error=False).save(target, kind=kind, border=2, scale=8)
    return target.getvalue()

"""A document as a tagged PDF (PDF/UA), set by Typst with ``administrative.typ``; no system library."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.documents.content import Document, clean, text_rows, text_totals
from core.documents.typesetting import set_pdf

TEMPLATE = Path(__file__).with_name("administrative.typ")


def write_pdf(document: Document) -> bytes:
    """The bytes of the PDF. The same document gives the same bytes on the same machine."""
    return set_pdf(TEMPLATE, plain(document), timestamp=int(document.made_at.timestamp()))


def plain(document: Document) -> dict[str, Any]:
    """The document in words, lists and numbers alone, as both papers (pdf, docx) print it."""
    return {
        "title": clean(document.title),
        "subtitle": clean(document.subtitle),
        "landscape": document.landscape,
        "legal_lines": [clean(line) for line in document.legal_lines],
        "labels": [clean(column.label) for column in document.columns],
        "widths": [column.width for column in document.columns],
        "numbers": [column.is_number for column in document.columns],
        "rows": text_rows(document),
        "emphasised": sorted(document.emphasised),
        "totals": text_totals(document),
        "footnotes": [clean(note) for note in document.footnotes],
        "letterhead": _letterhead(document),
        "recipients": [clean(line) for line in document.recipients],
        "signature": _signature(document),
    }


def _letterhead(document: Document) -> Mapping[str, str] | None:
    head = document.letterhead
    if head is None:
        return None
    return {
        "parent": clean(head.parent).upper(),
        "issuer": clean(head.issuer).upper(),
        "number": clean(head.number),
        "place_and_day": clean(head.place_and_day),
    }


def _signature(document: Document) -> Mapping[str, Any] | None:
    signature = document.signature
    if signature is None:
        return None
    return {"capacity": clean(signature.capacity).upper().splitlines(), "name": clean(signature.name)}

"""A document as a Word file: docxtpl fills a template that ``docx_template`` builds in code."""

from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate

from core.documents.content import Document
from core.documents.docx_template import Shape, template_bytes
from core.documents.pdf import plain


def write_docx(document: Document) -> bytes:
    """The bytes of the Word file, with properties set from the document and nothing of the machine."""
    words = plain(document)
    template = DocxTemplate(BytesIO(template_bytes(shape_of(words))))
    words["rows"] = [
        {"cells": row, "strong": number in document.emphasised} for number, row in enumerate(words["rows"])
    ]
    template.render(words, autoescape=True)
    properties = template.docx.core_properties
    properties.title = words["title"][:255]
    properties.created = properties.modified = document.made_at.replace(tzinfo=None)
    target = BytesIO()
    template.save(target)
    return target.getvalue()


def shape_of(words: dict[str, Any]) -> Shape:
    """What of a document decides its template: everything but the words themselves."""
    signature = words["signature"]
    return Shape(
        widths=tuple(words["widths"]),
        numbers=tuple(words["numbers"]),
        landscape=words["landscape"],
        letterhead=words["letterhead"] is not None,
        totals=bool(words["totals"]),
        closing=signature is not None or bool(words["recipients"]),
    )

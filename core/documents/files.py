"""Writing a document as a file and answering with it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse

from core.documents.content import Document
from core.documents.docx import write_docx
from core.documents.pdf import write_pdf
from core.documents.xlsx import write_xlsx

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: the ending, its label on buttons, its media type, and who writes it."""

    ending: str
    label: str
    media_type: str
    write: Callable[[Document], bytes]


FORMATS: dict[str, Format] = {
    one.ending: one
    for one in (
        Format("xlsx", "Excel", f"{OFFICE}.spreadsheetml.sheet", write_xlsx),
        Format("docx", "Word", f"{OFFICE}.wordprocessingml.document", write_docx),
        Format("pdf", "PDF", "application/pdf", write_pdf),
    )
}


def write(document: Document, ending: str) -> bytes:
    """The bytes of ``document`` as "xlsx", "docx" or "pdf"; raises KeyError for another ending."""
    return FORMATS[ending].write(document)


def file_response(document: Document, ending: str) -> HttpResponse:
    """An answer that saves the document as a file named after its title; raises KeyError as :func:`write`."""
    return saved(write(document, ending), document.file_stem, ending)


def saved(content: bytes, stem: str, ending: str) -> HttpResponse:
    """An answer that saves ``content`` as "stem.ending"; raises KeyError as :func:`write`."""
    response = HttpResponse(content, content_type=FORMATS[ending].media_type)
    response["Content-Disposition"] = f'attachment; filename="{stem}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response

"""A paper of flowing blocks as files: the same content as pdf and docx."""

from collections.abc import Mapping
from typing import Any

from core.documents.flow import from_json
from core.documents.paper_docx import paper_docx
from core.documents.paper_pdf import paper_pdf

WRITERS = {"pdf": paper_pdf, "docx": paper_docx}


def write_paper(content: Mapping[str, Any], ending: str) -> bytes:
    """The bytes of the paper kept as ``content`` (core.documents.flow) as "pdf" or "docx"."""
    return WRITERS[ending](from_json(content))

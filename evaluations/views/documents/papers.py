"""One issued document on screen, and its files as they were written when it was issued."""

from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import require
from core.documents.files import FORMATS
from core.documents.flow import from_json
from core.documents.paper_screen import paper_screen
from core.errors import Refused
from evaluations.gather.documents.moved import moved_since
from evaluations.gather.documents.proof import row_problems
from evaluations.models import Inspection, IssuedDocument
from evaluations.rules.documents.sealing import sha256_of

ENDINGS = ("pdf", "docx")
LOST = "Không đọc được tệp của văn bản {symbol}. Hãy báo cho quản trị hệ thống."
CHANGED = (
    "Tệp lưu của văn bản {symbol} không còn như lúc ban hành nên không tải được. "
    "Hãy báo cho quản trị hệ thống."
)


class FileChanged(Refused):
    """The stored file is not the one that was issued, so it is not handed out (HTTP 409)."""


@require_safe
def document_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The document as it was issued, and what has moved on since."""
    document = _visible(request, pk)
    context = {
        "document": document,
        "trail": [("Văn bản kiểm tra", reverse("document_list")), (document.symbol, "")],
        "problems": row_problems(document),
        "moved": moved_since(document),
        "paper": paper_screen(from_json(document.content)),
    }
    return render(request, "documents/detail.html", context)


@require_safe
def document_file(request: HttpRequest, pk: UUID, ending: str) -> HttpResponseBase:
    """The file from the store, byte for byte as issued; never made anew."""
    if ending not in ENDINGS:
        raise Http404
    document = _visible(request, pk)
    data = _stored(document, ending)
    response = HttpResponse(data, content_type=FORMATS[ending].media_type)
    stem = from_json(document.content).file_stem
    response["Content-Disposition"] = f'attachment; filename="{stem}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _stored(document: IssuedDocument, ending: str) -> bytes:
    try:
        with default_storage.open(getattr(document, f"{ending}_path")) as file:
            data: bytes = file.read()
    except OSError as error:
        raise FileChanged(LOST.format(symbol=document.symbol)) from error
    if sha256_of(data) != getattr(document, f"{ending}_sha256"):
        raise FileChanged(CHANGED.format(symbol=document.symbol))
    return data


def _visible(request: HttpRequest, pk: UUID) -> IssuedDocument:
    """The document of an inspection that the person knows of, else 404; not yet theirs to read is 403."""
    user: Any = request.user
    known = Inspection.objects.visible_to(user, clock.today())
    documents = IssuedDocument.objects.filter(inspection__in=known)
    document = get_object_or_404(documents.select_related("inspection__agency", "issued_by"), pk=pk)
    require(user, "document.read", document)
    return document

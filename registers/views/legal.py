"""Legal documents: open to everybody signed in, kept by Home Affairs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.views.parameters import words_of
from core import clock
from core.access import may, require
from core.dates import format_day
from core.forms import form_uuid
from core.text import fold
from registers.actions.legal import record_document
from registers.forms.records import LegalForm
from registers.gather.legal import standing_words
from registers.models import LegalDocument
from registers.views.frame import Words, home_trail, with_form

TITLE = "Văn bản pháp lý"


@require_safe
def legal_documents(request: HttpRequest) -> HttpResponse:
    """Every document, newest first, with what rests on it; "q" finds by number, title or criterion."""
    user: Any = request.user
    today, words = clock.today(), words_of(request)
    rows = LegalDocument.objects.select_related("replaced_by").prefetch_related("references")
    documents = [
        {
            "row": one,
            "standing": standing_words(one, today),
            "issued": format_day(one.issued_on),
            "references": sorted((ref.criterion, ref.article) for ref in one.references.all()),
            "edit_url": reverse("legal_edit", args=[one.pk]),
        }
        for one in rows.order_by("-issued_on", "number")
        if _holds(one, words)
    ]
    context = {
        "trail": home_trail((TITLE, "")),
        "documents": documents,
        "q": words,
        "may_change": bool(may(user, "legal_document.change")),
    }
    return render(request, "registers/legal.html", context)


def _holds(document: LegalDocument, words: str) -> bool:
    codes = " ".join(one.criterion for one in document.references.all())
    text = fold(f"{document.number} {document.issuer} {document.title} {codes}")
    return all(word in text for word in fold(words).split())


@require_http_methods(["GET", "HEAD", "POST"])
def legal_new(request: HttpRequest) -> HttpResponse:
    """Record a document."""
    user: Any = request.user
    require(user, "legal_document.change")
    form = LegalForm(request.POST or None, others=LegalDocument.objects.order_by("number"))
    back = reverse("legal_documents")
    words = Words("Thêm văn bản pháp lý", "Thêm vào danh mục", back, _trail("Thêm văn bản"), symbol="plus")

    def act() -> HttpResponse:
        record_document(document_id=form_uuid(request.POST), facts=form.facts(), actor=user, at=clock.now())
        messages.success(request, "Đã thêm văn bản.")
        return redirect("legal_documents")

    return with_form(request, form, words, act)


@require_http_methods(["GET", "HEAD", "POST"])
def legal_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a document, or say what replaced it."""
    user: Any = request.user
    document = get_object_or_404(LegalDocument, pk=pk)
    require(user, "legal_document.change")
    references = document.references.order_by("criterion", "article")
    first = {
        "number": document.number,
        "issuer": document.issuer,
        "title": document.title,
        "issued_on": document.issued_on,
        "in_force_on": document.in_force_on,
        "expired_on": document.expired_on,
        "replaced_by": document.replaced_by_id,
        "note": document.note,
        "references": "\n".join(
            f"{one.criterion}: {one.article}" if one.article else one.criterion for one in references
        ),
        "seen_version": document.version,
    }
    others = LegalDocument.objects.exclude(pk=pk).order_by("number")
    form = LegalForm(request.POST or None, others=others, initial=first)
    back = reverse("legal_documents")
    words = Words(
        "Sửa văn bản pháp lý", "Lưu thay đổi", back, _trail(document.number), document.number, "save"
    )

    def act() -> HttpResponse:
        record_document(
            document_id=pk,
            facts=form.facts(),
            seen_version=form.cleaned_data["seen_version"] or 0,
            actor=user,
            at=clock.now(),
        )
        messages.success(request, "Đã lưu thay đổi.")
        return redirect("legal_documents")

    return with_form(request, form, words, act)


def _trail(here: str) -> Any:
    return home_trail((TITLE, reverse("legal_documents")), (here, ""))

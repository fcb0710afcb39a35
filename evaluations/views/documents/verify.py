"""The public page that says whether a paper is genuine; it tells nothing of what was found.

A file is hashed in the reader's own browser and never leaves it. The page is public and limited per address,
so that nobody tries codes by the thousand.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.rates import within_rate
from evaluations.forms.documents import VerifyForm
from evaluations.gather.documents.proof import row_problems
from evaluations.models import IssuedDocument

PER_MINUTE = 60
"""Most look-ups of one address in a minute; a whole office may stand behind one address."""

PRINTED = 16
"""Hex digits of the digest that a paper prints."""


@login_not_required
@require_safe
@cache_control(private=True, no_store=True)
def document_verify_form(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with one, go to its page."""
    form = VerifyForm(request.GET or None)
    if form.is_bound and form.is_valid():
        there = reverse("document_verify", args=[form.cleaned_data["code"]])
        digest = form.cleaned_data["digest"]
        return redirect(f"{there}?{urlencode({'digest': digest})}" if digest else there)
    return render(request, "documents/verify_form.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@require_safe
@cache_control(private=True, no_store=True)
def document_verify(request: HttpRequest, code: str) -> HttpResponse:
    """Kind, number, day, issuer, digest, and whether all of it is as it was issued."""
    address = get_adapter(request).get_client_ip(request)
    if not within_rate("verify_document", address, PER_MINUTE):
        return render(request, "documents/too_often.html", status=429)
    form = VerifyForm({"code": code, "digest": request.GET.get("digest", "")})
    form.is_valid()
    clean = form.cleaned_data.get("code", "")
    document = IssuedDocument.objects.filter(code=clean).first() if clean else None
    if document is None:
        return render(request, "documents/unknown_code.html", {"code": code}, status=404)
    context = {
        "document": document,
        "issuer": document.content["letterhead"]["issuer"],
        "genuine": not row_problems(document),
        "printed": document.sha256[:PRINTED],
        "compared": _compared(document, form.cleaned_data.get("digest", "")),
        "digest_error": form.errors.get("digest", ""),
        "form": form,
    }
    return render(request, "documents/verify.html", context)


def _compared(document: IssuedDocument, digest: str) -> dict[str, Any] | None:
    """What a digest that the reader gave belongs to, None when none was given."""
    if not digest:
        return None
    known = {
        "pdf_sha256": "Tệp PDF này đúng là tệp đã ban hành.",
        "docx_sha256": "Tệp Word này đúng là tệp đã ban hành.",
        "sha256": "Mã băm này đúng là mã của nội dung đã ban hành.",
    }
    for name, words in known.items():
        if getattr(document, name).startswith(digest):
            return {"same": True, "text": words}
    return {
        "same": False,
        "text": "Mã băm này không khớp văn bản đã ban hành: tệp đã bị sửa, hoặc là tệp in, quét lại.",
    }

"""The public page that says whether a receipt is genuine and still stands.

Anybody may ask with a code; the figure itself is told only once the ranking is released, and until then the
reader may have the printed one compared: a few times an hour for each code, by POST, for what is typed must
not stay in addresses and logs. Limited per address, so that nobody tries codes by the thousand.
"""

from decimal import Decimal
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from core.rates import within_rate
from evaluations.forms.closing.receipts import ReceiptForm
from evaluations.gather.closing.receipts import Receipt, is_genuine, receipt_of
from evaluations.models import RankingRelease
from evaluations.models.closing import SnapshotLine

PER_MINUTE = 60
"""Most look-ups of one address in a minute; a whole office may stand behind one address."""
COMPARED_PER_HOUR = 5
"""Most typed totals compared with one receipt in an hour, whoever asks: nobody tries out all totals."""
TOO_MANY = {
    "same": False,
    "text": "Biên nhận này đã được đối chiếu nhiều lần trong một giờ. Ông/bà hãy thử lại sau một giờ.",
}


@login_not_required
@require_safe
@cache_control(private=True, no_store=True)
def receipt_verify_form(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with one, go to its page."""
    form = ReceiptForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect("receipt_verify", code=form.cleaned_data["code"])
    status = 422 if form.errors else 200
    return render(request, "closing/verify_form.html", {"form": form}, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def receipt_verify(request: HttpRequest, code: str) -> HttpResponse:
    """Genuine or not, of which period and agency, which revision, and whether a later one stands instead."""
    address = get_adapter(request).get_client_ip(request)
    if not within_rate("verify_receipt", address, PER_MINUTE):
        return render(request, "documents/too_often.html", status=429)
    form = ReceiptForm({"code": code, "total": request.POST.get("total", "")})
    form.is_valid()
    line = _line(form.cleaned_data.get("code", ""))
    if line is None:
        return render(request, "closing/unknown_receipt.html", {"code": code}, status=404)
    receipt = receipt_of(line)
    compared = _compared(receipt, form.cleaned_data.get("total"))
    released = RankingRelease.objects.public().filter(snapshot=line.snapshot_id).exists()
    context = {
        "receipt": receipt,
        "genuine": is_genuine(line),
        "released": released,
        "compared": compared,
        "form": form,
    }
    status = 429 if compared is TOO_MANY else 422 if form.errors else 200
    return render(request, "closing/verify.html", context, status=status)


def _line(code: str) -> SnapshotLine | None:
    related = ("snapshot__period", "snapshot__replaces", "snapshot__correction")
    found: Any = SnapshotLine.objects.results().filter(code=code).select_related(*related)
    return found.first() if code else None


def _compared(receipt: Receipt, total: Decimal | None) -> dict[str, Any] | None:
    """Whether the printed total is the sealed one; None where none was typed."""
    if total is None:
        return None
    if not within_rate("compare_receipt", str(receipt.line.code), COMPARED_PER_HOUR, seconds=3600):
        return TOO_MANY
    if total == receipt.total:
        return {"same": True, "text": "Tổng điểm này đúng là tổng điểm đã chốt."}
    return {
        "same": False,
        "text": "Tổng điểm này không phải tổng điểm đã chốt: số gõ nhầm, hoặc giấy đã bị sửa.",
    }

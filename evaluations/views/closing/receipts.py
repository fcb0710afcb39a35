"""Receipts of a closed period: the list, one agency's, and its file for the agency's own records."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.views.parameters import words_of
from core import clock
from core.access import may
from core.cells import Cell
from core.documents.files import FORMATS
from core.documents.flow import A4, A5, to_json
from core.documents.paper import write_paper
from core.qr import qr_svg
from core.tables import head, points, words
from core.text import fold
from evaluations.gather.closing.notes import note_of
from evaluations.gather.closing.receipt_papers import receipt_facts
from evaluations.gather.closing.receipts import Receipt, receipt_of, visible_lines
from evaluations.models import Period
from evaluations.rules.closing.receipt_paper import receipt_paper
from evaluations.views.closing.period_frame import period_of, trail

COLUMNS = [
    {"label": "Cơ quan"},
    {"label": "Tổng điểm", "num": True},
    {"label": "Xếp loại"},
    {"label": "Hạng"},
    {"label": "Mã biên nhận"},
]
SIZES = {"a4": A4, "a5": A5}


@require_safe
def receipt_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipts of the period that the person may read; 404 for who reads none, as while it is open."""
    period = period_of(pk)
    lines = visible_lines(request.user, period, clock.today())
    receipts = [receipt_of(line, newest=True) for line in lines]
    if not receipts:
        raise Http404
    asked = words_of(request)
    shown = [one for one in receipts if all(word in fold(one.said["name"]) for word in fold(asked).split())]
    context = {
        "trail": trail(period, ("Biên nhận", "")),
        "period": period,
        "note": note_of(period),
        "q": asked,
        "many": len(receipts) > 8,
        "columns": COLUMNS,
        "rows": [_row(one, period) for one in shown],
        "snapshot": receipts[0].snapshot,
        "may_export": bool(may(request.user, "snapshot.export", receipts[0].snapshot)),
    }
    return render(request, "closing/receipt_list.html", context)


@require_safe
def receipt_detail(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """One agency's receipt with its code and QR."""
    period, receipt = _receipt(request, period_pk, agency_pk)
    facts = receipt_facts(receipt)
    context = {
        "trail": trail(
            period, ("Biên nhận", reverse("receipt_list", args=[period.pk])), (receipt.said["name"], "")
        ),
        "period": period,
        "receipt": receipt,
        "facts": facts,
        "qr": qr_svg(facts.url, "Mã QR mở trang xác minh biên nhận"),
    }
    return render(request, "closing/receipt.html", context)


@require_safe
def receipt_file(
    request: HttpRequest, period_pk: int, agency_pk: int, size: str, ending: str
) -> HttpResponse:
    """The receipt on A4 or A5, as PDF or Word."""
    if size not in SIZES or ending not in ("pdf", "docx"):
        raise Http404
    _period, receipt = _receipt(request, period_pk, agency_pk)
    paper = receipt_paper(receipt_facts(receipt), SIZES[size])
    response = HttpResponse(write_paper(to_json(paper), ending), content_type=FORMATS[ending].media_type)
    response["Content-Disposition"] = f'attachment; filename="{paper.file_stem}-{size}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _receipt(request: HttpRequest, period_pk: int, agency_pk: int) -> tuple[Period, Receipt]:
    """The newest receipt of the agency if the person may read it, else 404."""
    period = period_of(period_pk)
    lines = visible_lines(request.user, period, clock.today())
    return period, receipt_of(get_object_or_404(lines, agency=agency_pk), newest=True)


def _row(receipt: Receipt, period: Period) -> list[Cell]:
    said = receipt.said
    return [
        head(said["name"], reverse("receipt_detail", args=[period.pk, said["agency_id"]])),
        points(receipt.total),
        words(receipt.grade),
        words(receipt.place),
        words(receipt.printed_code, klass="code"),
    ]

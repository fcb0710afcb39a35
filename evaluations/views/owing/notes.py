"""What the agency that a person left in a month says of them: read by three, written by its head."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agencies.models import StaffMember
from core import clock
from core.access import Denied, may
from core.dates import format_day
from core.forms import form_uuid
from core.words import LONGEST, WordsRefused
from evaluations.actions.owing.write_note import write_transfer_note
from evaluations.gather.assessments.transfers import Move, find_move
from evaluations.gather.follow_up.people import last_names
from evaluations.models import Period, TransferNote


@require_http_methods(["GET", "HEAD", "POST"])
def transfer_note(request: HttpRequest, period_pk: int, agency_pk: int, staff_pk: int) -> HttpResponse:
    """The note about one person's leaving; whoever is not concerned finds nothing here."""
    user: Any = request.user
    period = get_object_or_404(Period.objects.months(), pk=period_pk)
    move = find_move(period, agency_pk, staff_pk)
    if move is None or not may(user, "transfer_note.read", move):
        raise Http404
    if request.method != "POST":
        return _page(request, move)
    text = request.POST.get("text", "")
    try:
        write_transfer_note(move=move, form_id=form_uuid(request.POST), text=text, actor=user, at=clock.now())
    except WordsRefused as refusal:
        return _page(request, move, text=text, error=refusal.message, status=refusal.status)
    messages.success(request, "Đã gửi nhận xét. Người được nhận xét và nơi đánh giá đọc được.")
    return redirect("transfer_note", period_pk, agency_pk, staff_pk)


def _page(
    request: HttpRequest, move: Move, *, text: str | None = None, error: str = "", status: int = 200
) -> HttpResponse:
    user: Any = request.user
    staff = StaffMember.objects.get(pk=move.staff_id)
    found = TransferNote.objects.filter(period=move.period, agency=move.agency_id, staff=move.staff_id)
    note = found.select_related("written_by").first()
    verdict = may(user, "transfer_note.write", move)
    context = {
        "staff": staff,
        "period": move.period,
        "agency": last_names([move.agency_id], move.period.last_day).get(move.agency_id, ""),
        "working_days": move.working_days,
        "due": format_day(move.period.review_due_on),
        "note": note,
        "may_write": bool(verdict),
        "why_not": verdict.reason if isinstance(verdict, Denied) else "",
        "form_id": note.pk if note else uuid4(),
        "text": text if text is not None else note.text if note else "",
        "error": error,
        "max_note": LONGEST,
        "crumbs": [
            ("Tiến độ nộp phiếu", f"{reverse('owing_board')}?ky={move.period.pk}"),
            (staff.full_name, ""),
        ],
    }
    return render(request, "owing/transfer_note.html", context, status=status)

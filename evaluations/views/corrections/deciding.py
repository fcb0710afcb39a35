"""Decide a correction: another person, before whose eyes every figure that moves stands."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.errors import Refused
from evaluations.actions.corrections import grant_correction, refuse_correction
from evaluations.enums import CorrectionState
from evaluations.forms.corrections import DecideForm
from evaluations.models import Correction
from evaluations.views.corrections.detail import shown
from evaluations.views.corrections.figures import moves_table
from evaluations.views.corrections.frame import title_of, trail, visible_correction
from evaluations.views.corrections.lines import lines_table

GRANTED = "Đã điều chỉnh. Kết quả của kỳ nay là bản mới; các cơ quan có số thay đổi đã được thông báo."
REFUSED = "Đã ghi quyết định không điều chỉnh. Kết quả đã chốt giữ nguyên."


@require_http_methods(["GET", "HEAD", "POST"])
def correction_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Grant or refuse, with words; what another has decided meanwhile is told."""
    correction = visible_correction(request, pk)
    require(request.user, "correction.decide", correction)
    form = DecideForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _decide(request, correction, form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
    elif correction.state != CorrectionState.ASKED:
        return redirect("correction_detail", pk=pk)
    return render(request, "corrections/decide.html", _context(correction, form), status=status)


def _decide(request: HttpRequest, correction: Correction, given: dict[str, Any]) -> HttpResponse:
    user: Any = request.user
    act = {"correction": correction, "decision": given["decision"], "actor": user, "at": clock.now()}
    if given["move"] == "grant":
        grant_correction(**act, seen_base=given["base"])
    else:
        refuse_correction(**act)
    messages.success(request, GRANTED if given["move"] == "grant" else REFUSED)
    return redirect("correction_detail", pk=correction.pk)


def _context(correction: Correction, form: DecideForm) -> dict[str, Any]:
    """The newest revision is what is decided on, whatever the request was asked on."""
    correction.refresh_from_db(fields=["state", "moves"])
    one = shown(correction)
    return {
        "correction": correction,
        "title": title_of(correction),
        "trail": trail(
            "Quyết định", (title_of(correction), reverse("correction_detail", args=[correction.pk]))
        ),
        "form": form,
        "base": one.base.snapshot,
        "next_revision": one.base.snapshot.revision + 1,
        "problem": one.problem,
        "lines": lines_table(one.base, one.lines),
        "moves": moves_table(one.moves, one.names, one.first, None),
    }

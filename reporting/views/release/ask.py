"""Asking for a ranking to be released."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.errors import Refused
from evaluations.actions.releases import ask_release
from reporting.forms.releases import AskReleaseForm
from reporting.views.release.frame import closed_period, trail

USUAL_DAYS = 3


@require_http_methods(["GET", "HEAD", "POST"])
def release_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """How long the agencies look and whether it becomes public; then they are told."""
    user: Any = request.user
    require(user, "ranking.ask_release")
    snapshot = closed_period(pk)
    form = AskReleaseForm(
        request.POST or None, initial={"preview_until": clock.today() + timedelta(days=USUAL_DAYS)}
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                ask_release(snapshot=snapshot, **form.cleaned_data, actor=user, at=clock.now())
                messages.success(request, "Đã gửi xếp hạng cho các cơ quan xem trước.")
                return redirect("release_detail", pk=pk)
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
    context = {
        "trail": trail(snapshot.period, "Đề nghị công bố"),
        "period": snapshot.period,
        "snapshot": snapshot,
        "form": form,
    }
    return render(request, "reporting/release/ask.html", context, status=status)

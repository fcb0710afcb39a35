"""Closing a period: what stands in the way, who asked, and the act itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.errors import Refused
from evaluations.actions.closing.ask_close import ask_close, withdraw_ask
from evaluations.actions.closing.close import close_period
from evaluations.enums import PeriodKind
from evaluations.forms.assessments import BadForm
from evaluations.forms.closing.receipts import CloseForm
from evaluations.gather.closing.notes import note_of
from evaluations.gather.closing.readiness import hindrances_of
from evaluations.models import Period, PeriodSummary
from evaluations.models.closing import PeriodSnapshot
from evaluations.rules.closing.readiness import is_ready
from evaluations.views.closing.period_frame import address, period_of, preview_of, standing_words, trail

PERMISSIONS = {"ask": "period.ask_close", "withdraw": "period.ask_close", "close": "period.close"}


@require_http_methods(["GET", "HEAD", "POST"])
def period_close(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of Home Affairs on which one person asks and another closes."""
    user: Any = request.user
    period = period_of(pk)
    require(user, "period.close", period)
    if request.method != "POST":
        return _page(request, period)
    act = request.POST.get("act", "")
    if act not in PERMISSIONS:
        raise BadForm
    require(user, PERMISSIONS[act], period)
    form = CloseForm(request.POST)
    if act == "close" and not form.is_valid():
        return _page(request, period, form=form, status=422)
    try:
        messages.success(request, _do(act, period, user))
    except Refused as refusal:
        return _page(request, period, refusal=refusal, status=refusal.status)
    return redirect("period_close", pk=pk)


def _do(act: str, period: Period, user: Any) -> str:
    """The act, and what the person is told of it."""
    at, label = clock.now(), period.label.lower()
    if act == "ask":
        ask_close(period=period, actor=user, at=at)
        return f"Đã đề nghị chốt {label}. Một người khác của Sở Nội vụ xem lại và chốt."
    if act == "withdraw":
        withdraw_ask(period=period, actor=user, at=at)
        return f"Đã rút đề nghị chốt {label}."
    snapshot = close_period(period=period, actor=user, at=at)
    return f"Đã chốt {label}, mã băm {snapshot.digest[:16]}. Thủ trưởng các cơ quan được báo nhận biên nhận."


def _page(
    request: HttpRequest,
    period: Period,
    *,
    form: CloseForm | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    period.refresh_from_db()
    found = hindrances_of(period, clock.now()) if period.is_open else []
    preview = preview_of(period)
    kind, words = standing_words(period, preview)
    context = {
        "trail": trail(period, ("Chốt kỳ", "")),
        "period": period,
        "is_month": period.kind == PeriodKind.MONTH,
        "kind": kind,
        "words": words,
        "preview": preview,
        "mine": preview is not None and preview.close_asked_by_id == request.user.pk,
        "blocking": [_shown(one, period) for one in found if one.blocking],
        "warnings": [_shown(one, period) for one in found if not one.blocking],
        "ready": period.is_open and is_ready(found),
        "summary": PeriodSummary.objects.filter(period=period).first(),
        "note": note_of(period),
        "snapshots": _snapshots(period),
        "form": form or CloseForm(),
        "refusal": refusal.message if refusal else "",
    }
    return render(request, "closing/close.html", context, status=status)


def _shown(one: Any, period: Period) -> dict[str, str]:
    return {"text": one.sentence, "url": address(one.url_name, period.pk) if one.url_name else ""}


def _snapshots(period: Period) -> list[PeriodSnapshot]:
    found = PeriodSnapshot.objects.filter(period=period).select_related("made_by", "asked_by", "correction")
    return list(found.order_by("-revision"))

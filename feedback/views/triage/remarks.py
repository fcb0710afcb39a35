"""Sentences of ratings, twenty at a time: read, let through as they are or redacted, or withheld."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.dates import format_day
from core.forms import parse_uuid
from core.numbers import format_integer
from feedback.actions.cases.refusals import CaseRefused
from feedback.actions.triage.flood import withhold_suspects
from feedback.actions.triage.moderate import LET_THROUGH, MOST_AT_ONCE, Decision, moderate_remarks
from feedback.actions.triage.reading import read_remarks
from feedback.forms.triage import RemarkForm
from feedback.gather.places import places_of
from feedback.gather.triage import desk_counts, suspect_remark_days
from feedback.models import Remark
from feedback.rules.redaction import covered, marks, pieces
from feedback.rules.remarks import LONGEST
from feedback.views.triage.desk import day_in
from feedback.views.triage.frame import desk_trail, trays
from feedback.views.vaults.unlocking import needs_unlocked, unlocked_vaults

AT_ONCE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@needs_unlocked
def triage_remarks(request: HttpRequest) -> HttpResponse:
    """The oldest sentences that wait, opened; one form decides about them all."""
    return _desk(request, "triage_remarks", "Góp ý kèm đánh giá", is_suspect=False)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_unlocked
def triage_remark_suspects(request: HttpRequest) -> HttpResponse:
    """Sentences that came in a flood: the same, and a whole day may be withheld unread."""
    user: Any = request.user
    require(user, "remark.read")
    if request.method == "POST" and "ngay" in request.POST:
        day = day_in(request)
        count = withhold_suspects(day=day, actor=user, at=clock.now()) if day else 0
        messages.success(request, f"Đã giữ lại {format_integer(count)} lời góp ý gửi dồn dập.")
        return redirect("triage_remark_suspects")
    return _desk(request, "triage_remark_suspects", "Góp ý nghi dồn dập", is_suspect=True)


def _desk(request: HttpRequest, here: str, title: str, *, is_suspect: bool) -> HttpResponse:
    user: Any = request.user
    require(user, "remark.read")
    refused: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        try:
            count = moderate_remarks(decisions=_decisions(request), actor=user, at=clock.now())
        except CaseRefused as refusal:
            refused, status = refusal.errors, refusal.status
        else:
            messages.success(request, f"Đã duyệt {format_integer(count)} lời góp ý.")
            return redirect(here)
    return _page(request, here, title, is_suspect, refused, status)


def _decisions(request: HttpRequest) -> list[Decision]:
    """What was chosen for each sentence; those without a choice stay."""
    found = []
    for key in request.POST.getlist("remark")[: MOST_AT_ONCE + 1]:
        choice = request.POST.get(f"{key}-choice", "")
        if choice:
            found.append(Decision(_uuid(key), choice, _typed(request, key)))
    return found


def _typed(request: HttpRequest, key: str) -> str:
    return request.POST.get(f"{key}-text", "").replace("\x00", "")


def _uuid(key: str) -> UUID:
    return parse_uuid(key)


def _page(
    request: HttpRequest, here: str, title: str, is_suspect: bool, refused: dict[str, str], status: int
) -> HttpResponse:
    user: Any = request.user
    today = clock.today()
    keys = unlocked_vaults(request)
    mine = Remark.objects.sealed_for(user, today).filter(vault__in=list(keys), is_suspect=is_suspect)
    waiting = mine.to_read()
    listed = list(waiting.select_related("counter")[:AT_ONCE])
    texts = read_remarks(remarks=listed, keys=keys, actor=user, at=clock.now())
    places = places_of({one.counter for one in listed}, today)
    days = suspect_remark_days(waiting.order_by()) if is_suspect else []
    context = {
        "trail": desk_trail((title, "")),
        "title": title,
        "here": here,
        "trays": trays(desk_counts(user, today), here),
        "remarks": [
            _remark(request, one, texts.get(str(one.pk), ""), places.get(one.counter_id), refused)
            for one in listed
        ],
        "refused": bool(refused),
        "whole": refused.get("", ""),
        "days": [
            {"iso": day.isoformat(), "day": format_day(day), "count": format_integer(count)}
            for day, count in days
        ],
    }
    answer = render(request, "feedback/triage/remarks.html", context, status=status)
    patch_cache_control(answer, private=True, no_store=True)
    return answer


def _remark(
    request: HttpRequest, one: Remark, text: str, place: Any, refused: dict[str, str]
) -> dict[str, Any]:
    key = str(one.pk)
    # Only where nothing is marked is letting through the choice that stands already.
    first = {"text": covered(text)[:LONGEST], "choice": "" if marks(text) else LET_THROUGH}
    form = RemarkForm(request.POST, prefix=key) if request.method == "POST" else None
    return {
        "key": key,
        "day": format_day(one.day),
        "where": f"{one.counter.name}, {place.words}" if place else one.counter.name,
        "is_low": one.is_low,
        "pieces": pieces(text),
        "is_marked": bool(marks(text)),
        "form": form or RemarkForm(initial=first, prefix=key),
        "error": refused.get(key, ""),
    }

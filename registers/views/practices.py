"""The library of good practices, open to everybody who is signed in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies.views.parameters import page_of, words_of
from core import clock
from core.access import may, require
from registers.actions.practices import restate_practice
from registers.gather.practices import Practice, practices
from registers.models import Entry
from registers.rules.catalogue.papers import DOING, SPREADING, STATUSES, STOPPED, THEMES
from registers.rules.practices import STATUS_LABELS, THEME_LABELS, ended_on

KINDS = {DOING: "ok", SPREADING: "info", STOPPED: "none"}
PAGE_SIZE = 20


@require_safe
def practice_list(request: HttpRequest) -> HttpResponse:
    """Good practices of all agencies, by words, group of Decision 1847 and status."""
    theme, status = request.GET.get("nhom", ""), request.GET.get("tinh-trang", "")
    words = words_of(request)
    found = practices(clock.today(), words=words, theme=theme, status=status)
    page = page_of(request, found, PAGE_SIZE)
    context = {
        "q": words,
        "theme": theme,
        "themes": THEMES,
        "status": status,
        "statuses": STATUSES,
        "cards": [_card(one) for one in page],
        "page": page,
        "count": len(found),
    }
    return render(request, "registers/practices.html", context)


@require_safe
def practice_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One good practice in full."""
    user: Any = request.user
    today = clock.today()
    one = _found(pk)
    readable = Entry.objects.visible_to(user, today).filter(pk=pk).exists()
    context = {
        "card": _card(one),
        "about": one.about,
        "entry_id": pk,
        "ended_on": ended_on(one.entry.details),
        "number": one.entry.number,
        "trail": [("Mô hình hay", reverse("practice_list")), (one.entry.title, "")],
        "entry_url": reverse("register_entry", args=[pk]) if readable else "",
        "statuses": STATUSES if readable and may(user, "register.edit", one.entry) else (),
        "version": one.entry.version,
        "present": one.status,
    }
    return render(request, "registers/practice.html", context)


@require_POST
def practice_status(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down that a practice goes on, spreads or has stopped."""
    user: Any = request.user
    one = _found(pk)
    require(user, "register.edit", one.entry)
    restate_practice(
        entry=one.entry,
        status=request.POST.get("status", ""),
        seen_version=number_in(request.POST.get("seen_version", "")),
        actor=user,
        at=clock.now(),
    )
    messages.success(request, "Đã ghi tình trạng của mô hình.")
    return redirect("practice_detail", pk=pk)


def _found(pk: UUID) -> Practice:
    one = next((one for one in practices(clock.today()) if one.entry.pk == pk), None)
    if one is None:
        raise Http404("Không có mô hình này trong thư viện.")
    return one


def number_in(text: str) -> int:
    """A version typed into a form, 0 for nonsense."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _card(one: Practice) -> dict[str, Any]:
    return {
        "title": one.entry.title,
        "url": reverse("practice_detail", args=[one.entry.pk]),
        "agency": one.agency,
        "unit": one.unit,
        "since": one.entry.day,
        "kind": KINDS[one.status],
        "status": STATUS_LABELS[one.status],
        "theme": THEME_LABELS.get(one.theme, ""),
        "about": one.about,
    }

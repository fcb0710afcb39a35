"""What the custodians' pages share: the way back, and a form's page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.errors import Refused

HOME = "Niêm phong danh tính"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a form: title, button with its icon, a sentence before it, a warning."""

    title: str
    button: str
    symbol: str
    lead: str = ""
    warning: str = ""
    is_dangerous: bool = False


def trail(*below: tuple[str, str]) -> Sequence[tuple[str, str]]:
    """The way back to the first page of the vaults."""
    return [(HOME, reverse("vault_home") if below else ""), *below]


def with_form(
    request: HttpRequest, form: Form, words: Words, act: Callable[[], HttpResponse], **context: Any
) -> HttpResponse:
    """Show the form, or on POST run ``act``; a refusal stands above the form, with its status."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return act()
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
    page = {
        "form": form,
        "words": words,
        "trail": trail((words.title, "")),
        "back": reverse("vault_home"),
        "facts": (),
        "facts_title": "",
        **context,
    }
    return render(request, "feedback/vaults/form.html", page, status=status)

"""How citizens' pages answer: in the language and size asked for, refusals kindly, kept by nobody.

These pages are public, without account and without cookie; what a reader chose travels in the address
(``?lang=en&chu=to``) and nowhere else. The staff's pages stay Vietnamese whatever a browser prefers.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy, override
from django.views.decorators.cache import cache_control

from core.errors import AccessRefused, Refused
from core.same_site import sent_from_here
from feedback.codes import is_kiosk_mark
from feedback.models import Counter

View = Callable[..., HttpResponse]
LANGUAGE, SIZE, KIOSK = "lang", "chu", "tai-cho"
LEFT_ALONE = 300
"""Seconds after which a machine at the counter forgets what somebody typed and walked away from."""
TITLES = {
    403: gettext_lazy("Chưa gửi được"),
    404: gettext_lazy("Chưa đánh giá được ở đây"),
    409: gettext_lazy("Chưa ghi nhận thêm"),
    410: gettext_lazy("Mã này không còn dùng"),
    429: gettext_lazy("Xin chờ một chút"),
}


class SentFromElsewhere(AccessRefused):
    """Another site sent the form (HTTP 403)."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Biểu mẫu này không gửi từ trang của quầy. Ông/bà hãy quét mã dán tại quầy rồi gửi lại.")
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """How this reader reads: language, size of type, and whether on a machine that stands at the counter.

    ``kiosk`` is what the address says of such a machine, "" for none: its mark, or "1", which anybody can
    type and which changes the look alone (on_kiosk).

    ``query`` belongs behind every address of a form or link that stays on citizens' pages; the ``switch_…``
    are addresses of the same page read otherwise.
    """

    language: str
    large: bool
    kiosk: str
    given: Mapping[str, str]

    @classmethod
    def of(cls, request: HttpRequest) -> "Reading":
        """What the address asks for; an unknown language is Vietnamese."""
        given = request.GET.dict()
        language = given.get(LANGUAGE, "")
        known = language in dict(settings.LANGUAGES)
        return cls(
            language if known else settings.LANGUAGE_CODE,
            given.get(SIZE) == "to",
            _kiosk_in(given.get(KIOSK, "")),
            given,
        )

    @property
    def query(self) -> str:
        """The reader's choices as "?lang=en&chu=to", or nothing."""
        return _query(self._chosen())

    @property
    def also(self) -> str:
        """The same choices behind an address that asks something already: "&lang=en"."""
        return self.query.replace("?", "&", 1)

    @property
    def switch_language(self) -> str:
        """The same page in the other language."""
        other = "en" if self.language == settings.LANGUAGE_CODE else ""
        return self._switched(LANGUAGE, other)

    @property
    def switch_size(self) -> str:
        """The same page in the other size."""
        return self._switched(SIZE, "" if self.large else "to")

    def _chosen(self) -> dict[str, str]:
        language = "" if self.language == settings.LANGUAGE_CODE else self.language
        return {LANGUAGE: language, SIZE: "to" if self.large else "", KIOSK: self.kiosk}

    def _switched(self, name: str, value: str) -> str:
        return _query({**self.given, **self._chosen(), name: value}) or "?"


def _query(params: Mapping[str, str]) -> str:
    kept = {name: value for name, value in params.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


def _kiosk_in(said: str) -> str:
    return said if said == "1" or re.fullmatch(r"[A-Za-z0-9_-]{16}", said) else ""


def on_kiosk(request: HttpRequest, counter: Counter | None) -> bool:
    """Whether this comes from the machine that was set up at ``counter``, by the mark in its address."""
    return counter is not None and is_kiosk_mark(counter.token, request.reading.kiosk)


def public_page(view: View) -> View:
    """A citizen's page: its language, its refusals, and nobody but the reader's own screen keeps it.

    The view finds ``request.reading``; templates extend ``feedback/citizen.html``.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        request.reading = Reading.of(request)
        with override(request.reading.language):
            try:
                return view(request, *args, **kwargs)
            except Refused as refusal:
                return sorry(request, refusal)

    return cache_control(private=True, no_store=True)(answer)


def sorry(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page that says what could not be done and what to do instead."""
    context = {"title": TITLES.get(refusal.status, gettext("Chưa gửi được")), "reason": refusal.message}
    response = render(request, "feedback/sorry.html", context, status=refusal.status)
    if (seconds := getattr(refusal, "retry_after", None)) is not None:
        response["Retry-After"] = seconds
    return response


def soon(response: HttpResponse, seconds: int, address: str) -> HttpResponse:
    """Let the screen of a machine at the counter begin anew by itself, so that the next person sees nothing.

    By a header and not by an element: the page that is read stays free of it, and no script is needed.
    """
    response["Refresh"] = f"{seconds}; url={address}"
    return response


def require_sent_from_here(request: HttpRequest) -> None:
    """Raise SentFromElsewhere for another site's form; takes the place of a CSRF cookie (core.same_site)."""
    if not sent_from_here(request):
        raise SentFromElsewhere

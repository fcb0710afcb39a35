"""Answers: a whole page or only its part, and "nothing has changed" by entity tag."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part; a boosted link or a restored history entry needs the whole page."""
    htmx = getattr(request, "htmx", None)
    if htmx is None or not htmx:
        return False
    return not (htmx.boosted or htmx.history_restore_request)


def page_or_part(
    request: HttpRequest,
    page: str,
    part: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render ``part`` for htmx and ``page``, which includes it, for everyone else.

    The answer varies by HX-Request and is kept by nobody (``private, no-store``); a view that wants
    revalidation calls ``keep_for_revalidation`` on it.
    """
    template = part if wants_part(request) else page
    response = render(request, template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    patch_cache_control(response, private=True, no_store=True)
    return response


def part_tag(request: HttpRequest, etag: str) -> str:
    """``etag`` made distinct for a part and a page, which share one address."""
    return quote_etag(f"{etag}-part" if wants_part(request) else etag)


def not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    """A 304 when the reader already holds the version ``etag``, else None.

    ``etag`` must name everything the page depends on: the revision of the results, the viewer's scope
    and the release of the portal. Ask this before doing any work.
    """
    response: HttpResponse | None = get_conditional_response(request, etag=part_tag(request, etag))
    return None if response is None else keep_for_revalidation(request, response, etag)


def keep_for_revalidation(request: HttpRequest, response: HttpResponse, etag: str) -> HttpResponse:
    """Let the reader's own browser keep ``response`` and ask each time whether ``etag`` still holds."""
    response["ETag"] = part_tag(request, etag)
    if "Cache-Control" in response:
        del response["Cache-Control"]
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response

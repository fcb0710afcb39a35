"""What every request gets: an id, private answers, and refusals shown as pages with their reason."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from core.errors import Refused
from core.requests import begin_request, end_request


class RequestContextMiddleware:
    """Give the request an id, keep signed-in pages out of shared caches, and answer refusals kindly."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = begin_request()
        try:
            response = self.get_response(request)
        finally:
            end_request()
        response["X-Request-ID"] = str(request_id)
        if request.user.is_authenticated and "Cache-Control" not in response:
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal becomes a page that says why: of its status, or of a conflict; others stay errors."""
        if not isinstance(exception, Refused):
            return None
        context = {"reason": exception.message}
        pages = [f"{exception.status}.html", "409.html"]
        return render(request, pages, context, status=exception.status)


class SignedInMiddleware(LoginRequiredMiddleware):
    """Login is the default; a view that scripts call says itself how it refuses, by ``refuse_anonymous``."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> Any:
        """To the login page, or whatever the view answers instead (a phone does not follow there)."""
        refuse: Callable[[HttpRequest], HttpResponse] | None = getattr(view_func, "refuse_anonymous", None)
        return refuse(request) if refuse else super().handle_no_permission(request, view_func)

"""Absolute addresses that are printed."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from feedback.codes import kiosk_mark
from feedback.models import Counter
from feedback.views.public import KIOSK


def public_address(request: HttpRequest, counter: Counter) -> str:
    """The absolute address that the code carries; PORTAL_URL, else the address the person came by."""
    path = reverse("rate_counter", args=[counter.code])
    base = settings.PORTAL_URL.rstrip("/")
    return f"{base}{path}" if base else request.build_absolute_uri(path)


def kiosk_address(request: HttpRequest, counter: Counter) -> str:
    """The absolute address that is typed once into a machine that stands at the counter."""
    return f"{public_address(request, counter)}?{KIOSK}={kiosk_mark(counter.token)}"

"""Where a request comes from, as a mark that is forgotten at midnight; nothing else of it is ever kept."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

from core.clock import local_day
from feedback.gather.sources import mark_of


def source_of(request: HttpRequest, at: datetime, purpose: str) -> str:
    """The mark of the sender for the day of ``at``: address as the trusted proxy tells it, and browser.

    ``purpose`` goes into it, so that the mark of a rating is not that of a report or of a receipt that was
    looked up. A request without a readable address gets the mark of its browser alone, and is served.
    """
    try:
        address = get_adapter(request).get_client_ip(request)
    except (PermissionDenied, ImproperlyConfigured):
        address = ""
    return mark_of(address, request.headers.get("User-Agent", ""), local_day(at), purpose)

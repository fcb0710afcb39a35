"""Headers that neither Django nor django-csp sets."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class PermissionsPolicyMiddleware:
    """Says which abilities of the phone the pages may ask for: the camera and the place, nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.header = ", ".join(f"{name}={allowed}" for name, allowed in settings.PERMISSIONS_POLICY.items())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the header added."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.header)
        return response

"""The portal's addresses and one more: a view that returns a constant, the floor of every page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from vhcv_portal.urls import urlpatterns as portal_urls

CONSTANT = "/hang-so/"


@login_not_required
def constant(_request: HttpRequest) -> HttpResponse:
    """Nothing but an answer; the middlewares do what they do for every request."""
    return HttpResponse("1")


urlpatterns = [path("hang-so/", constant, name="constant"), *portal_urls]

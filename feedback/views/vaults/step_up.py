"""The password of the account once more before a custodian's act (RELIABILITY §2.2, contact: †)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters

View = Callable[..., HttpResponse]


def is_login_stale(request: HttpRequest) -> bool:
    """Whether the password has to be given again: for a button alone, whose page then asks for it."""
    return bool(is_reauthentication_required(request, app=""))


def fresh_login(view: View) -> View:
    """As allauth's ``reauthentication_required``, but a form never waits for the password.

    allauth keeps a form that came too late in the session until the password was given: a passphrase would
    lie there in clear. Here the form is asked for anew.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and is_login_stale(request):
            return redirect(request.get_full_path())
        response: HttpResponse = reauthentication_required(view)(request, *args, **kwargs)
        return response

    hidden: View = sensitive_post_parameters()(answer)
    return hidden

"""How the form speaks with its script: JSON for it, pages for others, and login said instead of done."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac

from core.errors import AccessRefused, Refused
from evaluations.actions.assessments.storing import EDITABLE
from evaluations.gather.assessments.owed import OwnForm
from evaluations.views.assessments.rows import stored_texts

SIGN_IN = "Phiên đăng nhập đã hết. Những gì bạn gõ vẫn còn trên máy này."
OTHER_PERSON = (
    "Trình duyệt này đang đăng nhập bằng tài khoản khác với người mở phiếu nên không lưu. "
    "Hãy đăng nhập lại bằng tài khoản của bạn."
)
View = Callable[..., HttpResponse]


def wants_json(request: HttpRequest) -> bool:
    """Whether the form's script asks; a browser asks for a page."""
    return request.headers.get("Accept") == "application/json"


def refusal(error: Refused, **more: Any) -> JsonResponse:
    """A refusal for the script, with its status and its sentence."""
    return JsonResponse({"message": error.message, **more}, status=error.status)


def kept_form(request: HttpRequest, form: OwnForm) -> dict[str, Any]:
    """What is stored, for the script that finds out that it is not alone: fields by name, id, version.

    ``token`` is a fresh one, since signing in again makes the page's own worthless.
    """
    stored = form.stored
    texts, notes = stored_texts(stored)
    fields = {f"q{at}": text for at, text in texts.items()} | {f"n{at}": note for at, note in notes.items()}
    return {
        "user": request.user.pk,
        "token": get_token(request),
        "form_uuid": str(stored.pk) if stored else "",
        "version": stored.version if stored else 0,
        "is_open": form.period.is_open and (stored is None or stored.state in EDITABLE),
        "url": reverse("assessment_detail", args=[stored.pk]) if stored else "",
        "fields": fields,
    }


def require_same_person(request: HttpRequest) -> None:
    """Refuse what a page opened by somebody else sends (HTTP 403); a page names its reader in ``owner``."""
    owner = request.POST.get("owner", "")
    if owner and owner != str(request.user.pk):
        raise AccessRefused(OTHER_PERSON)


def seal_of(user: Any) -> str:
    """The key, as 64 hexadecimal digits, under which this person's unsaved words lie in the browser.

    Only pages of the same signed-in person carry it, so nobody else on the device can open them.
    """
    return salted_hmac("evaluations.assessment_mirror", str(user.pk), algorithm="sha256").hexdigest()


def asks_to_sign_in(back_to: str) -> Callable[[View], View]:
    """Without a session: 401 for the script; the login page for a browser, which then leads to ``back_to``.

    Put it outermost. ``back_to`` is a view with the same arguments that answers GET.
    """

    def mark(view: View) -> View:
        def refuse(request: HttpRequest) -> HttpResponse:
            if wants_json(request):
                return JsonResponse({"message": SIGN_IN, "sign_in": True}, status=401)
            found = request.resolver_match
            after = reverse(back_to, kwargs=found.kwargs if found else {})
            return redirect(f"{reverse('account_login')}?{urlencode({'next': after})}")

        view.refuse_anonymous = refuse  # type: ignore[attr-defined]
        return view

    return mark

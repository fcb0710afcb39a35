"""What a citizen meets after scanning a counter's code: one page, no account, no cookie.

These pages are public. They are exempt from the CSRF cookie on purpose: nothing is done in anybody's name,
and a cookie would be a mark on the citizen's phone that many of the browsers inside chat apps refuse.
Another site's form is turned away by what the browser says of itself (core.same_site).
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.errors import Refused
from core.forms import form_uuid
from core.same_site import sent_from_here
from feedback.actions.rate_counter import rate_counter, rated_place
from feedback.forms import RatingForm
from feedback.models import Counter
from feedback.models.ratings import COURTESIES

View = Callable[[HttpRequest, str], HttpResponse]
HINTS = {"apologise": "nếu có sai sót, chậm trễ", "ask_leave": "nếu cần ngắt lời, rời quầy"}
"""Sorry and permission are due only when their moment came."""
TITLES = {404: "Chưa đánh giá được ở đây", 410: "Mã này không còn dùng", 409: "Chưa ghi nhận thêm"}


class UnknownCode(Refused):
    """No counter has this code (HTTP 404)."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            "Mã này không phải của quầy nào. Mã có thể bị rách, in mờ hoặc không do tỉnh dán. "
            "Ông/bà hãy quét lại mã đang dán tại quầy, hoặc hỏi người trực quầy."
        )


class SentFromElsewhere(Refused):
    """Another site sent the form (HTTP 403)."""

    status = 403

    def __init__(self) -> None:
        super().__init__("Đánh giá này không gửi từ trang của quầy. Ông/bà hãy quét mã dán tại quầy.")


def kindly(view: View) -> View:
    """Answer refusals by a citizen's page; nobody but the reader's own screen keeps any answer."""

    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        try:
            return view(request, token)
        except Refused as refusal:
            title = TITLES.get(refusal.status, "Chưa gửi được")
            context = {"title": title, "reason": refusal.message}
            return render(request, "feedback/sorry.html", context, status=refusal.status)

    return cache_control(private=True, no_store=True)(answer)


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@kindly
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for one to five stars and the ticks, and keep them."""
    counter, at = _counter(token), clock.now()
    form = RatingForm(request.POST or None)
    if request.method == "POST":
        if not sent_from_here(request):
            raise SentFromElsewhere
        if form.is_valid():
            rate_counter(rating_id=form_uuid(request.POST), counter=counter, at=at, **form.cleaned_data)
            return redirect("rate_thanks", token=token)
    return _page(request, counter, form, at)


@login_not_required
@require_safe
@kindly
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """Say thank you; the page knows nothing of what was ticked."""
    counter = _counter(token)
    return render(request, "feedback/thanks.html", {"counter": counter})


def _counter(token: str) -> Counter:
    counter = Counter.objects.filter(token=token).first()
    if counter is None:
        raise UnknownCode
    return counter


def _page(request: HttpRequest, counter: Counter, form: RatingForm, at: datetime) -> HttpResponse:
    hints = [HINTS.get(code, "") for code, _label in COURTESIES]
    ticks = list(zip(form["courtesies"], hints, strict=True))
    context = {
        "counter": counter,
        "place": rated_place(counter, clock.local_day(at)),
        "form": form,
        "asked": ticks[:4],
        "always": ticks[4:],
    }
    return render(request, "feedback/rate.html", context)

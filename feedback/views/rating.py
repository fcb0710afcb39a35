"""What a citizen meets after scanning a counter's code: one page, no account, no cookie.

These pages are public. They are exempt from the CSRF cookie on purpose: nothing is done in anybody's name,
and a cookie would be a mark on the citizen's phone that many of the browsers inside chat apps refuse.
Another site's form is turned away by what the browser says of itself (core.same_site).
"""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.access import require
from core.forms import form_uuid
from feedback.actions.rate_counter import rate_counter, rated_place
from feedback.enums import RatingChannel
from feedback.forms.ratings import RatingForm
from feedback.gather.counter_codes import counter_of
from feedback.gather.places import Place
from feedback.gather.vaults import vault_for
from feedback.models import Counter
from feedback.models.ratings import COURTESIES
from feedback.rules.remarks import LONGEST
from feedback.views.public import LEFT_ALONE, on_kiosk, public_page, require_sent_from_here, soon
from feedback.views.sources import source_of

HINTS = {"apologise": _("nếu có sai sót, chậm trễ"), "ask_leave": _("nếu cần ngắt lời, rời quầy")}
"""Sorry and permission are due only when their moment came."""

THANKED_FOR = 10
"""Seconds until a machine at the counter asks the next person."""


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for one to five stars, the ticks, and why where it was little; and keep them."""
    counter, at = counter_of(code), clock.now()
    refuse_own_staff(request, counter, at)
    form = RatingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require_sent_from_here(request)
        if form.is_valid():
            rate_counter(
                rating_id=form_uuid(request.POST),
                counter=counter,
                at=at,
                channel=RatingChannel.KIOSK if on_kiosk(request, counter) else RatingChannel.QR,
                source=source_of(request, at, "rating"),
                **form.cleaned_data,
            )
            return redirect(reverse("rate_thanks", args=[code]) + request.reading.query)
    return _page(request, counter, form, at)


@login_not_required
@require_safe
@public_page
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """Say thank you; the page knows nothing of what was ticked."""
    counter = counter_of(code)
    again = reverse("rate_counter", args=[code]) + request.reading.query
    response = render(request, "feedback/thanks.html", {"counter": counter, "again": again})
    return soon(response, THANKED_FOR, again) if request.reading.kiosk else response


def refuse_own_staff(request: HttpRequest, counter: Counter, at: datetime) -> None:
    """Raise AccessRefused for somebody signed in who works where the counter stands."""
    if request.user.is_authenticated:
        place = rated_place(counter, clock.local_day(at))
        require(request.user, "rating.give", place.agency_id)


def _page(request: HttpRequest, counter: Counter, form: RatingForm, at: datetime) -> HttpResponse:
    day = clock.local_day(at)
    place = rated_place(counter, day)
    response = render(request, "feedback/rate.html", rating_context(counter, place, form, day=day))
    address = request.path + request.reading.query
    return soon(response, LEFT_ALONE, address) if request.reading.kiosk else response


def rating_context(counter: Counter, place: Place, form: RatingForm, *, day: date) -> dict[str, Any]:
    """What the rating page shows, with a proof of the visit or without."""
    hints = [HINTS.get(code, "") for code, _label in COURTESIES]
    ticks = list(zip(form["courtesies"], hints, strict=True))
    return {
        "counter": counter,
        "place": place,
        "form": form,
        "asked": ticks[:4],
        "always": ticks[4:],
        "takes_remark": vault_for(place.agency_id, day) is not None,
        "longest": LONGEST,
        "left_alone": LEFT_ALONE // 60,
    }

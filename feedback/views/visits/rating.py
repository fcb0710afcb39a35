"""The rating page with a token in it: the same questions, and a proof that the visit was real."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core import clock
from core.forms import form_uuid
from feedback.actions.rate_counter import rated_place
from feedback.actions.visits import rate_visit
from feedback.actions.visits.rate import TokenRefused
from feedback.forms.ratings import RatingForm
from feedback.gather.counter_codes import counter_of
from feedback.views.public import public_page, require_sent_from_here
from feedback.views.rating import rating_context, refuse_own_staff

LONGEST = 500
"""Signs of a token or its signature; longer ones are none of ours."""


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def rate_with_token(request: HttpRequest, code: str) -> HttpResponse:
    """Open the page for a token ("mo"), or keep the rating and spend the token.

    A token that is refused leaves what was ticked on the page, to be sent without it.
    """
    if request.method != "POST":
        return redirect(reverse("rate_counter", args=[code]) + request.reading.query)
    require_sent_from_here(request)
    counter, at = counter_of(code), clock.now()
    refuse_own_staff(request, counter, at)
    opening = "mo" in request.POST
    form = RatingForm(None if opening else request.POST)
    proof = {name: request.POST.get(name, "")[:LONGEST] for name in ("token", "signature")}
    refusal: TokenRefused | None = None
    if not opening and form.is_valid():
        content: dict[str, Any] = {"counter": counter, "at": at, **proof, **form.cleaned_data}
        try:
            rate_visit(rating_id=form_uuid(request.POST), **content)
        except TokenRefused as error:
            refusal = error
        else:
            return redirect(reverse("rate_thanks", args=[code]) + request.reading.query)
    day = clock.local_day(at)
    context = {
        **rating_context(counter, rated_place(counter, day), form, day=day),
        "proof": proof,
        "refusal": refusal,
        "plain": reverse("rate_counter", args=[code]) + request.reading.query,
    }
    return render(request, "feedback/visits/rate.html", context, status=refusal.status if refusal else 200)

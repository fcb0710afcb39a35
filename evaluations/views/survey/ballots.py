"""The two halves of a ballot: given to a person who is signed in, cast by nobody in particular."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.errors import Refused
from core.same_site import sent_from_here
from evaluations.actions.survey import cast_ballot, take_turn
from evaluations.actions.survey.take_turn import BadRequest
from evaluations.models import Survey

MOST_BYTES = 4096


class NamesItself(Refused):
    """The request says who sends it, so the ballot would not be anonymous (HTTP 403)."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            "Phiếu ẩn danh không được gửi kèm thông tin đăng nhập. Hãy bỏ phiếu bằng trang khảo sát của cổng."
        )


def told_in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refusals as JSON, for the script that sent the request."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        try:
            return view(request, *args, **words)
        except Refused as refusal:
            return JsonResponse({"message": refusal.message}, status=refusal.status)

    return answer


@never_cache
@require_http_methods(["POST"])
@told_in_json
def survey_turn(request: HttpRequest, pk: int) -> HttpResponse:
    """The signature of what the browser blinded, once per person."""
    user: Any = request.user
    survey = get_object_or_404(Survey.objects.visible_to(user, clock.today()), pk=pk)
    require(user, "survey.answer", survey)
    blinded = _sent(request).get("blinded")
    if not isinstance(blinded, str):
        raise BadRequest
    signature = take_turn(survey=survey, staff_id=user.staff_id, blinded=blinded, on=clock.today())
    return JsonResponse({"signature": signature})


@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["POST"])
@told_in_json
def survey_cast(request: HttpRequest) -> HttpResponse:
    """Keep a ballot. A request in which somebody is signed in is refused: nobody must be able to know."""
    if request.user.is_authenticated or not sent_from_here(request):
        raise NamesItself
    sent = _sent(request)
    survey_id, token, signature, marks = (
        sent.get(name) for name in ("survey", "token", "signature", "marks")
    )
    whole = isinstance(survey_id, int) and isinstance(token, str) and isinstance(signature, str)
    if not whole or not isinstance(marks, list) or not 0 < survey_id < 2**31:
        raise BadRequest
    cast_ballot(survey_id=survey_id, token=token, signature=signature, marks=marks, on=clock.today())
    return JsonResponse({"message": "Đã nhận phiếu."})


def _sent(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent; raises BadRequest."""
    try:
        if len(request.body) > MOST_BYTES:
            raise BadRequest
        sent = json.loads(request.body)
    except ValueError as error:  # broken UTF-8 is one too
        raise BadRequest from error
    if not isinstance(sent, dict):
        raise BadRequest
    return sent

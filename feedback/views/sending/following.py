"""Following a report by its receipt, which travels in forms and never in an address."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.errors import Refused, TooManyTries
from core.forms import form_uuid
from core.rates import within_rate
from feedback.actions.sending.follow import (
    add_message,
    erase_contact,
    has_answer,
    say_how_it_ended,
)
from feedback.forms.sending import EndForm, MessageForm, ReceiptForm
from feedback.gather.following import case_of, followed
from feedback.models import FeedbackCase
from feedback.rules.cases import SHUT
from feedback.views.public import LEFT_ALONE, public_page, require_sent_from_here, soon
from feedback.views.sending.case_words import explanation_of, received_words, state_of
from feedback.views.sources import source_of

MOST_TRIES, IN_SECONDS = 30, 600
"""Receipts that one source may try in ten minutes: enough for a family, nothing against 10¹⁶ of them."""

Act = Callable[[HttpRequest, FeedbackCase], HttpResponse]


def _found(request: HttpRequest) -> tuple[ReceiptForm, FeedbackCase | None]:
    """The case of the receipt in the form; a wrong one and an unknown one are told the same."""
    require_sent_from_here(request)
    form = ReceiptForm(request.POST)
    if not form.is_valid():
        return form, None
    if not within_rate("case-follow", source_of(request, clock.now(), "receipt"), MOST_TRIES, IN_SECONDS):
        raise TooManyTries(gettext("Máy này đã tra cứu quá nhiều lần. Ông/bà hãy chờ mười phút rồi thử lại."))
    case = case_of(form.cleaned_data["receipt"])
    if case is None:
        form.add_error(
            "receipt", gettext("Không có phản ánh nào với mã này. Ông/bà hãy xem lại từng nhóm số.")
        )
    return form, case


def _with_case(act: Act) -> Callable[..., HttpResponse]:
    """An act on the case whose receipt the form carries; without one the receipt is asked for."""

    @login_not_required
    @csrf_exempt
    @sensitive_post_parameters()
    @require_POST
    @public_page
    @wraps(act)
    def answer(request: HttpRequest) -> HttpResponse:
        form, case = _found(request)
        return _ask(request, form, status=422) if case is None else act(request, case)

    return answer


@login_not_required
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def case_follow(request: HttpRequest) -> HttpResponse:
    """Ask for the receipt; on POST show where the case stands."""
    if request.method != "POST":
        return _ask(request, ReceiptForm())
    form, case = _found(request)
    return _ask(request, form, status=422) if case is None else _page(request, case)


@_with_case
def case_message(request: HttpRequest, case: FeedbackCase) -> HttpResponse:
    """Further words of the sender, sealed like the first."""
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, case, message=form, status=422)
    try:
        add_message(
            case=case,
            message_id=form_uuid(request.POST),
            text=form.cleaned_data["text"],
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error("text", refusal.message)
        return _page(request, case, message=form, status=refusal.status)
    return _page(request, case, said=gettext("Đã nhận lời bổ sung. Lời này cũng được niêm phong."))


@_with_case
def case_end(request: HttpRequest, case: FeedbackCase) -> HttpResponse:
    """Was it solved, and how was the answer."""
    form = EndForm(request.POST)
    if not form.is_valid():
        return _page(request, case, end=form, status=422)
    case = say_how_it_ended(case=case, **form.cleaned_data)
    return _page(request, case, said=gettext("Cảm ơn ông/bà. Ý kiến này được xem khi đánh giá việc trả lời."))


@_with_case
def case_contact_erase(request: HttpRequest, case: FeedbackCase) -> HttpResponse:
    """Delete the contact that the sender left."""
    erase_contact(case=case)
    return _page(request, case, said=gettext("Đã xóa liên hệ của ông/bà khỏi phản ánh này."))


def _ask(request: HttpRequest, form: ReceiptForm, *, status: int = 200) -> HttpResponse:
    return _cleared(
        request, render(request, "feedback/sending/follow_ask.html", {"form": form}, status=status)
    )


def _cleared(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """On a machine that stands somewhere, receipt and answer leave the screen by themselves."""
    again = reverse("case_follow") + request.reading.query
    return soon(response, LEFT_ALONE, again) if request.reading.kiosk else response


def _page(
    request: HttpRequest,
    case: FeedbackCase,
    *,
    message: Form | None = None,
    end: Form | None = None,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    seen = followed(case)
    before = {True: "yes", False: "no", None: None}[case.is_solved]
    first = {"is_solved": before, "satisfaction": case.satisfaction}
    context = {
        "receipt": request.POST.get("receipt", ""),
        "seen": seen,
        "case": case,
        "received": received_words(case),
        "state": state_of(case.state),
        "explanation": explanation_of(case),
        "parts": [(part.agency, state_of(part.state), part.due_on) for part in seen.parts],
        "message": message or MessageForm(),
        "may_add": case.state not in SHUT,
        "end": end or EndForm(initial=first),
        "may_end": has_answer(case),
        "said": said,
    }
    return _cleared(request, render(request, "feedback/sending/follow.html", context, status=status))

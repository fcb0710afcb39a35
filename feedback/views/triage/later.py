"""What senders wrote later: the tray, and one message beside what goes out of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.access import require
from core.cells import Column
from core.dates import format_day
from core.errors import AccessRefused, Refused
from feedback.actions.triage.messages import leave_message, let_message_through
from feedback.actions.triage.reading import read_message
from feedback.enums import SealedKind
from feedback.forms.triage import MessageForm
from feedback.gather.triage import desk_counts, waiting_messages
from feedback.models import FeedbackCase, Sealed
from feedback.rules.redaction import covered, pieces, warnings
from feedback.views.telling import tell
from feedback.views.triage.frame import desk_trail, trays
from feedback.views.vaults.unlocking import needs_unlocked, unlocked_vaults

PAGE_SIZE = 50
COLUMNS: list[Column] = [{"label": "Phản ánh"}, {"label": "Ngày gửi thêm"}, {"label": "Trạng thái phản ánh"}]
LEAVE = "leave"


@require_safe
def triage_messages(request: HttpRequest) -> HttpResponse:
    """Messages that nobody has decided about, the oldest day first."""
    user: Any = request.user
    require(user, "case.triage")
    today = clock.today()
    rows = waiting_messages(FeedbackCase.objects.sealed_for(user, today)).select_related("case")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "trail": desk_trail(("Lời bổ sung", "")),
        "trays": trays(desk_counts(user, today), "triage_messages"),
        "page": page,
        "columns": COLUMNS,
        "rows": [
            [
                {"text": one.case.short, "url": reverse("triage_message", args=[one.pk]), "header": True},
                {"text": format_day(one.day), "class": "nowrap"},
                {"text": one.case.get_state_display()},
            ]
            for one in page
        ],
    }
    return render(request, "feedback/triage/messages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_unlocked
def triage_message(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One message: read it, let its redacted words through, or leave it sealed."""
    user: Any = request.user
    require(user, "case.triage")
    message = _visible(request, pk)
    form = MessageForm(request.POST or None)
    warned: list[str] = []
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            warned = [] if request.POST.get("choice") == LEAVE else _unaccepted(form)
            if not warned:
                try:
                    return _decided(request, message, form)
                except AccessRefused:
                    raise
                except Refused as refusal:
                    tell(form, refusal)
                    status = refusal.status
    text = read_message(message=message, keys=unlocked_vaults(request), actor=user, at=clock.now())
    if request.method != "POST":
        form = MessageForm(initial={"text": covered(text)})
    case = message.case
    context = {
        "trail": desk_trail(("Lời bổ sung", reverse("triage_messages")), (case.short, "")),
        "case": case,
        "day": format_day(message.day),
        "released_text": case.released_text,
        "pieces": pieces(text),
        "form": form,
        "warned": warned,
    }
    answer = render(request, "feedback/triage/message.html", context, status=status)
    patch_cache_control(answer, private=True, no_store=True)
    return answer


def _unaccepted(form: MessageForm) -> list[str]:
    return [] if form.cleaned_data["accepts"] else warnings(form.cleaned_data["text"])


def _decided(request: HttpRequest, message: Sealed, form: MessageForm) -> HttpResponse:
    user: Any = request.user
    if request.POST.get("choice") == LEAVE:
        leave_message(message=message, actor=user, at=clock.now())
        messages.success(request, "Lời bổ sung không chuyển cơ quan; vẫn được niêm phong.")
    else:
        let_message_through(message=message, text=form.cleaned_data["text"], actor=user, at=clock.now())
        messages.success(request, "Cơ quan sẽ đọc lời bổ sung từ sáng mai.")
    return redirect("triage_messages")


def _visible(request: HttpRequest, pk: UUID) -> Sealed:
    user: Any = request.user
    cases = FeedbackCase.objects.sealed_for(user, clock.today())
    later = Sealed.objects.filter(kind=SealedKind.MESSAGE, case__in=cases).select_related("case__vault")
    return get_object_or_404(later, pk=pk)

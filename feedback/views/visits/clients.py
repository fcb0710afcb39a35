"""Connected one-stop systems: Home Affairs gives a token, shown once, and takes it back."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agencies.gather.names import last_names
from core import clock
from core.access import require
from core.cells import Column, Row
from core.dates import format_day
from core.forms import form_uuid
from feedback.actions.visits import connect_client, revoke_client
from feedback.forms.visits import ClientForm
from feedback.gather.visits import kept_agencies
from feedback.models import OneStopClient
from feedback.views.visits.lists import HOME

COLUMNS: list[Column] = [
    {"label": "Hệ thống"},
    {"label": "Cơ quan"},
    {"label": "Cấp ngày"},
    {"label": "Dùng gần nhất"},
    {"label": "Trạng thái"},
    {"label": "Việc"},
]
TRAIL = "Kết nối một cửa"
MADE_BEFORE = "Kết nối này đã cấp trước đó; mã chỉ hiện một lần. Thiếu mã thì thu hồi và cấp lại."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def visit_clients(request: HttpRequest) -> HttpResponse:
    """The systems that are or were connected, and a form for another; its token stands on the answer only."""
    user: Any = request.user
    require(user, "visits.connect")
    form = ClientForm(request.POST or None, versions=kept_agencies(user, clock.today()))
    token, status = "", 200
    if request.method == "POST":
        if form.is_of_another:
            raise Http404
        status = 422
        if form.is_valid():
            agency, name = form.cleaned_data["agency"], form.cleaned_data["name"]
            form_id = form_uuid(request.POST)
            made = connect_client(form_id=form_id, agency=agency, name=name, actor=user, at=clock.now())
            if not made.token:
                messages.info(request, MADE_BEFORE)
                return redirect("visit_clients")
            token, status = made.token, 200
            form = ClientForm(versions=kept_agencies(user, clock.today()))
    clients = OneStopClient.objects.visible_to(user, clock.today()).order_by("-made_at", "pk")
    context = {
        "form": form,
        "token": token,
        "columns": COLUMNS,
        "rows": _rows(clients[:200]),
        "trail": [(HOME, reverse("visit_lists")), (TRAIL, "")],
    }
    return render(request, "feedback/visits/clients.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def visit_client_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then end the token at once."""
    user: Any = request.user
    clients = OneStopClient.objects.visible_to(user, clock.today()).select_related("agency")
    client = get_object_or_404(clients, pk=pk)
    require(user, "visits.connect", client.agency)
    if request.method == "POST":
        revoke_client(client=client, actor=user, at=clock.now())
        messages.success(request, f"Đã thu hồi kết nối của {client.name}; mã không còn dùng được.")
        return redirect("visit_clients")
    trail = [(HOME, reverse("visit_lists")), (TRAIL, reverse("visit_clients")), ("Thu hồi", "")]
    return render(request, "feedback/visits/client_revoke.html", {"client": client, "trail": trail})


def _rows(clients: Iterable[OneStopClient]) -> list[Row]:
    listed = list(clients)
    names = last_names([client.agency_id for client in listed])
    return [
        [
            {"text": client.name, "header": True},
            {"text": names[client.agency_id].short_name},
            {"text": format_day(clock.local_day(client.made_at))},
            {"text": format_day(client.last_used_on)},
            {"text": "Đã thu hồi" if client.revoked_at else "Đang dùng"},
            {"text": ""}
            if client.revoked_at
            else {"text": "Thu hồi", "url": reverse("visit_client_revoke", args=[client.pk])},
        ]
        for client in listed
    ]

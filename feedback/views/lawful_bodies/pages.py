"""The list, a new body, a correction."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.access import require
from core.cells import Column, Row
from core.errors import Refused
from core.forms import FIELD, form_uuid
from feedback.actions.lawful_bodies.record import record_lawful_body
from feedback.forms.lawful_bodies import LawfulBodyForm
from feedback.models import LawfulBody

TITLE = "Nơi nhận khiếu nại, tố cáo"
COLUMNS: list[Column] = [
    {"label": "Nơi tiếp nhận"},
    {"label": "Nhận"},
    {"label": "Địa chỉ"},
    {"label": "Giờ tiếp công dân"},
    {"label": "Trạng thái"},
]


@require_safe
def lawful_bodies(request: HttpRequest) -> HttpResponse:
    """Every body in the order of the public pages, closed ones last."""
    require(request.user, "lawful_body.change")
    bodies = LawfulBody.objects.order_by("-is_active", "place", "name", "pk")
    context = {"columns": COLUMNS, "rows": [_row(body) for body in bodies]}
    return render(request, "feedback/lawful_bodies/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def lawful_body_new(request: HttpRequest) -> HttpResponse:
    """Add a body."""
    require(request.user, "lawful_body.change")
    form = LawfulBodyForm(request.POST or None)
    return _form(request, form, "Thêm nơi tiếp nhận", None)


@require_http_methods(["GET", "HEAD", "POST"])
def lawful_body_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a body; what cases say of it stays as it was."""
    body = get_object_or_404(LawfulBody, pk=pk)
    require(request.user, "lawful_body.change")
    first = {name: getattr(body, name) for name in LawfulBodyForm.base_fields if name != "seen_version"}
    form = LawfulBodyForm(request.POST or None, initial={**first, "seen_version": body.version})
    return _form(request, form, body.name, pk)


def _form(request: HttpRequest, form: LawfulBodyForm, title: str, pk: UUID | None) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            user: Any = request.user
            try:
                record_lawful_body(
                    body_id=pk or form_uuid(request.POST),
                    facts=form.facts(),
                    seen_version=(form.cleaned_data["seen_version"] or 1) if pk else 0,
                    actor=user,
                    at=clock.now(),
                )
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
            else:
                messages.success(request, "Đã lưu. Trang hướng dẫn người dân đã đổi theo.")
                return redirect("lawful_bodies")
    context = {
        "form": form,
        "title": title,
        "trail": [(TITLE, reverse("lawful_bodies")), (title, "")],
        "form_id": request.POST.get(FIELD) or uuid4(),
    }
    return render(request, "feedback/lawful_bodies/form.html", context, status=status)


def _row(body: LawfulBody) -> Row:
    kinds = [("khiếu nại", body.takes_complaints), ("tố cáo", body.takes_denunciations)]
    return [
        {"text": body.name, "url": reverse("lawful_body_edit", args=[body.pk]), "header": True},
        {"text": ", ".join(word for word, takes in kinds if takes)},
        {"text": body.address},
        {"text": body.hours or "—"},
        {"text": "Đang dùng" if body.is_active else "Thôi dùng"},
    ]

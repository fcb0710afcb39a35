"""An inspection that will not be concluded."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core import clock
from core.access import require
from evaluations.actions.inspections import cancel_inspection
from evaluations.forms.inspections import CancelForm
from evaluations.views.inspections.finding import visible_inspection


@require_POST
def inspection_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The inspection will not be concluded."""
    user: Any = request.user
    inspection = visible_inspection(request, pk)
    require(user, "inspection.cancel", inspection)
    form = CancelForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["reason"][0]))
        return redirect("inspection_detail", pk=pk)
    cancel_inspection(inspection=inspection, reason=form.cleaned_data["reason"], actor=user, at=clock.now())
    messages.success(request, "Đã hủy cuộc kiểm tra. Những gì đã ghi vẫn được giữ, không tính vào điểm.")
    return redirect("inspection_detail", pk=pk)

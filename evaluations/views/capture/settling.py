"""The page on which the team settles what its phones sent: choose between values, see what waits and why."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.access import require
from core.attachments import serve
from core.errors import Conflict
from core.forms import form_uuid, parse_uuid
from evaluations.actions.capture.choose import choose
from evaluations.actions.capture.revoke_device import revoke_device
from evaluations.models import CaptureDownload, CapturedPhoto, Inspection
from evaluations.views.capture.settling_rows import page_rows
from evaluations.views.inspections.finding import visible_inspection
from evaluations.views.inspections.tabs import tabs_of, trail_to


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What phones sent, by what became of it; a choice is sent to the same address."""
    inspection = visible_inspection(request, pk)
    require(request.user, "inspection.record", inspection)
    if request.method != "POST":
        return _page(request, inspection)
    try:
        _choose(request, inspection)
    except Conflict as refusal:
        messages.error(request, refusal.message)
        return _page(request, inspection, status=refusal.status)
    messages.success(request, "Đã chọn. Số không được chọn vẫn được giữ trong hồ sơ.")
    return redirect("inspection_settle", pk=pk)


def _choose(request: HttpRequest, inspection: Any) -> None:
    user: Any = request.user
    choose(
        inspection=inspection,
        subject=request.POST.get("subject", ""),
        chosen=parse_uuid(request.POST.get("chosen", "")),
        seen=[parse_uuid(one) for one in request.POST.get("seen", "").split()],
        form_id=form_uuid(request.POST),
        actor=user,
        at=clock.now(),
    )


def _page(request: HttpRequest, inspection: Any, status: int = 200) -> HttpResponse:
    user: Any = request.user
    context = {
        "inspection": inspection,
        "trail": trail_to(inspection, "Ghi nhận từ máy"),
        "tabs": tabs_of(user, inspection, "inspection_settle"),
        **page_rows(inspection, user),
    }
    return render(request, "capture/settle.html", context, status=status)


@require_POST
def inspection_device_revoke(request: HttpRequest, pk: UUID, device: UUID) -> HttpResponse:
    """A phone of the team was lost: what it holds becomes useless, and it sends nothing more."""
    user: Any = request.user
    inspection = visible_inspection(request, pk)
    require(user, "inspection.record", inspection)
    downloads = CaptureDownload.objects.filter(inspection=inspection).select_related("device", "inspection")
    download = get_object_or_404(downloads, device=device)
    require(user, "capture.revoke", download)
    revoke_device(device=download.device, actor=user, at=clock.now())
    messages.success(request, "Đã thu hồi máy. Dữ liệu trên máy không mở được nữa.")
    return redirect("inspection_settle", pk=pk)


@require_safe
def captured_photo(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A photograph from a phone, in full or small (``?nho``), for who may read the visit's record."""
    user: Any = request.user
    visible = Inspection.objects.record_visible_to(user, clock.today())
    drawn = CapturedPhoto.objects.filter(inspection__in=visible, attachment__isnull=False)
    photo = get_object_or_404(drawn.select_related("attachment"), pk=pk)
    assert photo.attachment is not None
    return serve(request, photo.attachment, small="nho" in request.GET)

"""Who answers for an agency, and their acknowledgement."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.access import may, require
from core.errors import Refused
from core.forms import FIELD, form_uuid
from registers.actions.heads import acknowledge, name_head
from registers.forms.records import HeadForm
from registers.gather.heads import heads_of
from registers.models import ResponsibleHead
from registers.views.frame import agency_of, agency_trail, tell


@require_http_methods(["GET", "HEAD", "POST"])
def responsible_heads(request: HttpRequest, agency: int) -> HttpResponse:
    """Everybody who was named for the agency; the next is named here."""
    user: Any = request.user
    version = agency_of(agency)
    require(user, "register.read", version)
    names = bool(may(user, "responsible_head.name", version))
    form, status = HeadForm(initial={"starts_on": clock.today()}), 200
    if request.method == "POST":
        require(user, "responsible_head.name", version)
        form, status = HeadForm(request.POST), 422
        if form.is_valid():
            try:
                name_head(
                    form_id=form_uuid(request.POST),
                    agency=version.agency,
                    assignment=form.assignment(),
                    actor=user,
                    at=clock.now(),
                )
            except Refused as refusal:
                tell(form, refusal)
                status = refusal.status
            else:
                messages.success(request, "Đã ghi phân công; người được phân công đã được báo.")
                return redirect("responsible_heads", agency=agency)
    today = clock.today()
    heads = heads_of(agency)
    context = {
        "version": version,
        "trail": agency_trail(version, ("Người đứng đầu chịu trách nhiệm", "")),
        "heads": [
            {
                "row": one,
                "now": one.starts_on <= today and (one.ends_on is None or one.ends_on > today),
                "acknowledges": one.acknowledged_at is None
                and bool(may(user, "responsible_head.acknowledge", one)),
            }
            for one in heads
        ],
        "form": form if names else None,
        "form_id": request.POST.get(FIELD) or uuid4(),
    }
    return render(request, "registers/heads.html", context, status=status)


@require_POST
def head_acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The named person says that they know."""
    user: Any = request.user
    assignment = get_object_or_404(ResponsibleHead, pk=pk)
    if not may(user, "register.read", agency_of(assignment.agency_id)):
        raise Http404("Không tìm thấy phân công này.")
    require(user, "responsible_head.acknowledge", assignment)
    acknowledge(assignment=assignment, actor=user, at=clock.now())
    messages.success(request, "Đã xác nhận nhận trách nhiệm.")
    return redirect("responsible_heads", agency=assignment.agency_id)

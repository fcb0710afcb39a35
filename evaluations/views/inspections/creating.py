"""Choosing an agency, giving the order, and beginning the visit."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Agency, AgencyVersion
from core import clock
from core.access import may, require
from core.dates import format_day
from core.errors import Refused
from core.forms import form_uuid
from core.http import page_or_part
from evaluations.access.inspections import OWN_AGENCY, own_agencies
from evaluations.actions.inspections import check_in, create_inspection
from evaluations.enums import InspectionMode
from evaluations.forms.inspections import OrderForm, StartForm
from evaluations.models import Inspection
from evaluations.views.inspections.finding import visible_inspection

PER_PAGE = 20


@require_safe
def inspection_choose(request: HttpRequest) -> HttpResponse:
    """Rated agencies by name, with their last visit; those the person may not inspect say so."""
    user: Any = request.user
    require(user, "inspection.create")
    words = request.GET.get("q", "").strip()
    standing = AgencyVersion.objects.as_of(clock.today()).rated().named(words).in_name_order()
    visits = Inspection.objects.concluded().filter(agency=OuterRef("agency")).order_by().values("agency")
    last = Subquery(visits.annotate(last=Max("visited_on")).values("last"))
    page = Paginator(standing.annotate(last_visit=last), PER_PAGE).get_page(request.GET.get("trang"))
    own = own_agencies(user)
    context = {"page": page, "rows": [_choice(version, own) for version in page], "q": words}
    return page_or_part(request, "inspections/choose.html", "inspections/_choose.html", context)


def _choice(version: Any, own: frozenset[int]) -> dict[str, str]:
    seen = version.last_visit is not None
    last = f"Kiểm tra gần nhất: {format_day(version.last_visit)}" if seen else "Chưa được kiểm tra"
    barred = version.agency_id in own
    return {
        "name": version.name,
        "kind": version.get_kind_display(),
        "last": last,
        "url": "" if barred else reverse("inspection_create", args=[version.agency_id]),
        "barred": OWN_AGENCY if barred else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_create(request: HttpRequest, agency_id: int) -> HttpResponse:
    """The order of an inspection of one agency."""
    user: Any = request.user
    agency = get_object_or_404(Agency.objects.visible_to(user), pk=agency_id)
    require(user, "inspection.create", agency)
    today = clock.today()
    if request.method != "POST":
        first = {"visited_on": today, "mode": InspectionMode.PLANNED}
        return _order_page(request, agency, OrderForm(initial=first, leader=user, today=today))
    form = OrderForm(request.POST, leader=user, today=today)
    if not form.is_valid():
        return _order_page(request, agency, form, status=422)
    try:
        inspection = create_inspection(
            form_id=form_uuid(request.POST), agency=agency, **form.cleaned_data, actor=user, at=clock.now()
        )
    except Refused as refusal:
        # What was typed stays on the page beside the reason.
        form.add_error(None, refusal.message)
        return _order_page(request, agency, form, status=refusal.status)
    return redirect("inspection_detail", pk=inspection.pk)


def _order_page(request: HttpRequest, agency: Agency, form: OrderForm, status: int = 200) -> HttpResponse:
    version = get_object_or_404(AgencyVersion.objects.as_of(clock.today()), agency=agency)
    context = {
        "form": form,
        "agency_name": version.name,
        "trail": [
            ("Kiểm tra", reverse("inspection_list")),
            ("Chọn cơ quan", reverse("inspection_choose")),
            (version.name, ""),
        ],
        "form_id": request.POST.get("form_uuid", ""),
    }
    return render(request, "inspections/create.html", context, status=status)


@require_POST
def inspection_start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The team is there."""
    user: Any = request.user
    inspection = visible_inspection(request, pk)
    require(user, "inspection.start", inspection)
    form = StartForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["visited_on"][0]))
        return redirect("inspection_detail", pk=pk)
    check_in(inspection=inspection, visited_on=form.cleaned_data["visited_on"], actor=user, at=clock.now())
    if not may(user, "inspection.record", inspection):
        return redirect("inspection_detail", pk=pk)
    return redirect("inspection_site", pk=pk)

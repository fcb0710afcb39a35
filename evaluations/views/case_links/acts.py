"""Tying a case to an inspection from the case's page, and untying it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from core import clock
from core.access import require
from core.errors import Refused
from core.forms import form_uuid
from evaluations.actions.inspections.link_case import link_case, unlink_case
from evaluations.forms.case_links import LinkForm
from evaluations.gather.case_links import linkable
from evaluations.models import CaseLink, Criterion, Inspection
from evaluations.views.case_links.words import criterion_choices, inspection_choices
from feedback.models import FeedbackCase


@require_POST
def case_link_make(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tie the case to an inspection of the same agency."""
    user: Any = request.user
    case = get_object_or_404(FeedbackCase.objects.visible_to(user, clock.today()), pk=pk)
    require(user, "case.verify", case)
    inspections = linkable(user, case, clock.today())
    form = LinkForm(
        request.POST,
        inspections=inspection_choices(inspections),
        criteria=criterion_choices(user, inspections, clock.today()),
    )
    if not form.is_valid():
        messages.error(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
        return redirect("case_detail", pk=pk)
    said = form.cleaned_data
    inspection = next(one for one in inspections if str(one.pk) == said["inspection"])
    require(user, "case_link.change", inspection)
    try:
        link_case(
            link_id=form_uuid(request.POST),
            case=case,
            inspection=inspection,
            criterion=Criterion.objects.filter(pk=said["criterion"]).first() if said["criterion"] else None,
            note=said["note"],
            actor=user,
            at=clock.now(),
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã gắn phản ánh với cuộc kiểm tra.")
    return redirect("case_detail", pk=pk)


@require_POST
def case_link_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Untie a case from an inspection; both must be the person's to see."""
    user: Any = request.user
    today = clock.today()
    link = get_object_or_404(
        CaseLink.objects.filter(
            case__in=FeedbackCase.objects.visible_to(user, today).values("pk"),
            inspection__in=Inspection.objects.visible_to(user, today).values("pk"),
        ).select_related("inspection"),
        pk=pk,
    )
    require(user, "case_link.change", link.inspection)
    unlink_case(link=link, actor=user, at=clock.now())
    messages.success(request, "Đã bỏ gắn phản ánh với cuộc kiểm tra.")
    return redirect("case_detail", pk=link.case_id)

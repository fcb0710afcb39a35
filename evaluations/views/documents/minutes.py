"""The minutes: what is ready and what is missing, read with real data, issued; afterwards as they stand."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import may, require
from core.documents.flow import from_json
from core.documents.paper_screen import paper_screen
from core.errors import Conflict, Refused
from evaluations.actions.documents.minutes import (
    Closing,
    NotReady,
    issue_minutes,
    minutes_facts,
    minutes_of,
)
from evaluations.enums import DocumentKind, InspectionState
from evaluations.forms.documents import ClosingForm, seen_version
from evaluations.gather.documents.expected import expectations
from evaluations.gather.documents.late import late_records
from evaluations.gather.documents.moved import moved_since
from evaluations.gather.documents.readiness import minutes_problems
from evaluations.gather.documents.style import document_style
from evaluations.models import IssuedDocument
from evaluations.rules.documents.facts import InspectionFacts
from evaluations.rules.documents.head import Numbered
from evaluations.rules.documents.minutes import minutes_paper
from evaluations.views.inspections.finding import visible_inspection
from evaluations.views.inspections.tabs import tabs_of, trail_to

NOT_NOW = "Biên bản được lập khi đoàn đang làm việc tại chỗ; cuộc kiểm tra này chưa bắt đầu hoặc đã hủy."


class NoMinutesHere(Refused):
    """The inspection is not at the place and has no minutes (HTTP 409)."""


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_minutes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Before issue: read, complete, issue; afterwards: the document with its addenda."""
    user: Any = request.user
    inspection = visible_inspection(request, pk)
    require(user, "inspection.read_record", inspection)
    standing = minutes_of(inspection)
    if request.method == "POST":
        require(user, "inspection.issue_minutes", inspection)
        return _issue(request, inspection)
    if standing is not None:
        return _issued(request, inspection, standing)
    if inspection.state != InspectionState.ON_SITE:
        raise NoMinutesHere(NOT_NOW)
    return _preparing(request, inspection, None)


def _issue(request: HttpRequest, inspection: Any) -> HttpResponse:
    user: Any = request.user
    form = ClosingForm(request.POST, on=inspection.visited_on)
    if not form.is_valid():
        return _preparing(request, inspection, form, status=422)
    if "xem" in request.POST:
        return _preparing(request, inspection, form)
    try:
        issue_minutes(
            inspection=inspection,
            seen_version=seen_version(request.POST),
            closing=form.closing(),
            actor=user,
            at=clock.now(),
        )
    except (NotReady, Conflict) as refusal:
        form.add_error(None, refusal.message)
        return _preparing(request, inspection, form, status=refusal.status)
    messages.success(request, "Đã ban hành biên bản. Cơ quan được kiểm tra đã được báo để xem và giải trình.")
    return redirect("inspection_minutes", pk=inspection.pk)


def _preparing(
    request: HttpRequest, inspection: Any, form: ClosingForm | None, status: int = 200
) -> HttpResponse:
    user: Any = request.user
    closing: Closing | None = form.closing() if form is not None and form.is_valid() else None
    facts, dues = minutes_facts(inspection, closing, clock.now())
    context = {
        **_frame(request, inspection),
        "problems": minutes_problems(inspection, facts),
        "expected": expectations(inspection),
        "form": form or ClosingForm(on=inspection.visited_on, initial=_initial(facts)),
        "may_issue": bool(may(user, "inspection.issue_minutes", inspection)),
        "seen_version": str(inspection.version),
        "explain_due_on": dues.explain_due_on,
        "paper": paper_screen(_draft(facts)),
    }
    return render(request, "documents/preparing.html", context, status=status)


def _draft(facts: InspectionFacts) -> Any:
    """The minutes as they would be printed, without a number and with the readers of the style."""
    house = document_style().house(DocumentKind.MINUTES)
    paper = minutes_paper(facts, house, Numbered("", clock.today()), None)
    return replace(paper, recipients=house.recipients)


def _initial(facts: InspectionFacts) -> dict[str, Any]:
    """What phones recorded, as the starting point of the form."""
    finish, people = facts.finish, facts.agency_people
    leader = facts.leader
    return {
        "ended_at": finish.ended_at.astimezone(clock.VIETNAM).time() if finish.ended_at else None,
        "place": finish.place or facts.agency_address,
        "remarks": finish.remarks,
        "copies": finish.copies,
        "read_back": finish.read_back,
        "agency_name": people[0].name if people else "",
        "agency_post": people[0].post if people else "",
        "team_name": leader.name,
        "team_post": leader.post,
    }


def _issued(request: HttpRequest, inspection: Any, minutes: IssuedDocument) -> HttpResponse:
    user: Any = request.user
    addenda = IssuedDocument.objects.filter(inspection=inspection, kind=DocumentKind.ADDENDUM)
    may_add = bool(may(user, "document.add_addendum", inspection))
    context = {
        **_frame(request, inspection),
        "document": minutes,
        "moved": moved_since(minutes),
        "addenda": addenda.order_by("year", "number"),
        "late": late_records(inspection) if may_add else [],
        "may_add": may_add,
        "paper": paper_screen(from_json(minutes.content)),
    }
    return render(request, "documents/minutes.html", context)


def _frame(request: HttpRequest, inspection: Any) -> dict[str, Any]:
    user: Any = request.user
    return {
        "inspection": inspection,
        "trail": trail_to(inspection, "Biên bản"),
        "tabs": tabs_of(user, inspection, "inspection_minutes"),
    }

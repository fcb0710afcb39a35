"""The page of a visit, made for a phone held in one hand."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core import clock
from core.access import may, require
from core.dates import format_moment
from evaluations.actions.inspections.record_headcount import mark_of
from evaluations.enums import InspectionState
from evaluations.forms.inspections import HeadcountForm
from evaluations.gather.criteria.pictures import examples_of
from evaluations.gather.inspections import attendance_of, check_groups, checkpoints, headcount_of
from evaluations.models import Headcount
from evaluations.views.inspections.cards import Card, card_of, progress_of
from evaluations.views.inspections.finding import visible_inspection
from evaluations.views.inspections.tabs import trail_to


@require_safe
def inspection_site(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the team records on site; once the visit is over, its detail page."""
    inspection = visible_inspection(request, pk)
    require(request.user, "inspection.record", inspection)
    if inspection.state != InspectionState.ON_SITE:
        return redirect("inspection_detail", pk=pk)
    return site_page(request, inspection, open_group=request.GET.get("mo", ""))


def site_page(
    request: HttpRequest,
    inspection: Any,
    *,
    open_group: str = "",
    refused: Card | None = None,
    headcount_form: HeadcountForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; a card or a head-count that was refused stands in it as it was typed."""
    groups = check_groups(inspection)
    examples = examples_of([point.criterion.pk for point in checkpoints(groups)])
    headcount = headcount_of(inspection)
    progress = progress_of(groups)
    context = {
        "inspection": inspection,
        "trail": trail_to(inspection, "Ghi nhận tại chỗ"),
        "groups": [_group(inspection, group, examples, refused, open_group) for group in groups],
        "progress": progress,
        "headcount": _headcount(headcount),
        "headcount_form": headcount_form or headcount_boxes(headcount),
        "headcount_open": headcount_form is not None or headcount is None,
        "may_issue": bool(may(request.user, "inspection.issue_minutes", inspection)),
    }
    return render(request, "inspections/site.html", context, status=status)


def headcount_boxes(headcount: Headcount | None) -> HeadcountForm:
    """The boxes as they were counted; before that they are empty and the time is now."""
    if headcount is None:
        return HeadcountForm(initial={"counted_at": clock.now().astimezone(clock.VIETNAM).time()})
    attendance = attendance_of(headcount)
    assert attendance is not None
    at = headcount.counted_at.astimezone(clock.VIETNAM).time()
    return HeadcountForm(initial={"counted_at": at, "roster": headcount.roster, **attendance._asdict()})


def _headcount(headcount: Headcount | None) -> dict[str, str]:
    if headcount is None:
        return {"base": "", "summary": "", "saved": ""}
    absent = headcount.roster - headcount.present
    return {
        "base": mark_of(headcount),
        "summary": f"{headcount.present}/{headcount.roster} có mặt, {absent} vắng",
        "saved": f"Điểm danh lúc {format_moment(headcount.counted_at)}",
    }


def _group(
    inspection: Any, group: Any, examples: Mapping[int, Any], refused: Card | None, open_group: str
) -> dict[str, Any]:
    cards = [
        _card(inspection, point, examples.get(point.criterion.pk, ()), refused) for point in group.checkpoints
    ]
    return {
        "code": group.group.code,
        "name": group.group.name,
        "cards": cards,
        "done": str(group.done),
        "total": str(len(cards)),
        "open": group.group.code == open_group
        or any(refused and refused.code == card.code for card in cards),
    }


def _card(inspection: Any, point: Any, examples: Any, refused: Card | None) -> Card:
    """The card as stored, or as it was typed and refused."""
    if refused and refused.code == point.criterion.code:
        return replace(refused, examples=examples)
    return card_of(inspection, point, examples=examples)

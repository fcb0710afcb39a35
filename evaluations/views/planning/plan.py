"""One plan with its lines, and the same as a document."""

from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.models import AgencyVersion
from agencies.views.parameters import page_of, words_of
from core import clock
from core.access import may
from core.dates import format_day
from core.documents.files import FORMATS, file_response
from core.http import page_or_part
from evaluations.enums import InspectionMode, InspectionState, LineState, PlanState
from evaluations.gather.planning.plan_lines import covers, plan_document, with_names
from evaluations.models import Inspection, InspectionPlan, PlanLine
from evaluations.models.planning import PlanLineQuerySet
from evaluations.views.planning.frame import PLANS, page_trail, visible_plan
from evaluations.views.planning.plans import STATE_KINDS

PER_PAGE = 40
QUARTERS = {"1": "Quý I", "2": "Quý II", "3": "Quý III", "4": "Quý IV"}
LINE_KINDS = {LineState.PLANNED: "neutral", LineState.ORDERED: "info", LineState.DROPPED: "none"}


@require_safe
def plan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lines that the person may see, by quarter, found by the agency's name."""
    user: Any = request.user
    plan = visible_plan(request, pk)
    today = clock.today()
    quarter, words = request.GET.get("quy", ""), words_of(request)
    lines = _named(PlanLine.objects.visible_to(user, today).filter(plan=plan), words)
    tabs = _tabs(lines, quarter, words)
    if quarter in QUARTERS:
        lines = lines.filter(quarter=int(quarter))
    visits = Inspection.objects.visible_to(user, today).filter(plan_line=OuterRef("pk"))
    visits = visits.exclude(state=InspectionState.CANCELLED).order_by("created_at")
    shown = with_names(lines).annotate(
        visit=Subquery(visits.values("pk")[:1]), begun=Subquery(visits.values("started_at")[:1])
    )
    page = page_of(request, shown.order_by("quarter", "agency_sort", "pk"), PER_PAGE)
    may_change = bool(may(user, "inspection_plan.change"))
    issued = plan.state == PlanState.ISSUED
    context = {
        "plan": plan,
        "trail": page_trail(plan.title, (PLANS, reverse("plan_list"))),
        "state_kind": STATE_KINDS[PlanState(plan.state)],
        "issued": f"Số {plan.number}, ngày {format_day(plan.issued_on)}, người ký {plan.signer}"
        if issued
        else "",
        "page": page,
        "rows": [_row(line, may_change, issued) for line in page],
        "tabs": tabs,
        "q": words,
        "keep": [("quy", quarter)] if quarter else [],
        "may_change": may_change,
        "may_issue": may_change and not issued,
        "exports": [(one.label, reverse("plan_export", args=[pk, one.ending])) for one in FORMATS.values()],
    }
    return page_or_part(request, "planning/plan.html", "planning/_lines.html", context)


def _named(lines: PlanLineQuerySet, words: str) -> PlanLineQuerySet:
    if not words:
        return lines
    return lines.filter(agency__in=AgencyVersion.objects.named(words).values("agency"))


def _tabs(lines: PlanLineQuerySet, chosen: str, words: str) -> list[dict[str, Any]]:
    """All quarters with how many lines the person sees in each, in one query."""
    counts = dict(lines.order_by("quarter").values_list("quarter").annotate(Count("pk")))
    rows = [("", "Cả năm", sum(counts.values()))]
    rows += [(value, label, counts.get(int(value), 0)) for value, label in QUARTERS.items()]
    return [
        {"value": value, "label": label, "count": count, "chosen": value == chosen, "q": words or None}
        for value, label, count in rows
    ]


def _row(line: Any, may_change: bool, issued: bool) -> dict[str, Any]:
    waiting = line.state == LineState.PLANNED
    return {
        "agency": line.agency_name,
        "quarter": QUARTERS[str(line.quarter)],
        "mode": line.get_mode_display(),
        "is_secret": line.mode == InspectionMode.UNANNOUNCED and line.begun is None,
        "topic": line.topic,
        "covers": covers(line.covers_from, line.covers_to),
        "cooperating_body": line.cooperating_body,
        "reason": line.reason,
        "drop_reason": line.drop_reason,
        "state": line.get_state_display(),
        "kind": LINE_KINDS[LineState(line.state)],
        "visit_url": reverse("inspection_detail", args=[line.visit]) if line.visit else "",
        "edit_url": reverse("line_edit", args=[line.pk]) if may_change and waiting else "",
        "drop_url": reverse("line_drop", args=[line.pk]) if may_change and waiting else "",
        "order_url": reverse("line_order", args=[line.pk])
        if may_change and issued and line.state != LineState.DROPPED and not line.visit
        else "",
    }


@require_safe
def plan_export(request: HttpRequest, pk: UUID, ending: str) -> HttpResponse:
    """The plan as xlsx, docx or pdf, with the lines that the person may see."""
    user: Any = request.user
    plan: InspectionPlan = visible_plan(request, pk)
    if ending not in FORMATS:
        raise Http404
    lines = PlanLine.objects.visible_to(user, clock.today()).filter(plan=plan)
    return file_response(plan_document(plan, lines, clock.now()), ending)

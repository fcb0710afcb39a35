"""Lines from an Excel sheet, in two steps: read and list the problems, then keep once a person agrees."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.gather.names import names_on
from core import clock
from core.access import require
from core.documents.files import saved
from core.errors import Refused
from core.forms import form_uuid
from core.sheet_pages import shown_problems, sign_rows, signed_rows
from evaluations.actions.planning import import_lines
from evaluations.enums import InspectionMode
from evaluations.forms.planning import QUARTERS, SheetForm
from evaluations.gather.planning.books import agency_book, rated_agencies
from evaluations.gather.planning.plan_lines import covers
from evaluations.gather.planning.sheets import read_upload, template
from evaluations.models import InspectionPlan
from evaluations.rules.planning.importing import Reading, read_sheet
from evaluations.rules.planning.lines import LineFacts
from evaluations.views.planning.frame import plan_trail, visible_plan

PAGE = "plan_import"
COLUMNS = [{"label": label} for label in ("Cơ quan", "Quý", "Hình thức", "Nội dung", "Thời kỳ", "Lý do")]


@require_safe
def plan_template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in, with today's agencies on its second sheet."""
    require(request.user, "inspection_plan.change")
    return saved(template(rated_agencies(clock.today())), "mau-ke-hoach-kiem-tra", "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def plan_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a sheet and show what it says; keep it when the same page is confirmed."""
    user: Any = request.user
    plan = visible_plan(request, pk)
    require(user, "inspection_plan.change", plan)
    if request.method != "POST":
        return _page(request, plan, SheetForm())
    try:
        if "lines" in request.POST:
            return _keep(request, plan)
        return _read(request, plan)
    except Refused as refusal:
        form = SheetForm()
        return _page(request, plan, form, refusal=refusal.message, status=refusal.status)


def _read(request: HttpRequest, plan: InspectionPlan) -> HttpResponse:
    user: Any = request.user
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, plan, form, status=422)
    reading = read_sheet(read_upload(form.cleaned_data["sheet"]), agency_book(user, clock.today()))
    if reading.problems:
        return _page(request, plan, form, reading=reading, status=422)
    return _page(request, plan, form, reading=reading, signed=_signed(reading.lines, plan, user.pk))


def _keep(request: HttpRequest, plan: InspectionPlan) -> HttpResponse:
    user: Any = request.user
    lines = _unsigned(request.POST["lines"], plan, user.pk)
    count = import_lines(form_id=form_uuid(request.POST), plan=plan, lines=lines, actor=user, at=clock.now())
    if count:
        messages.success(request, f"Đã thêm {count} dòng vào kế hoạch.")
    else:
        messages.info(request, "Tệp này đã được thêm vào kế hoạch trước đó nên không thêm lần nữa.")
    return redirect("plan_detail", pk=plan.pk)


def _signed(lines: Sequence[LineFacts], plan: InspectionPlan, user_id: int) -> str:
    rows = [[value.isoformat() if isinstance(value, date) else value for value in line] for line in lines]
    return sign_rows(rows, PAGE, plan.pk, user_id)


def _unsigned(text: str, plan: InspectionPlan, user_id: int) -> list[LineFacts]:
    return [_line(*row) for row in signed_rows(text, PAGE, plan.pk, user_id)]


def _line(
    agency_id: int,
    quarter: int,
    mode: str,
    topic: str,
    covers_from: str | None,
    covers_to: str | None,
    *words: str,
) -> LineFacts:
    days = (date.fromisoformat(day) if day else None for day in (covers_from, covers_to))
    return LineFacts(agency_id, quarter, mode, topic, *days, *words)


def _page(
    request: HttpRequest,
    plan: InspectionPlan,
    form: SheetForm,
    *,
    reading: Reading | None = None,
    signed: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    problems = reading.problems if reading else ()
    context = {
        "plan": plan,
        "form": form,
        "trail": plan_trail(plan, "Nhập từ Excel"),
        "back": reverse("plan_detail", args=[plan.pk]),
        "refusal": refusal,
        **shown_problems(problems),
        "signed": signed,
        "count": len(reading.lines) if reading else 0,
        "columns": COLUMNS,
        "rows": _rows(reading.lines) if reading and signed else [],
    }
    return render(request, "planning/import.html", context, status=status)


def _rows(lines: Sequence[LineFacts]) -> list[list[dict[str, Any]]]:
    names = names_on((line.agency_id for line in lines), clock.today())
    modes, quarters = dict(InspectionMode.choices), dict(QUARTERS)
    return [
        [
            {"text": names[line.agency_id].name, "header": True},
            {"text": quarters[line.quarter]},
            {"text": str(modes[line.mode])},
            {"text": line.topic},
            {"text": covers(line.covers_from, line.covers_to)},
            {"text": line.reason},
        ]
        for line in lines
    ]

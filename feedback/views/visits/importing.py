"""Visits from a table, in two steps: read and list the problems, then keep and hand out the codes once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Agency, AgencyVersion
from core import clock
from core.access import require
from core.cells import Column, Row
from core.dates import format_day
from core.documents.csv_rows import MAX_BYTES, read_csv, write_csv
from core.documents.sheets import refuse_large
from core.errors import Refused
from core.forms import form_uuid
from core.sheet_pages import shown_problems, sign_rows, signed_rows
from feedback.actions.visits import record_visits
from feedback.actions.visits.record import troubles
from feedback.forms.visits import VisitsForm
from feedback.gather.visits import desk_of, kept_agencies
from feedback.models import Counter
from feedback.rules.visits.days import last_day
from feedback.rules.visits.lists import (
    HEADINGS,
    MAX_COLUMNS,
    MAX_ROWS,
    Reading,
    VisitLine,
    read_table,
)
from feedback.views.visits.codes import Invitation, sign_invitations
from feedback.views.visits.lists import HOME

PAGE = "visit_import"
MOST_SHOWN = 200
COLUMNS: list[Column] = [
    {"label": "Hàng", "num": True},
    {"label": "Mã lượt"},
    {"label": "Quầy"},
    {"label": "Ngày"},
    {"label": "Có người"},
]


@require_safe
def visit_template(request: HttpRequest) -> HttpResponse:
    """A table to fill in."""
    require(request.user, "visits.keep")
    today = clock.today()
    example = ["H56-261120-0001", "", format_day(today), "0901234567"]
    response = HttpResponse(write_csv([HEADINGS, example]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mau-luot-den.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def visit_import(request: HttpRequest) -> HttpResponse:
    """Read a table and show what it says; keep it when the same page is confirmed."""
    require(request.user, "visits.keep")
    try:
        if request.method == "POST":
            return _keep(request) if "lines" in request.POST else _read(request)
        return _page(request, _form(request))
    except Refused as refusal:
        if refusal.status == 403:
            raise
        return _page(request, _form(request), refusal=refusal.message, status=refusal.status)


def _form(request: HttpRequest, *given: Any) -> VisitsForm:
    user: Any = request.user
    return VisitsForm(*given, versions=kept_agencies(user, clock.today()))


def _read(request: HttpRequest) -> HttpResponse:
    form = _form(request, request.POST, request.FILES)
    if form.is_of_another:
        raise Http404
    if not form.is_valid():
        return _page(request, form, status=422)
    agency: Agency = form.cleaned_data["agency"]
    require(request.user, "visits.keep", agency)
    file = form.cleaned_data["table"]
    refuse_large(file, MAX_BYTES)
    rows = read_csv(file.read(), most_rows=MAX_ROWS, most_columns=MAX_COLUMNS)
    reading = read_table(rows, desk_of(agency, clock.today()))
    if not reading.problems:
        found = tuple(problem for _row, problem in troubles(agency, reading.lines))
        reading = reading._replace(problems=found)
    if reading.problems:
        return _page(request, form, reading=reading, status=422)
    return _page(request, form, reading=reading, agency=agency)


def _keep(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    agency_id, rows = signed_rows(request.POST["lines"], PAGE, user.pk)
    agency = get_object_or_404(Agency, pk=agency_id)
    lines = [
        VisitLine(row, reference, counter, date.fromisoformat(day), person)
        for row, reference, counter, day, person in rows
    ]
    done = record_visits(
        batch_id=form_uuid(request.POST), agency=agency, lines=lines, actor=user, at=clock.now()
    )
    counters = _counters(lines)
    invitations = [
        Invitation(
            line.reference,
            line.person,
            done.codes[line.row],
            last_day(line.day).isoformat(),
            *counters.get(line.counter_id, ("", "")),
        )
        for line in lines
        if line.row in done.codes
    ]
    context = {
        "batch": done.batch,
        "is_new": done.is_new,
        "signed": sign_invitations(agency.pk, invitations) if invitations else "",
        "with_phone": sum(one.has_phone for one in invitations),
        "trail": [(HOME, reverse("visit_lists")), ("Mã vừa tạo", "")],
    }
    return render(request, "feedback/visits/codes.html", context)


def _counters(lines: Sequence[VisitLine]) -> dict[int | None, tuple[str, str]]:
    """The name and the code of each counter that the list names."""
    wanted = Counter.objects.filter(pk__in={line.counter_id for line in lines if line.counter_id})
    return {counter.pk: (counter.name, counter.code) for counter in wanted.order_by("pk")}


def _page(
    request: HttpRequest,
    form: VisitsForm,
    *,
    reading: Reading | None = None,
    agency: Agency | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    user: Any = request.user
    lines = reading.lines if reading and agency else ()
    kept = [[line.row, line.reference, line.counter_id, line.day.isoformat(), line.person] for line in lines]
    context = {
        "form": form,
        "refusal": refusal,
        **shown_problems(reading.problems if reading else ()),
        "signed": sign_rows([agency.pk, kept], PAGE, user.pk) if agency else "",
        "agency": _name(agency),
        "count": len(lines),
        "columns": COLUMNS,
        "rows": _rows(lines[:MOST_SHOWN]),
        "more_lines": max(0, len(lines) - MOST_SHOWN),
        "trail": [(HOME, reverse("visit_lists")), ("Nhập danh sách", "")],
    }
    return render(request, "feedback/visits/import.html", context, status=status)


def _name(agency: Agency | None) -> str:
    version = AgencyVersion.objects.as_of(clock.today()).filter(agency=agency).first() if agency else None
    return version.name if version else ""


def _rows(lines: Sequence[VisitLine]) -> list[Row]:
    counters = _counters(lines)
    return [
        [
            {"text": str(line.row), "num": True},
            {"text": line.reference, "header": True},
            {"text": counters.get(line.counter_id, ("Không rõ quầy", ""))[0]},
            {"text": format_day(line.day), "class": "nowrap"},
            {"text": "Có" if line.person else "–"},
        ]
        for line in lines
    ]

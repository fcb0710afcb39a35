"""A CSV file of overdue dossiers in two steps: list the problems, then keep once a person agrees."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import AgencyVersion
from core import clock
from core.access import require
from core.cells import Column, Row
from core.dates import format_day
from core.documents.csv_rows import MAX_BYTES, read_csv, write_csv
from core.documents.sheets import refuse_large
from core.errors import Refused
from core.forms import form_uuid
from core.sheet_pages import shown_problems, sign_rows, signed_rows
from feedback.actions.dossiers.importing import ListRefused, import_dossiers, known_of
from feedback.forms.letters import DossierSheetForm
from feedback.rules.dossiers import (
    COLUMNS,
    MAX_ROWS,
    DossierLine,
    DossierReading,
    against_known,
    read_list,
)
from feedback.views.letters.frame import agency_of, dossier_trail

PAGE = "dossier_import"
MOST_SHOWN = 200
MOST_COLUMNS = len(COLUMNS)
SHOWN: list[Column] = [
    {"label": "Hàng", "num": True},
    {"label": "Mã hồ sơ"},
    {"label": "Người nộp"},
    {"label": "Hẹn trả"},
    {"label": "Ngày trả"},
]
SAMPLE = (
    "000.00.12.H61-261105-0012",
    "Đăng ký biến động đất đai",
    "Nguyễn Văn A",
    "a@example.vn",
    "05/11/2026",
    "24/11/2026",
    "",
)


@require_safe
def dossier_template(request: HttpRequest, agency: int) -> HttpResponse:
    """The file to fill in, with one line as an example."""
    agency_of(request, agency)
    require(request.user, "dossier.import", agency)
    response = HttpResponse(
        write_csv([list(COLUMNS.values()), SAMPLE]), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="mau-ho-so-tre-hen.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_import(request: HttpRequest, agency: int) -> HttpResponse:
    """Read a list and show what it says; keep it when the same page is confirmed."""
    version = agency_of(request, agency)
    require(request.user, "dossier.import", agency)
    if request.method != "POST":
        return _page(request, version, DossierSheetForm())
    try:
        if "lines" in request.POST:
            return _keep(request, version)
        return _read(request, version)
    except Refused as refusal:
        return _page(request, version, DossierSheetForm(), refusal=refusal.message, status=refusal.status)


def _read(request: HttpRequest, version: AgencyVersion) -> HttpResponse:
    form = DossierSheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, version, form, status=422)
    file = form.cleaned_data["sheet"]
    refuse_large(file, MAX_BYTES)
    rows = read_csv(file.read(), most_rows=MAX_ROWS, most_columns=MOST_COLUMNS)
    reading = read_list(rows, clock.today())
    if not reading.problems:
        known = known_of(version.agency, [line.code for line in reading.lines])
        reading = reading._replace(problems=tuple(against_known(reading.lines, known)))
    if reading.problems:
        return _page(request, version, form, reading=reading, status=422)
    signed = sign_rows([_plain(line) for line in reading.lines], *_about(request, version))
    return _page(request, version, form, reading=reading, signed=signed)


def _keep(request: HttpRequest, version: AgencyVersion) -> HttpResponse:
    user: Any = request.user
    lines = [_line(row) for row in signed_rows(request.POST["lines"], *_about(request, version))]
    try:
        done = import_dossiers(
            batch_id=form_uuid(request.POST), agency=version.agency, lines=lines, actor=user, at=clock.now()
        )
    except ListRefused as refusal:
        reading = DossierReading(tuple(lines), tuple(refusal.problems))
        return _page(request, version, DossierSheetForm(), reading=reading, status=refusal.status)
    if done.is_repeat:
        messages.info(request, "Danh sách này đã được nhập trước đó nên không nhập lần nữa.")
    else:
        messages.success(
            request, f"Đã nhập: {done.new} hồ sơ mới, {done.changed} cập nhật, {done.same} như cũ."
        )
    return redirect("dossier_list", agency=version.agency_id)


def _about(request: HttpRequest, version: AgencyVersion) -> tuple[object, ...]:
    return PAGE, version.agency_id, request.user.pk


def _plain(line: DossierLine) -> list[Any]:
    return [value.isoformat() if isinstance(value, date) else value for value in line]


def _line(row: list[Any]) -> DossierLine:
    number, code, procedure, applicant, email, received, due, finished = row
    return DossierLine(
        number,
        code,
        procedure,
        applicant,
        email,
        date.fromisoformat(received),
        date.fromisoformat(due),
        date.fromisoformat(finished) if finished else None,
    )


def _page(
    request: HttpRequest,
    version: AgencyVersion,
    form: DossierSheetForm,
    *,
    reading: DossierReading | None = None,
    signed: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    lines = reading.lines if reading else ()
    context = {
        "version": version,
        "form": form,
        "trail": dossier_trail(version, ("Nhập danh sách", "")),
        "back": reverse("dossier_list", args=[version.agency_id]),
        "template_url": reverse("dossier_template", args=[version.agency_id]),
        "refusal": refusal,
        **shown_problems(reading.problems if reading else ()),
        "signed": signed,
        "count": len(lines),
        "columns": SHOWN,
        "rows": [_row(line) for line in lines[:MOST_SHOWN]] if signed else [],
        "more_lines": max(0, len(lines) - MOST_SHOWN),
        "labels": list(COLUMNS.values()),
    }
    return render(request, "feedback/letters/import.html", context, status=status)


def _row(line: DossierLine) -> Row:
    return [
        {"text": str(line.row), "num": True},
        {"text": line.code, "header": True},
        {"text": line.applicant},
        {"text": format_day(line.due_on), "class": "nowrap"},
        {"text": format_day(line.finished_on), "class": "nowrap"},
    ]

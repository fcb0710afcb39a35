"""Entries from an Excel sheet, in two steps: read and list the problems, then keep once a person agrees."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.enums import Role
from agencies.models import AgencyVersion
from agencies.models.scope import scope_of
from core import clock
from core.access import may, require
from core.documents.files import saved
from core.documents.sheets import Heading as SheetHeading
from core.documents.sheets import read_upload, write_template
from core.errors import Refused
from core.forms import form_uuid
from core.sheet_cells import Problem, Value
from core.sheet_pages import shown_problems, sign_rows, signed_rows
from registers.access import Desk
from registers.actions.import_entries import import_entries, troubles
from registers.forms.entries import SheetForm
from registers.gather.desk import units_of
from registers.gather.sheets import book_of, people_sheet
from registers.rules.catalogue import Register
from registers.rules.contents import Contents, title_of
from registers.rules.importing import (
    MAX_COLUMNS,
    MAX_ROWS,
    Line,
    Reading,
    codes_in,
    headings,
    read_sheet,
)
from registers.views.frame import opened, register_trail

PAGE = "entry_import"
MOST_SHOWN = 300
WHOLE_AGENCY = "Bạn chỉ khai cho phòng, bộ phận của mình. Hãy ghi tên phòng, bộ phận."
ONE_ROW_EACH = (
    "Mỗi hàng một người; các hàng giống nhau về ngày, số, tên được gộp thành một đợt. "
    "Cũng có thể ghi nhiều mã trong một ô."
)
COLUMNS = [
    {"label": "Hàng", "num": True},
    {"label": "Nội dung"},
    {"label": "Ngày"},
    {"label": "Số"},
    {"label": "Số người", "num": True},
]


@require_safe
def entry_template(request: HttpRequest, agency: int, slug: str) -> HttpResponse:
    """The workbook to fill in, with the agency's units and people to look up."""
    version, register = opened(request, agency, slug)
    require(request.user, "register.declare", Desk(version, register))
    today = clock.today()
    columns = [
        SheetHeading(one.label, max(14, min(len(one.label) + 2, 40)), one.choices, one.is_day)
        for one in headings(register)
    ]
    units = [[unit.name] for unit in units_of(agency, today)]
    lists = [
        ("Phòng, bộ phận", [["Tên"], *units]),
        ("Người của cơ quan", [["Mã cán bộ", "Họ và tên", "Phòng, bộ phận"], *people_sheet(agency, today)]),
    ]
    content = write_template(register.label.replace("/", "-"), columns, lists)
    return saved(content, f"mau-{register.slug}", "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def entry_import(request: HttpRequest, agency: int, slug: str) -> HttpResponse:
    """Read a sheet and show what it says; keep it when the same page is confirmed."""
    version, register = opened(request, agency, slug)
    require(request.user, "register.declare", Desk(version, register))
    if request.method != "POST":
        return _page(request, version, register, SheetForm())
    try:
        if "lines" in request.POST:
            return _keep(request, version, register)
        return _read(request, version, register)
    except Refused as refusal:
        return _page(request, version, register, SheetForm(), refusal=refusal.message, status=refusal.status)


def _read(request: HttpRequest, version: AgencyVersion, register: Register) -> HttpResponse:
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, version, register, form, status=422)
    rows = read_upload(form.cleaned_data["sheet"], most_rows=MAX_ROWS, most_columns=MAX_COLUMNS)
    reading = read_lines(request, version, register, rows)
    if reading.problems:
        return _page(request, version, register, form, reading=reading, status=422)
    user: Any = request.user
    signed = _signed(reading.lines, version, register, user.pk)
    return _page(request, version, register, form, reading=reading, signed=signed)


def read_lines(
    request: HttpRequest, version: AgencyVersion, register: Register, rows: list[list[Value]]
) -> Reading:
    """The lines of a sheet with every problem, those that only the database knows included."""
    today = clock.today()
    book = book_of(version.agency_id, register, codes_in(register, rows), today)
    reading = read_sheet(register, rows, book)
    if reading.problems:
        return reading
    found = [*_foreign(request, version, register, reading.lines), *troubles(register, reading.lines, today)]
    return reading._replace(problems=tuple(found))


def _foreign(
    request: HttpRequest, version: AgencyVersion, register: Register, lines: tuple[Line, ...]
) -> list[Problem]:
    """Lines for units, or for the whole agency, that are not the reader's to declare for."""
    found = []
    heads = scope_of(request.user, clock.today()).covers(version.path, {Role.AGENCY_HEAD})  # type: ignore[arg-type]
    named = {line.contents.unit for line in lines if line.contents.unit}
    units = {
        unit.agency_id: unit for unit in AgencyVersion.objects.as_of(clock.today()).filter(agency__in=named)
    }
    verdicts = {
        pk: may(request.user, "register.declare", Desk(version, register, unit)) for pk, unit in units.items()
    }
    for line in lines:
        if line.contents.unit is None and not heads:
            found.append(Problem(f"A{line.row}", WHOLE_AGENCY))
            continue
        verdict = verdicts.get(line.contents.unit or 0)
        if verdict is not None and not verdict:
            found.append(Problem(f"A{line.row}", getattr(verdict, "reason", "")))
    return found


def _keep(request: HttpRequest, version: AgencyVersion, register: Register) -> HttpResponse:
    user: Any = request.user
    lines = _unsigned(request.POST["lines"], version, register, user.pk)
    count = import_entries(
        form_id=form_uuid(request.POST),
        register=register,
        agency=version.agency,
        lines=lines,
        actor=user,
        at=clock.now(),
    )
    if count:
        messages.success(request, f"Đã khai {count} mục vào sổ, chờ xác nhận.")
    else:
        messages.info(request, "Tệp này đã được nhập trước đó nên không nhập lần nữa.")
    return redirect("entry_list", agency=version.agency_id, slug=register.slug)


def _signed(lines: tuple[Line, ...], version: AgencyVersion, register: Register, user_id: int) -> str:
    rows = [
        [
            line.row,
            line.contents.year,
            line.contents.day.isoformat(),
            line.contents.number,
            line.contents.title,
            line.contents.unit,
            line.contents.staff,
            dict(line.contents.details),
            list(line.people),
        ]
        for line in lines
    ]
    return sign_rows(rows, PAGE, version.agency_id, register.code, user_id)


def _unsigned(text: str, version: AgencyVersion, register: Register, user_id: int) -> list[Line]:
    return [
        Line(
            row,
            Contents(version.agency_id, year, date.fromisoformat(day), number, title, unit, staff, details),
            tuple(people),
        )
        for row, year, day, number, title, unit, staff, details, people in signed_rows(
            text, PAGE, version.agency_id, register.code, user_id
        )
    ]


def _page(
    request: HttpRequest,
    version: AgencyVersion,
    register: Register,
    form: SheetForm,
    *,
    reading: Reading | None = None,
    signed: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    problems = reading.problems if reading else ()
    lines = reading.lines if reading else ()
    context = {
        "version": version,
        "register": register,
        "form": form,
        "trail": register_trail(version, register, ("Nhập từ Excel", "")),
        "back": reverse("entry_list", args=[version.agency_id, register.slug]),
        "template_url": reverse("entry_template", args=[version.agency_id, register.slug]),
        "refusal": refusal,
        **shown_problems(problems),
        "signed": signed,
        "count": len(lines),
        "columns": COLUMNS,
        "rows": [_row(register, line) for line in lines[:MOST_SHOWN]] if signed else [],
        "more_lines": max(0, len(lines) - MOST_SHOWN),
        "title": f"Nhập “{register.label}” từ Excel",
        "lead": version.name,
        "note": ONE_ROW_EACH if register.people else "",
    }
    return render(request, "registers/import.html", context, status=status)


def _row(register: Register, line: Line) -> list[dict[str, Any]]:
    return [
        {"text": str(line.row), "num": True},
        {"text": title_of(register, line.contents), "header": True},
        {"text": f"{line.contents.day:%d/%m/%Y}"},
        {"text": line.contents.number or "–"},
        {"text": str(len(line.people)) if line.people else "–", "num": True},
    ]

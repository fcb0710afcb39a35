"""Leave from an Excel sheet, in two steps: read and list the problems, then keep once a person agrees."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import leave_people
from agencies.actions.import_leave import import_leave
from agencies.enums import LeaveKind
from agencies.forms import SheetForm
from agencies.gather.leave import people_of, template
from agencies.models import StaffMember
from agencies.rules.leave import MAX_COLUMNS, MAX_ROWS, LeaveFacts, Reading, Row, read_sheet
from core import clock
from core.access import require
from core.dates import format_day
from core.documents.files import saved
from core.documents.sheets import read_upload
from core.errors import Refused
from core.forms import form_uuid
from core.sheet_pages import shown_problems, sign_rows, signed_rows

PAGE = "leave_import"
LABELS = ("Họ và tên", "Mã cán bộ", "Loại nghỉ", "Nghỉ từ ngày", "Đi làm lại", "Văn bản")
COLUMNS = [{"label": label} for label in LABELS]


@require_safe
def leave_template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in, with the people whose leave one records on its second sheet."""
    user: Any = request.user
    require(user, "leave.import")
    people = leave_people(user, clock.today()).in_name_order()
    content = template(list(people.values_list("code", "full_name")))
    return saved(content, "mau-thoi-gian-nghi", "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def leave_import(request: HttpRequest) -> HttpResponse:
    """Read a sheet and show what it says; keep it when the same page is confirmed."""
    require(request.user, "leave.import")
    if request.method != "POST":
        return _page(request, SheetForm())
    try:
        return _keep(request) if "lines" in request.POST else _read(request)
    except Refused as refusal:
        return _page(request, SheetForm(), refusal=refusal.message, status=refusal.status)


def _read(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    rows = read_upload(form.cleaned_data["sheet"], most_rows=MAX_ROWS, most_columns=MAX_COLUMNS)
    today = clock.today()
    reading = read_sheet(rows, people_of(user, today), today)
    if reading.problems:
        return _page(request, form, reading=reading, status=422)
    return _page(request, form, reading=reading, signed=_signed(reading.rows, user.pk))


def _keep(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    rows = _unsigned(request.POST["lines"], user.pk)
    count = import_leave(form_id=form_uuid(request.POST), rows=rows, actor=user, at=clock.now())
    if count:
        messages.success(request, f"Đã ghi {count} lần nghỉ.")
    else:
        messages.info(request, "Tệp này đã được nhập trước đó nên không nhập lần nữa.")
    return redirect("leave_list")


def _signed(rows: Sequence[Row], user_id: int) -> str:
    kept = [
        [row.staff_id, *(value.isoformat() if isinstance(value, date) else value for value in row.facts)]
        for row in rows
    ]
    return sign_rows(kept, PAGE, user_id)


def _unsigned(text: str, user_id: int) -> list[Row]:
    return [_row(*row) for row in signed_rows(text, PAGE, user_id)]


def _row(staff_id: int, kind: str, starts_on: str, ends_on: str | None, document: str) -> Row:
    last = date.fromisoformat(ends_on) if ends_on else None
    return Row(staff_id, LeaveFacts(kind, date.fromisoformat(starts_on), last, document))


def _page(
    request: HttpRequest,
    form: SheetForm,
    *,
    reading: Reading | None = None,
    signed: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    problems = reading.problems if reading else ()
    context = {
        "form": form,
        "back": reverse("leave_list"),
        "crumbs": [("Thời gian nghỉ", reverse("leave_list")), ("Nhập từ Excel", "")],
        "refusal": refusal,
        **shown_problems(problems),
        "signed": signed,
        "count": len(reading.rows) if reading else 0,
        "columns": COLUMNS,
        "rows": _cells(reading.rows) if reading and signed else [],
    }
    return render(request, "agencies/leave_import.html", context, status=status)


def _cells(rows: Sequence[Row]) -> list[list[dict[str, Any]]]:
    people = StaffMember.objects.in_bulk({row.staff_id for row in rows})
    kinds = dict(LeaveKind.choices)
    return [
        [
            {"text": people[row.staff_id].full_name, "header": True},
            {"text": people[row.staff_id].code, "class": "nowrap"},
            {"text": str(kinds[row.facts.kind])},
            {"text": format_day(row.facts.starts_on), "class": "nowrap"},
            {"text": format_day(row.facts.ends_on) if row.facts.ends_on else "Chưa rõ", "class": "nowrap"},
            {"text": row.facts.document or "—"},
        ]
        for row in rows
    ]

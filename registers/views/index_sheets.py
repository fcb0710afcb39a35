"""External indices from an Excel sheet, in two steps."""

from dataclasses import astuple
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.gather.names import last_names
from agencies.models import AgencyVersion
from core import clock
from core.access import require
from core.documents.files import saved
from core.documents.sheets import Heading, read_upload, write_template
from core.errors import Refused
from core.forms import form_uuid
from core.numbers import format_points
from core.sheet_pages import shown_problems, sign_rows, signed_rows
from core.text import fold
from registers.actions.indices import import_indices
from registers.enums import IndexKind
from registers.forms.entries import SheetForm
from registers.rules.importing import MAX_COLUMNS, MAX_ROWS
from registers.rules.index_sheets import HEADINGS, IndexReading, read_indices
from registers.rules.indices import IndexFacts
from registers.views.frame import home_trail
from registers.views.importing import MOST_SHOWN

PAGE = "index_import"
COLUMNS = [
    {"label": "Cơ quan"},
    {"label": "Chỉ số"},
    {"label": "Năm"},
    {"label": "Giá trị", "num": True},
    {"label": "Thứ hạng", "num": True},
]


@require_safe
def index_template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in, with today's agencies on its second sheet."""
    require(request.user, "external_index.change")
    columns = [
        Heading(label, 44 if name in ("agency", "document") else 18, _choices(name))
        for name, label in HEADINGS
    ]
    standing = AgencyVersion.objects.as_of(clock.today()).rated().select_related("agency").in_name_order()
    agencies = [["Mã", "Tên cơ quan"], *([one.agency.code, one.name] for one in standing)]
    content = write_template("Chỉ số", columns, [("Danh sách cơ quan", agencies)])
    return saved(content, "mau-chi-so", "xlsx")


def _choices(name: str) -> tuple[str, ...]:
    return ("PAR INDEX", "SIPAS", "QĐ 766") if name == "kind" else ()


@require_http_methods(["GET", "HEAD", "POST"])
def index_import(request: HttpRequest) -> HttpResponse:
    """Read a sheet and show what it says; keep it when the same page is confirmed."""
    user: Any = request.user
    require(user, "external_index.change")
    if request.method != "POST":
        return _page(request, SheetForm())
    try:
        if "lines" in request.POST:
            return _keep(request)
        form = SheetForm(request.POST, request.FILES)
        if not form.is_valid():
            return _page(request, form, status=422)
        rows = read_upload(form.cleaned_data["sheet"], most_rows=MAX_ROWS, most_columns=MAX_COLUMNS)
        reading = read_indices(rows, _agencies())
        if reading.problems:
            return _page(request, form, reading=reading, status=422)
        kept = [[str(cell) for cell in astuple(facts)] for facts in reading.rows]
        return _page(request, form, reading=reading, signed=sign_rows(kept, PAGE, user.pk))
    except Refused as refusal:
        return _page(request, SheetForm(), refusal=refusal.message, status=refusal.status)


def _agencies() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for one in AgencyVersion.objects.as_of(clock.today()).rated().select_related("agency"):
        for key in {fold(one.name), fold(one.short_name), fold(one.agency.code)}:
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), one.agency_id)))
    return found


def _keep(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    rows = [_facts(*row) for row in signed_rows(request.POST["lines"], PAGE, user.pk)]
    changed = import_indices(form_id=form_uuid(request.POST), rows=rows, actor=user, at=clock.now())
    messages.success(request, f"Đã ghi {changed} chỉ số; {len(rows) - changed} dòng không có gì thay đổi.")
    return redirect("external_indices")


def _facts(
    agency: str, kind: str, year: str, value: str, scale: str, document: str, rank: str, ranked_of: str
) -> IndexFacts:
    return IndexFacts(
        int(agency),
        kind,
        int(year),
        Decimal(value),
        Decimal(scale),
        document,
        None if rank == "None" else int(rank),
        None if ranked_of == "None" else int(ranked_of),
    )


def _page(
    request: HttpRequest,
    form: SheetForm,
    *,
    reading: IndexReading | None = None,
    signed: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    problems = reading.problems if reading else ()
    rows = reading.rows if reading else ()
    names = last_names({one.agency for one in rows}) if signed else {}
    kinds = dict(IndexKind.choices)
    context = {
        "form": form,
        "trail": home_trail(("Chỉ số bên ngoài", reverse("external_indices")), ("Nhập từ Excel", "")),
        "back": reverse("external_indices"),
        "template_url": reverse("index_template"),
        "refusal": refusal,
        **shown_problems(problems),
        "signed": signed,
        "count": len(rows),
        "columns": COLUMNS,
        "rows": [
            [
                {"text": names[one.agency].name, "header": True},
                {"text": str(kinds[one.kind])},
                {"text": str(one.year)},
                {"text": f"{format_points(one.value)}/{format_points(one.scale, 0)}", "num": True},
                {"text": f"{one.rank}/{one.ranked_of}" if one.rank else "–", "num": True},
            ]
            for one in rows[:MOST_SHOWN]
            if signed
        ],
        "more_lines": max(0, len(rows) - MOST_SHOWN),
        "title": "Nhập chỉ số từ Excel",
        "note": "",
        "lead": "Chỉ số do cơ quan khác công bố; không tính vào điểm.",
    }
    return render(request, "registers/import.html", context, status=status)

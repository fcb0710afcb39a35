"""One register of an agency as a list, and as an Excel file."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.gather.names import last_names
from agencies.models import AgencyVersion
from core import audit, clock
from core.cells import Cell, Row
from core.dates import format_day
from core.documents.content import Column, ColumnKind, Document
from core.documents.files import file_response
from core.numbers import format_integer
from core.sheet_cells import read_day
from registers.gather.desk import listed
from registers.models import Entry
from registers.rules.catalogue import Evidence, Field, FieldKind, Register, Scope
from registers.views.frame import KINDS, may_declare, opened, register_trail, year_of, years_around
from registers.views.pieces import subject_of, words_of_field


@require_safe
def entry_list(request: HttpRequest, agency: int, slug: str) -> HttpResponse:
    """The entries of a year (standing ones of all years), with what they feed and what proves them."""
    user: Any = request.user
    version, register = opened(request, agency, slug)
    year = year_of(request)
    entries = listed(user, agency, register, year, clock.today())
    if register.private:
        _note_look(request, version, register, year, len(entries), "page")
    context = {
        "version": version,
        "register": register,
        "trail": register_trail(version, register),
        "year": year,
        "years": years_around(year),
        "columns": _columns(register),
        "rows": _rows(register, entries),
        "may_declare": may_declare(request, version, register),
        "evidence_needed": register.evidence is Evidence.NEEDED,
    }
    return render(request, "registers/list.html", context)


def _note_look(
    request: HttpRequest, version: AgencyVersion, register: Register, year: int, rows: int, form: str
) -> None:
    """A look at a list of breaches leaves a trace (RELIABILITY §1.1, K1)."""
    audit.record(
        "register_entry.looked_at",
        actor=request.user,
        subject=version.agency,
        at=clock.now(),
        agency_id=version.agency_id,
        after={"register": register.code, "year": year, "rows": rows, "as": form},
    )


def _columns(register: Register) -> list[dict[str, Any]]:
    columns: list[dict[str, Any]] = [{"label": "Nội dung"}, {"label": register.day_label}, {"label": "Số"}]
    if register.scope is not Scope.AGENCY:
        columns.append({"label": "Phòng, người" if register.scope is Scope.PERSON else "Phòng, bộ phận"})
    if register.people:
        columns.append({"label": register.people, "num": True})
    return [*columns, {"label": "Tệp", "num": True}, {"label": "Trạng thái"}]


def _rows(register: Register, entries: list[Entry]) -> list[Row]:
    names = last_names({entry.unit_id for entry in entries if entry.unit_id})
    return [_row(register, entry, names) for entry in entries]


def _row(register: Register, entry: Entry, names: dict[int, Any]) -> Row:
    cells: list[Cell] = [
        {"text": entry.title, "url": reverse("register_entry", args=[entry.pk]), "header": True},
        {"text": format_day(entry.day), "class": "nowrap"},
        {"text": entry.number or "–"},
    ]
    if register.scope is not Scope.AGENCY:
        cells.append({"text": subject_of(entry, names)})
    if register.people:
        cells.append({"text": format_integer(entry.people_count), "num": True})  # type: ignore[attr-defined]
    cells.append({"text": format_integer(entry.file_count), "num": True})  # type: ignore[attr-defined]
    cells.append({"text": entry.get_state_display(), "class": f"state-{KINDS[entry.state]}"})
    return cells


@require_safe
def entry_export(request: HttpRequest, agency: int, slug: str) -> HttpResponse:
    """The list as Excel; what names breaches of persons leaves a trace of who took it."""
    user: Any = request.user
    version, register = opened(request, agency, slug)
    year, at = year_of(request), clock.now()
    entries = listed(user, agency, register, year, clock.today())
    if register.private:
        _note_look(request, version, register, year, len(entries), "xlsx")
    names = last_names({entry.unit_id for entry in entries if entry.unit_id})
    cells = _export_cells(register, names)
    document = Document(
        title=f"{register.label} năm {year}",
        subtitle=version.name,
        columns=[column for column, _value in cells],
        rows=[
            [place if value is None else value(entry) for _column, value in cells]
            for place, entry in enumerate(entries, start=1)
        ],
        made_at=at,
        footnotes=[f"Căn cứ: {register.source}.", f"Cách tính: {register.counted}"],
    )
    return file_response(document, "xlsx")


def _export_cells(register: Register, names: dict[int, Any]) -> list[tuple[Column, Any]]:
    """The columns of the file, each with what gives its value; None is the running number."""
    cells: list[tuple[Column, Any]] = [
        (Column("STT", ColumnKind.INTEGER, 5), None),
        (Column("Năm", width=7), lambda entry: str(entry.year)),
        (_column(register.day_label, ColumnKind.DAY), lambda entry: entry.day),
        (Column("Số, ký hiệu", width=18), lambda entry: entry.number),
        (Column("Nội dung", width=40), lambda entry: entry.title),
    ]
    if register.scope is not Scope.AGENCY:
        cells.append((Column("Phòng, người", width=26), lambda entry: subject_of(entry, names)))
    kinds = {FieldKind.DAY: ColumnKind.DAY, FieldKind.INTEGER: ColumnKind.INTEGER}
    for one in register.fields:
        column = _column(one.label, kinds.get(one.kind, ColumnKind.TEXT))
        value = _referred(one) if one.kind is FieldKind.ENTRY else partial(_typed_value, one)
        cells.append((column, value))
    if register.people:
        cells.append((_column(register.people, ColumnKind.INTEGER), lambda entry: entry.people_count))
    return [*cells, (Column("Trạng thái", width=16), lambda entry: entry.get_state_display())]


def _referred(one: Field) -> Callable[[Entry], str]:
    """The number of the entry that a field points to, asked once for all rows."""
    rows = Entry.objects.verified().filter(register=one.of).order_by().values_list("pk", "number")
    known = {str(pk): number for pk, number in rows}
    return lambda entry: known.get(str(entry.details.get(one.name)), "")


def _column(label: str, kind: ColumnKind) -> Column:
    """A column wide enough for its heading."""
    return Column(label, kind, max(13, min(len(label) + 2, 30)))


def _typed_value(one: Field, entry: Entry) -> Any:
    value = entry.details.get(one.name)
    if one.kind is FieldKind.DAY:
        return read_day(value)
    return value if one.kind is FieldKind.INTEGER else words_of_field(one, value)

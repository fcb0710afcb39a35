"""One entry: declared, corrected, and looked at with its people, files and story."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agencies.enums import Role
from agencies.models import AgencyVersion
from agencies.models.scope import scope_of
from core import clock
from core.access import require
from core.forms import form_uuid
from registers.access import Desk
from registers.actions.declare import declare_entry, edit_entry
from registers.forms.entries import EntryForm
from registers.gather.desk import open_entries, units_of
from registers.rules.catalogue import FieldKind, Register, Scope
from registers.views.frame import Words, agency_of, opened, register_trail, visible_entry, with_form


@require_http_methods(["GET", "HEAD", "POST"])
def entry_new(request: HttpRequest, agency: int, slug: str) -> HttpResponse:
    """Declare something into a register."""
    user: Any = request.user
    version, register = opened(request, agency, slug)
    require(user, "register.declare", Desk(version, register))
    today = clock.today()
    first = {"year": today.year, "title": register.suggested_title.format(year=today.year)}
    if register.monthly:
        first["month"] = (today.month - 2) % 12 + 1
    form = _form(request, version, register, initial=first)
    back = reverse("entry_list", args=[agency, slug])
    trail = register_trail(version, register, ("Khai mới", ""))
    words = Words(f"Khai vào sổ “{register.label}”", "Khai vào sổ", back, trail, version.name, "plus")

    def act() -> HttpResponse:
        contents = form.contents()
        if contents.unit is not None:
            unit = AgencyVersion.objects.as_of(today).get(agency=contents.unit)
            require(user, "register.declare", Desk(version, register, unit))
        entry = declare_entry(
            form_id=form_uuid(request.POST), register=register, contents=contents, actor=user, at=clock.now()
        )
        messages.success(request, "Đã khai vào sổ. Hãy thêm minh chứng để được xác nhận sớm.")
        return redirect("register_entry", pk=entry.pk)

    return with_form(request, form, words, act, register=register)


@require_http_methods(["GET", "HEAD", "POST"])
def entry_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct an entry that does not count yet."""
    user: Any = request.user
    entry = visible_entry(request, pk)
    require(user, "register.edit", entry)
    version, register = agency_of(entry.agency_id), entry.kind
    first = {
        "seen_version": entry.version,
        "year": entry.year,
        "day": entry.day,
        "number": entry.number,
        "title": entry.title,
        "unit": entry.unit_id,
        "staff": entry.staff.code if entry.staff else "",
        **entry.details,
    }
    form = _form(request, version, register, initial=first)
    here = reverse("register_entry", args=[pk])
    trail = register_trail(version, register, (entry.title, here), ("Sửa", ""))
    words = Words("Sửa và khai lại", "Lưu và khai lại", here, trail, entry.title, "save")

    def act() -> HttpResponse:
        seen = form.cleaned_data["seen_version"] or 0
        edit_entry(entry=entry, contents=form.contents(), seen_version=seen, actor=user, at=clock.now())
        messages.success(request, "Đã lưu. Mục đang chờ xác nhận.")
        return redirect("register_entry", pk=pk)

    return with_form(request, form, words, act, register=register)


def _form(request: HttpRequest, version: AgencyVersion, register: Register, **options: Any) -> EntryForm:
    user: Any = request.user
    today = clock.today()
    scope = scope_of(user, today)
    heads = scope.covers(version.path, {Role.AGENCY_HEAD})
    units = units_of(version.agency_id, today) if register.scope is not Scope.AGENCY else []
    if not heads:
        units = [unit for unit in units if scope.covers(unit.path, {Role.UNIT_HEAD})]
    return EntryForm(
        request.POST or None,
        register=register,
        agency_id=version.agency_id,
        units=[(unit.agency_id, unit.name) for unit in units],
        entries={
            one.name: open_entries(version.agency_id, one.of)
            for one in register.fields
            if one.kind is FieldKind.ENTRY
        },
        today=today,
        whole_agency=heads,
        **options,
    )

"""The list of who signed or attended: pasted codes, a sheet, or a roll call of the whole agency."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from agencies.models import Posting, StaffMember
from agencies.models.dated import in_force
from core import clock
from core.access import require
from core.documents.sheets import SheetRefused, read_upload
from core.errors import Refused
from core.sheet_cells import plain
from registers.actions.people import Listed, add_by_code, mark_people
from registers.forms.entries import CodesForm, SheetForm
from registers.rules.importing import MAX_COLUMNS, MAX_ROWS
from registers.views.detail import detail_page
from registers.views.frame import agency_of, register_trail, tell, visible_entry
from registers.views.pieces import by_unit


@require_POST
def people_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add the people whose codes were pasted, all or none."""
    user: Any = request.user
    entry = visible_entry(request, pk)
    require(user, "register.edit", entry)
    form = CodesForm(request.POST)
    if not form.is_valid():
        return detail_page(request, entry, status=422, codes=form)
    try:
        listed = add_by_code(entry=entry, codes=form.cleaned_data["codes"], actor=user, at=clock.now())
    except Refused as refusal:
        tell(form, refusal)
        return detail_page(request, entry, status=refusal.status, codes=form)
    _say(request, listed)
    return redirect("register_entry", pk=pk)


@require_POST
def people_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add the people whose codes stand in the first column of a sheet, all or none."""
    user: Any = request.user
    entry = visible_entry(request, pk)
    require(user, "register.edit", entry)
    form = SheetForm(request.POST, request.FILES)
    try:
        if not form.is_valid():
            raise SheetRefused(" ".join(form.errors.get("sheet", ["Hãy chọn tệp Excel."])))
        rows = read_upload(form.cleaned_data["sheet"], most_rows=MAX_ROWS, most_columns=MAX_COLUMNS)
        found = [plain(row[0]) for row in rows if row and plain(row[0])]
        # A heading is no code: codes have a digit in them.
        wanted = [code for code in found if any(letter.isdigit() for letter in code)]
        listed = add_by_code(entry=entry, codes=wanted, actor=user, at=clock.now())
    except Refused as refusal:
        return detail_page(request, entry, status=refusal.status, people_error=refusal.message)
    _say(request, listed)
    return redirect("register_entry", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def roll_call(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tick who was there, from everybody who worked in the agency that day."""
    user: Any = request.user
    entry = visible_entry(request, pk)
    require(user, "register.edit", entry)
    posts = Posting.objects.as_of(entry.day).filter(
        in_force(entry.day, "agency__versions__"), agency__versions__rated_agency=entry.agency_id
    )
    people = list(StaffMember.objects.filter(pk__in=posts.values("staff")).in_name_order())
    here = set(entry.people.values_list("staff", flat=True))
    refusal_text, status = "", 200
    if request.method == "POST":
        shown = {person.pk for person in people}
        ticked = {int(text) for text in request.POST.getlist("co_mat") if text.isascii() and text.isdigit()}
        try:
            listed = mark_people(
                entry=entry,
                add=sorted(ticked & shown - here),
                remove=sorted(shown & here - ticked),
                actor=user,
                at=clock.now(),
            )
        except Refused as refusal:
            refusal_text, status, here = refusal.message, refusal.status, ticked
        else:
            _say(request, listed)
            return redirect("register_entry", pk=pk)
    version = agency_of(entry.agency_id)
    context = {
        "entry": entry,
        "register": entry.kind,
        "trail": register_trail(
            version, entry.kind, (entry.title, reverse("register_entry", args=[pk])), ("Điểm danh", "")
        ),
        "groups": [
            (unit, [(person, person.pk in here) for person in group])
            for unit, group in by_unit(entry, people)
        ],
        "total": len(people),
        "refusal": refusal_text,
    }
    return render(request, "registers/roll_call.html", context, status=status)


def _say(request: HttpRequest, listed: Listed) -> None:
    words = [f"thêm {listed.added} người"] if listed.added or not listed.removed else []
    words += [f"bỏ {listed.removed} người"] if listed.removed else []
    known = f" {listed.known} người đã có trong danh sách." if listed.known else ""
    messages.success(request, f"Danh sách: {', '.join(words)}.{known}")

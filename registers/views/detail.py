"""One entry with its people, files and story, and what the reader may do with it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import audit, clock
from core.access import may
from registers.forms.entries import CodesForm, DecideForm, ReasonForm
from registers.models import Entry
from registers.rules.transitions import ENTRIES
from registers.views.frame import KINDS, agency_of, register_trail, visible_entry
from registers.views.pieces import facts_of, file_links, history_of, people_groups


@require_safe
def entry_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One entry; a look at somebody's breach leaves a trace."""
    user: Any = request.user
    entry = visible_entry(request, pk)
    if entry.is_private and entry.staff_id != user.staff_id:
        audit.record(
            "register_entry.looked_at", actor=user, subject=entry, at=clock.now(), agency_id=entry.agency_id
        )
    return detail_page(request, entry)


def detail_page(request: HttpRequest, entry: Entry, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page; forms that were not accepted come back with what was typed."""
    user: Any = request.user
    version = agency_of(entry.agency_id)
    moves = {move.name for move in ENTRIES.leaving(entry.state)}
    edits = "edit" in moves and bool(may(user, "register.edit", entry))
    verifies = bool(may(user, "register.verify", entry))
    first = {"seen_version": entry.version}
    context = {
        "entry": entry,
        "register": entry.kind,
        "version": version,
        "trail": register_trail(version, entry.kind, (entry.title, "")),
        "state_kind": KINDS[entry.state],
        "facts": facts_of(entry),
        "groups": people_groups(entry) if entry.kind.people else [],
        "people_count": entry.people.count() if entry.kind.people else 0,
        "files": file_links(entry),
        "history": history_of(entry),
        "may_edit": edits,
        "codes_form": forms.get("codes") or (CodesForm() if edits and entry.kind.people else None),
        "decide_form": forms.get("decide")
        or (DecideForm(initial={"move": "verify", **first}) if verifies and "verify" in moves else None),
        "annul_form": forms.get("annul")
        or (ReasonForm(initial=first) if verifies and "annul" in moves else None),
        "withdraw_form": forms.get("withdraw") or (ReasonForm(initial=first) if edits else None),
        "files_error": forms.get("files_error", ""),
        "people_error": forms.get("people_error", ""),
    }
    return render(request, "registers/entry.html", context, status=status)

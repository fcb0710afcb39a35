"""Keep the entries of a sheet that a person has looked at and agreed to: all of them or none."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from agencies.models import Agency, User
from core import audit
from core.errors import Refused
from core.sheet_cells import Problem, address
from registers.actions.checking import sound
from registers.actions.declare import new_entry
from registers.actions.people import mark_people
from registers.actions.refusals import AlreadyEntered, EntryRefused
from registers.models import Entry
from registers.rules.catalogue import Register
from registers.rules.importing import Line, headings


class ImportRefused(Refused):
    """A line that was in order when it was read is no longer (HTTP 409)."""


def import_entries(
    *, form_id: UUID, register: Register, agency: Agency, lines: Sequence[Line], actor: User, at: datetime
) -> int:
    """Declare every line; returns how many are new, 0 when the same form comes again. Raises ImportRefused.

    An entry's id follows from the form's and its place, so a repeat finds its rows.
    """
    try:
        with transaction.atomic():
            ids = [uuid5(form_id, str(place)) for place in range(len(lines))]
            if not ids or Entry.objects.filter(pk=ids[0]).exists():
                return 0
            for pk, line in zip(ids, lines, strict=True):
                _keep(pk, register, line, actor, at)
            audit.record(
                "register_entry.imported",
                actor=actor,
                subject=agency,
                at=at,
                agency_id=agency.pk,
                after={"form": str(form_id), "register": register.code, "lines": len(lines)},
            )
    except IntegrityError as error:
        raise ImportRefused(
            "Có dòng vừa được người khác ghi vào sổ. Hãy đọc lại tệp rồi xác nhận."
        ) from error
    return len(lines)


def _keep(pk: UUID, register: Register, line: Line, actor: User, at: datetime) -> None:
    try:
        entry = new_entry(pk, register, line.contents, actor, at)
        entry.save(force_insert=True)
        if line.people:
            mark_people(entry=entry, add=line.people, actor=actor, at=at)
    except (EntryRefused, AlreadyEntered) as refusal:
        raise ImportRefused(f"Hàng {line.row}: {refusal.message} Chưa dòng nào được thêm.") from refusal


def troubles(register: Register, lines: Sequence[Line], today: date) -> list[Problem]:
    """What the database says against lines that read well, by cell; asked before a person agrees."""
    places = {one.name: place for place, one in enumerate(headings(register))}
    found: list[Problem] = []
    for line in lines:
        try:
            sound(register, line.contents, today=today)
        except AlreadyEntered as refusal:
            found.append(Problem(f"A{line.row}", refusal.message))
        except EntryRefused as refusal:
            found += [
                Problem(address(places.get(name, 0), line.row), text) for name, text in refusal.errors.items()
            ]
    return found

"""An agency declares an entry, corrects one that does not count yet, or takes it back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.models import User
from core import audit, clock
from core.errors import Conflict
from core.replay import OTHER_CONTENT, create_once
from core.text import nfc
from registers.actions.checking import ONE_ACT, sound
from registers.actions.refusals import AlreadyEntered, EntryRefused, Stale
from registers.models import Entry, EntryPerson
from registers.rules.catalogue import Register
from registers.rules.contents import Contents, entry_key, title_of
from registers.rules.transitions import ENTRIES

FIXED = ("register", "agency_id", "declared_by_id")


def declare_entry(
    *,
    form_id: UUID,
    register: Register,
    contents: Contents,
    people: Sequence[int] = (),
    actor: User,
    at: datetime,
) -> Entry:
    """Keep a new entry, waiting to be verified; the same form again gives the same entry.

    ``people`` are ids of staff for the list of a pledge or session. Raises EntryRefused, AlreadyEntered,
    core.errors.Conflict.
    """
    try:
        with transaction.atomic():
            standing = Entry.objects.filter(pk=form_id).first()
            if standing is not None:
                return _same(standing, register, contents, actor)
            entry = new_entry(form_id, register, contents, actor, at)
            entry, is_new = create_once(entry, *FIXED)
            if is_new:
                EntryPerson.objects.bulk_create(EntryPerson(entry=entry, staff_id=one) for one in people)
                _record("register_entry.declared", entry, actor, at, after=shown(entry, len(people)))
    except IntegrityError as error:
        raise _repeated(register) from error
    return entry


def new_entry(form_id: UUID, register: Register, contents: Contents, actor: User, at: datetime) -> Entry:
    """An unsaved entry found in order; raises EntryRefused, AlreadyEntered."""
    today = clock.local_day(at)
    contents = sound(register, contents, today=today)
    return Entry(
        id=form_id,
        register=register.code,
        agency_id=contents.agency,
        declared_on=today,
        declared_by=actor,
        declared_at=at,
        **_columns(register, contents),
    )


def edit_entry(*, entry: Entry, contents: Contents, seen_version: int, actor: User, at: datetime) -> Entry:
    """Correct an entry that does not count yet; it waits to be verified (again).

    Raises core.transitions.TransitionRefused, EntryRefused, AlreadyEntered, Stale.
    """
    try:
        with transaction.atomic():
            current = locked(entry, seen_version)
            state = ENTRIES.target(current.state, "edit")
            if contents.agency != current.agency_id:
                raise EntryRefused({"": "Không đổi được cơ quan của một mục."})
            before = shown(current)
            ready = sound(current.kind, contents, today=clock.local_day(at), but=current)
            columns = _columns(current.kind, ready)
            for name, value in columns.items():
                setattr(current, name, value)
            current.state, current.reason = state, ""
            current.decided_by = current.decided_at = None
            current.version += 1
            current.save(update_fields=[*columns, "state", "reason", "decided_by", "decided_at", "version"])
            _record("register_entry.edited", current, actor, at, before=before, after=shown(current))
    except IntegrityError as error:
        raise _repeated(entry.kind) from error
    return current


def withdraw_entry(*, entry: Entry, reason: str, seen_version: int, actor: User, at: datetime) -> Entry:
    """Take back an entry that was never verified. Raises TransitionRefused, EntryRefused, Stale."""
    if not reason.strip():
        raise EntryRefused({"reason": "Hãy ghi lý do rút lại."})
    with transaction.atomic():
        current = locked(entry, seen_version)
        current.state = ENTRIES.target(current.state, "withdraw")
        current.reason = reason.strip()
        current.version += 1
        current.save(update_fields=["state", "reason", "version"])
        _record("register_entry.withdrawn", current, actor, at, reason=current.reason)
    return current


def locked(entry: Entry, seen_version: int) -> Entry:
    """The entry under its row lock; raises Stale when it is not the version that the page showed."""
    current = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if current.version != seen_version:
        raise Stale
    return current


def shown(entry: Entry, people: int | None = None) -> dict[str, Any]:
    """What the trail keeps of an entry."""
    words = {
        "register": entry.register,
        "unit": entry.unit_id,
        "staff": entry.staff_id,
        "year": entry.year,
        "day": entry.day,
        "number": entry.number,
        "title": entry.title,
        "details": entry.details,
    }
    return words if not people else {**words, "people": people}


def _columns(register: Register, contents: Contents) -> dict[str, Any]:
    return {
        "unit_id": contents.unit,
        "staff_id": contents.staff,
        "year": contents.year,
        "day": contents.day,
        "number": contents.number,
        "title": contents.title,
        "details": dict(contents.details),
        "key": entry_key(register, contents)[:250],
    }


def _same(standing: Entry, register: Register, contents: Contents, actor: User) -> Entry:
    """The entry that this form made before; raises Conflict where it was another's or said otherwise."""
    fixed = (register.code, contents.agency, actor.pk)
    if fixed != (standing.register, standing.agency_id, standing.declared_by_id):
        raise Conflict(OTHER_CONTENT)
    title = nfc(title_of(register, contents))
    said = (contents.year, contents.day, contents.number, title, contents.staff, dict(contents.details))
    kept = (
        standing.year,
        standing.day,
        standing.number,
        standing.title,
        standing.staff_id,
        standing.details,
    )
    # The unit of a breach is filled in where the form left it open.
    other_unit = contents.unit is not None and contents.unit != standing.unit_id
    if standing.version == 1 and (said != kept or other_unit):
        raise Conflict(OTHER_CONTENT)
    return standing


def _repeated(register: Register) -> AlreadyEntered:
    if register.code == "breach":
        return AlreadyEntered(ONE_ACT)
    return AlreadyEntered("Mục này vừa được ghi vào sổ. Hãy tải lại trang để xem.")


def _record(event: str, entry: Entry, actor: User, at: datetime, **words: Any) -> None:
    audit.record(event, actor=actor, subject=entry, at=at, agency_id=entry.agency_id, **words)

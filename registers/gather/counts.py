"""What the verified entries of agencies come to on a day, with who declared and who verified them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from agencies.models import Posting
from registers.gather.offices import BOOKED, offices
from registers.models import Entry, EntryPerson
from registers.rules.catalogue import BY_CODE, REGISTERS
from registers.rules.counting import Books, Count, Signed, Verified, books, counts

STANDING = [one.code for one in REGISTERS if one.standing] + ["breach", "breach_handling"]
LISTS = [one.code for one in REGISTERS if one.people]


@dataclass(frozen=True, slots=True)
class Proof:
    """Who declared and who verified last among the entries behind a count."""

    declared_by: int
    declared_at: datetime
    verified_by: int | None
    verified_at: datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """An agency's counts by criterion code, with their proofs."""

    counts: dict[str, Count]
    proofs: dict[str, Proof]


def counted(agency_ids: Collection[int], on: date) -> dict[int, Counted]:
    """What each agency's registers say on a day; a constant number of queries."""
    entries = _entries(agency_ids, on)
    found = _books(entries, on)
    return {agency: Counted(counts(one), _proofs(entries[agency], on)) for agency, one in found.items()}


def books_of(agency_id: int, on: date) -> Books:
    """One agency's books, for its page."""
    return _books({agency_id: _entries([agency_id], on).get(agency_id, [])}, on)[agency_id]


def _entries(agency_ids: Collection[int], on: date) -> dict[int, list[Entry]]:
    speaking = Entry.objects.verified().filter(agency__in=set(agency_ids))
    speaking = speaking.filter(Q(year=on.year) | Q(register__in=STANDING)).order_by("agency", "day", "pk")
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in speaking:
        if entry.register in BY_CODE:
            found[entry.agency_id].append(entry)
    return found


def _books(entries: dict[int, list[Entry]], on: date) -> dict[int, Books]:
    places = offices(entries, on)
    signed = _signed(entries, on)
    return {
        agency: books(
            on,
            places[agency],
            (_verified(entry) for entry in kept),
            (one for person in places[agency].staff for one in signed.get(person, ())),
        )
        for agency, kept in entries.items()
    }


def _verified(entry: Entry) -> Verified:
    return Verified(str(entry.pk), entry.register, entry.year, entry.day, entry.unit_id, entry.details)


def _signed(agency_ids: Iterable[int], on: date) -> dict[int, list[Signed]]:
    """By person: the verified lists of the year they are on, in whatever agency they signed or sat."""
    lists = Entry.objects.verified().filter(register__in=LISTS, year=on.year, day__lte=on)
    kept = {pk: (code, details.get("topics", "")) for pk, code, details in _plain(lists)}
    if not kept:
        return {}
    here = Posting.objects.as_of(on).filter(**{f"{BOOKED}__in": set(agency_ids)})
    rows = EntryPerson.objects.filter(entry__in=lists.values("pk"), staff__in=here.values("staff"))
    found: dict[int, list[Signed]] = defaultdict(list)
    for staff, entry in rows.order_by().values_list("staff", "entry"):
        found[staff].append(Signed(staff, *kept[entry]))
    return found


def _plain(lists: object) -> Iterable[tuple]:  # type: ignore[type-arg]
    return lists.order_by().values_list("pk", "register", "details")  # type: ignore[attr-defined]


def _proofs(entries: Iterable[Entry], on: date) -> dict[str, Proof]:
    """The last word by criterion, of entries that may speak on the day."""
    found: dict[str, Proof] = {}
    speaking = (one for one in entries if one.day <= on or one.kind.monthly)
    for entry in sorted(speaking, key=lambda one: (one.decided_at or one.declared_at, str(one.pk))):
        said = entry.decided_at or entry.declared_at
        for code in entry.kind.criteria:
            found[code] = Proof(entry.declared_by_id, entry.declared_at, entry.decided_by_id, said)
    return found

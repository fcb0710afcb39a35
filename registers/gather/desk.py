"""What the pages of the registers show: tallies of an agency's year, waiting lists, names."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q

from agencies.models import AgencyVersion, User
from agencies.models.scope import scope_of
from registers.enums import EntryState
from registers.models import Entry
from registers.rules.catalogue import REGISTERS, Register

STANDING = [one.code for one in REGISTERS if one.standing]


class Tally(NamedTuple):
    """How many entries of a register are verified, wait, or were not accepted."""

    verified: int = 0
    waiting: int = 0
    refused: int = 0


def tallies(user: User, agency_id: int, year: int, on: date) -> dict[str, Tally]:
    """By register: what ``user`` may see of an agency's year, standing entries of all years; one query."""
    rows = (
        Entry.objects.visible_to(user, on)
        .filter(Q(year=year) | Q(register__in=STANDING), agency=agency_id)
        .order_by()
        .values_list("register", "state")
        .annotate(many=Count("pk"))
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for register, state, many in rows:
        found[register][state] = many
    return {
        register: Tally(
            states.get(EntryState.VERIFIED, 0),
            states.get(EntryState.DECLARED, 0),
            states.get(EntryState.REFUSED, 0),
        )
        for register, states in found.items()
    }


def by_agency(user: User, year: int, on: date) -> dict[int, Tally]:
    """The same by agency, for those who look at many; one query."""
    rows = (
        Entry.objects.visible_to(user, on)
        .filter(Q(year=year) | Q(register__in=STANDING))
        .order_by()
        .values_list("agency")
        .annotate(
            verified=Count("pk", filter=Q(state=EntryState.VERIFIED)),
            waiting=Count("pk", filter=Q(state=EntryState.DECLARED)),
            refused=Count("pk", filter=Q(state=EntryState.REFUSED)),
        )
    )
    return {agency: Tally(*counts) for agency, *counts in rows}


def listed(user: User, agency_id: int, register: Register, year: int, on: date) -> list[Entry]:
    """The entries of one register that ``user`` may see, newest day first, with how many people and files."""
    found = Entry.objects.visible_to(user, on).filter(agency=agency_id, register=register.code)
    if not register.standing:
        found = found.filter(year=year)
    found = found.select_related("staff").annotate(
        people_count=Count("people", distinct=True), file_count=Count("files", distinct=True)
    )
    return list(found.order_by("-day", "-declared_at", "pk"))


def queue(user: User, on: date) -> list[Entry]:
    """Entries that wait for a verifier and that ``user`` may see, oldest first."""
    found = Entry.objects.visible_to(user, on).waiting()
    own = [held.rated_agency_id for held in scope_of(user, on).workplaces if held.rated_agency_id]
    found = found.exclude(agency__in=own).annotate(file_count=Count("files", distinct=True))
    return list(found.order_by("declared_at", "pk")[:500])


def units_of(agency_id: int, on: date) -> list[AgencyVersion]:
    """The units inside a rated agency on a day, in the order of names."""
    below = AgencyVersion.objects.as_of(on).filter(rated_agency=agency_id).exclude(agency=agency_id)
    return list(below.in_name_order())


def open_entries(agency_id: int, register: str) -> list[tuple[str, str]]:
    """Verified entries of a register that another may point to, as choices, newest first."""
    found = Entry.objects.verified().filter(agency=agency_id, register=register).order_by("-day", "pk")
    return [(str(one.pk), f"Số {one.number}, {one.day:%d/%m/%Y}: {one.title}"[:160]) for one in found]

"""What the registers know of one person: the pledges of the year and the sessions attended."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q

from registers.enums import EntryState
from registers.models import EntryPerson
from registers.rules.catalogue import BY_CODE

PLEDGE = "pledge"


class KnownFact(NamedTuple):
    """One thing known: ``kind`` is the register's code (pledge, training, awareness), ``on`` its day.

    What is not ``verified`` yet was declared by the agency and proves nothing.
    """

    kind: str
    title: str
    on: date
    verified: bool


def known_of(staff_id: int, starts_on: date, ends_on: date) -> tuple[KnownFact, ...]:
    """Pledges of the year and sessions attended within [starts_on, ends_on), up to its end; one query."""
    last = ends_on - timedelta(days=1)
    in_time = Q(entry__register=PLEDGE, entry__year=last.year) | Q(
        ~Q(entry__register=PLEDGE), entry__day__gte=starts_on
    )
    rows = (
        EntryPerson.objects.filter(in_time, staff=staff_id, entry__day__lt=ends_on)
        .filter(entry__state__in=(EntryState.DECLARED, EntryState.VERIFIED))
        .order_by("entry__day", "pk")
        .values_list("entry__register", "entry__title", "entry__day", "entry__state")
    )
    return tuple(
        KnownFact(register, title or BY_CODE[register].label, day, state == EntryState.VERIFIED)
        for register, title, day, state in rows
    )

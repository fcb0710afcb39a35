"""Recompute the register facts of a period from verified entries: twice is the same, closed stays closed."""

from collections.abc import Collection
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from core import clock, outbox
from core.models import OutboxMessage
from evaluations.actions.guard import refuse_closed_period
from evaluations.declarations import RESULTS_STALE
from evaluations.gather.facts import asks_facts
from evaluations.gather.registers.settled import Settled, settled
from evaluations.models import Period, RegisterFact

UPDATED = [
    "n",
    "k",
    "not_applicable",
    "note",
    "declared_by",
    "declared_at",
    "verified_by",
    "verified_at",
    "settled_at",
]


def settle_registers(*, period: Period, agencies: Collection[int] | None, at: datetime) -> int:
    """Bring the facts of ``agencies`` (None = all) up to date; returns how many facts changed.

    A fact kept in another way (an import, the demonstration) stays until an entry speaks for its
    criterion, and is never replaced by what the portal merely computes. A settled fact whose entries no
    longer count goes. Results of changed agencies become stale. Raises PeriodClosed.
    """
    with refuse_closed_period(), transaction.atomic():
        wanted = settled(period, agencies, at, clock.local_day(at))
        standing = {
            (fact.agency_id, fact.criterion_id): fact
            for fact in RegisterFact.objects.filter(period=period, agency__in=wanted.agencies)
        }
        new, changed = [], []
        for place, one in wanted.facts.items():
            known = standing.get(place)
            if known is None:
                new.append(_write(RegisterFact(id=uuid4(), period=period), place, one, at))
            elif not (one.computed and known.settled_at is None) and _differs(known, one):
                changed.append(_write(known, place, one, at))
        gone = [
            fact
            for place, fact in standing.items()
            if fact.settled_at is not None
            and place not in wanted.facts
            and fact.criterion_id not in wanted.left_alone
        ]
        RegisterFact.objects.bulk_create(new)
        RegisterFact.objects.bulk_update(changed, UPDATED, batch_size=200)
        RegisterFact.objects.filter(pk__in=[fact.pk for fact in gone]).delete()
        touched = {fact.agency_id for fact in (*new, *changed, *gone)}
        if agencies is not None and asks_facts(period):
            touched |= set(agencies)  # an entry that no criterion counts may answer a condition, or be a line
        OutboxMessage.objects.bulk_create(
            outbox.build(RESULTS_STALE, {"agency": agency, "period": period.pk}, at=at)
            for agency in sorted(touched)
        )
    return len(new) + len(changed) + len(gone)


def _differs(fact: RegisterFact, one: Settled) -> bool:
    """Whether what is kept says something else; a computed figure has no moments of its own to compare."""
    if fact.settled_at is None:
        return True
    kept = (fact.n, fact.k, fact.not_applicable, fact.note)
    if kept != (one.n, one.k, one.skipped, one.note):
        return True
    return not one.computed and (fact.declared_by_id, fact.verified_by_id, fact.verified_at) != (
        one.declared[0],
        *one.verified,
    )


def _write(fact: RegisterFact, place: tuple[int, int], one: Settled, at: datetime) -> RegisterFact:
    fact.agency_id, fact.criterion_id = place
    fact.n, fact.k, fact.not_applicable, fact.note = one.n, one.k, one.skipped, one.note
    fact.declared_by_id, fact.declared_at = one.declared
    fact.verified_by_id, fact.verified_at = one.verified
    fact.settled_at = at
    return fact

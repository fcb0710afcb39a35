"""Rows of citizens' ratings and of register facts."""

from collections import Counter
from datetime import date, datetime, time

from agencies.province.records import AgencyMonth, FactRecord, RatingRecord
from core.clock import VIETNAM
from feedback.enums import RatingChannel
from feedback.rules.low_marks import is_low
from vhcv_portal.demo.bulk import BulkWriter, Cell, moment_cell
from vhcv_portal.demo.context import MonthContext
from vhcv_portal.demo.tables import FACTS, RATINGS

REASON_BITS = (0, 0, 0, 1, 2, 2, 3, 4, 4, 7)
"""Which reasons a citizen names, the frequent ones more often."""

ON_KIOSK = 12
"""One rating in so many comes from a machine at the counter."""


def write_ratings(context: MonthContext, found: AgencyMonth, writer: BulkWriter) -> None:
    """Hand over the ratings that do not stand yet; their number within the counter's day makes their ids."""
    agency_id = context.keys.agencies[found.agency_key]
    seen: Counter[tuple[str, date]] = Counter()
    rows = []
    for rating in found.ratings:
        seen[rating.counter_key, rating.day] += 1
        rows.append(_rating(context, agency_id, seen[rating.counter_key, rating.day], rating))
    writer.add(RATINGS, (row for row in rows if row[0] not in context.present.ratings))


def _rating(context: MonthContext, agency_id: int, number: int, rating: RatingRecord) -> tuple[Cell, ...]:
    counter = context.counters[rating.counter_key]
    key = context.id_of("rating", rating.counter_key, rating.day.isoformat(), number)
    chance = int(key[-4:], 16)
    return (
        key,
        context.keys.counters[counter.agency_key, counter.name],
        agency_id,
        rating.day.isoformat(),
        rating.stars,
        rating.courtesies,
        _reasons(chance) if is_low(rating.stars) else 0,
        (RatingChannel.QR if chance % ON_KIOSK else RatingChannel.KIOSK).value,
    )


def _reasons(chance: int) -> int:
    """One or two reasons as bits."""
    first, second = (REASON_BITS[chance // divisor % len(REASON_BITS)] for divisor in (1, 10))
    return 1 << first | (1 << second if chance % 3 == 0 else 0)


def write_facts(context: MonthContext, found: AgencyMonth, writer: BulkWriter) -> None:
    """Hand over the register facts that do not stand yet, declared by the head and verified."""
    agency_id = context.keys.agencies[found.agency_key]
    head = context.keys.users[context.heads[found.agency_key]]
    present = context.present.facts
    new = [fact for fact in found.facts if (agency_id, context.criteria[fact.criterion]) not in present]
    writer.add(FACTS, (_fact(context, agency_id, head, fact) for fact in new))


def _fact(context: MonthContext, agency_id: int, head: int, fact: FactRecord) -> tuple[Cell, ...]:
    day = min(context.until, context.period.last_day)
    return (
        context.id_of("fact", agency_id, fact.criterion),
        context.period.pk,
        agency_id,
        context.criteria[fact.criterion],
        fact.n,
        fact.k,
        int(fact.not_applicable),
        fact.note,
        head,
        moment_cell(datetime.combine(day, time(10), VIETNAM)),
        context.keys.users[context.verifier],
        moment_cell(datetime.combine(day, time(16), VIETNAM)),
    )

"""What every rated agency's registers come to in a period, ready to be kept as facts."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from evaluations.enums import Source
from evaluations.gather.assessments.on_time import on_time
from evaluations.gather.cases import answering
from evaluations.gather.rated import RatedAgency, rated_agencies
from evaluations.gather.registers.apologies import apologised
from evaluations.gather.registers.remedied import remedied
from evaluations.models import Criterion, Period
from registers.gather.counts import Counted, counted

Figures = tuple[Mapping[int, tuple[int, int]], str | Mapping[int, str]]
REMEDIES, APOLOGIES, ANSWERS, FORMS = "CQ-09", "CQ-13", "CQ-14", "CQ-18"
DECIDED = "Phiếu tự đánh giá được thủ trưởng quyết định đúng hạn."
MENDED = "Kiến nghị sau kiểm tra đến hạn trong năm, đã khắc phục đúng hạn."


class Settled(NamedTuple):
    """k of n of one criterion; ``declared`` and ``verified`` are (user, moment), no user for computed ones.

    ``computed`` ones come from the portal's own records and give way to facts kept in another way.
    """

    n: int
    k: int
    skipped: bool
    note: str
    declared: tuple[int | None, datetime]
    verified: tuple[int | None, datetime]
    computed: bool = False


class Heard(NamedTuple):
    """A criterion in which registers have a voice, and the number that it wants (0: it names none)."""

    pk: int
    target: int


class Wanted(NamedTuple):
    """The facts of a period by (agency, criterion id), which agencies were looked at, which criteria not."""

    facts: dict[tuple[int, int], Settled]
    agencies: frozenset[int]
    left_alone: frozenset[int]


def settled(period: Period, only: Collection[int] | None, at: datetime, today: date) -> Wanted:
    """Facts of ``period`` as of its last day (or ``today`` while it runs); a constant number of queries.

    Only criteria to which the agency's criteria set gives the registers a voice get one. Forms decided in
    time (CQ-18) are counted for all agencies at once, after the review's due day.
    """
    rated = rated_agencies(period, only)
    ids = [one.agency_id for one in rated]
    on = min(period.last_day, today)
    places = _places(rated)
    figures: dict[str, Figures] = {REMEDIES: (remedied(ids, on), MENDED)}
    figures[APOLOGIES] = apologised(ids, period.starts_on, period.ends_on, today)
    figures[ANSWERS] = answering(period, ids, today)
    if only is None and today > period.review_due_on:
        figures[FORMS] = (on_time(period), DECIDED)
    counts = counted(ids, on)
    facts: dict[tuple[int, int], Settled] = {}
    for one in rated:
        heard = places.get(one.criteria_set_id, {})
        known = _held_against(counts.get(one.agency_id), heard)
        for code, settled_one in _spoken(one.agency_id, figures, known, at):
            if code in heard:
                facts[one.agency_id, heard[code].pk] = settled_one
    forms = {heard[FORMS].pk for heard in places.values() if FORMS in heard}
    return Wanted(facts, frozenset(ids), frozenset() if FORMS in figures else frozenset(forms))


def _spoken(
    agency: int, figures: Mapping[str, Figures], known: Counted | None, at: datetime
) -> Iterator[tuple[str, Settled]]:
    """What is said of one agency, by criterion code: computed figures first, entries have the last word."""
    for code, (by_agency, words) in figures.items():
        if agency in by_agency:
            k, n = by_agency[agency]
            note = words if isinstance(words, str) else words[agency]
            yield code, Settled(n, k, not n, note, (None, at), (None, at), computed=True)
    for code, count in known.counts.items() if known else ():
        proof = known.proofs.get(code) if known else None
        if proof is not None:
            yield (
                code,
                Settled(
                    count.n,
                    count.k,
                    count.skipped,
                    count.note,
                    (proof.declared_by, proof.declared_at),
                    (proof.verified_by, proof.verified_at),
                ),
            )


def _held_against(known: Counted | None, heard: Mapping[str, Heard]) -> Counted | None:
    """The counts with the numbers wanted that the set itself names (its ``target``)."""
    if known is None:
        return None
    counts = {
        code: count.against(heard[code].target or count.n) if code in heard else count
        for code, count in known.counts.items()
    }
    return Counted(counts, known.proofs)


def _places(rated: Collection[RatedAgency]) -> Mapping[int, Mapping[str, Heard]]:
    """Of each criteria set: criteria by code, of those in which registers have a voice."""
    found: dict[int, dict[str, Heard]] = {}
    criteria = Criterion.objects.filter(criteria_set__in={one.criteria_set_id for one in rated})
    rows = criteria.order_by().values_list("pk", "code", "criteria_set", "weights", "params")
    for pk, code, set_id, weights, params in rows:
        if weights.get(Source.REGISTER):
            found.setdefault(set_id, {})[code] = Heard(pk, int(params.get("target") or 0))
    return found

"""How often each shortcoming was found in an agency and in those that it grew out of; set-based."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Count, F, FilteredRelation, Q, QuerySet
from django.db.models.functions import Coalesce

from evaluations.enums import Severity
from evaluations.gather.follow_up.lineage import lineages
from evaluations.models import Inspection, Observation
from evaluations.rules.follow_up.recurrence import repeats, window_start
from evaluations.rules.measures import VIOLATIONS


def repeat_findings(agency_ids: Collection[int], on: date) -> dict[int, dict[str, int]]:
    """Agency → criterion code → in how many concluded inspections it was short, where it is a repeat.

    Looks at the 24 months that end with ``on`` and counts what an agency's predecessors left behind.
    Three queries at any size.
    """
    found = {agency: repeats(times) for agency, times in times_short(agency_ids, on).items()}
    return {agency: times for agency, times in found.items() if times}


def times_short(
    agency_ids: Collection[int], on: date, *, apart_from: UUID | None = None
) -> dict[int, dict[str, int]]:
    """As ``repeat_findings`` with single findings too; ``apart_from`` is a visit that is left out."""
    lines = lineages(agency_ids, on)
    everyone = {agency for line in lines.values() for agency in line}
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for agency, code, count in _short_by_agency(everyone, on, apart_from):
        counts[agency][code] = count
    summed: dict[int, dict[str, int]] = {}
    for agency, line in lines.items():
        times: dict[str, int] = defaultdict(int)
        for member in line:
            for code, count in counts.get(member, {}).items():
                times[code] += count
        summed[agency] = dict(times)
    return summed


def times_before(inspection: Inspection) -> dict[str, int]:
    """Criterion code → how many concluded inspections before this one found it short in the same agency."""
    found = times_short([inspection.agency_id], inspection.visited_on, apart_from=inspection.pk)
    return found[inspection.agency_id]


def _short_by_agency(
    agency_ids: Collection[int], on: date, apart_from: UUID | None
) -> list[tuple[int, str, int]]:
    """(agency, criterion code, visits); a visit repeated to compare inspectors is one and the same."""
    visits = Inspection.objects.concluded().filter(
        agency__in=agency_ids, visited_on__range=(window_start(on), on), double_of__isnull=True
    )
    if apart_from is not None:
        visits = visits.exclude(pk=apart_from)
    return list(
        short_observations()
        .filter(inspection__in=visits.values("pk"))
        .order_by("inspection__agency", "criterion__code")
        .values("inspection__agency", "criterion__code")
        .annotate(visits=Count("inspection", distinct=True))
        .values_list("inspection__agency", "criterion__code", "visits")
    )


def short_observations() -> QuerySet[Observation]:
    """Observations that fall short as they count: corrected where corrected, without what was dropped.

    The same question as rules.conclusion.is_shortcoming, asked of the database.
    """
    counted = Observation.objects.filter(not_applicable=False).annotate(
        outcome=FilteredRelation(
            "inspection__outcomes", condition=Q(inspection__outcomes__criterion=F("criterion"))
        ),
        real_n=Coalesce("outcome__n", "n"),
        real_k=Coalesce("outcome__k", "k"),
        real_severity=Coalesce("outcome__severity", "severity"),
    )
    bad = Q(criterion__measure__in=VIOLATIONS)
    short = ~Q(real_severity=Severity.NONE) | (bad & Q(real_k__gt=0)) | (~bad & Q(real_k__lt=F("real_n")))
    return counted.filter(Q(outcome__upheld=True) | Q(outcome__isnull=True)).filter(short)

"""The risk of every agency from what the portal knows, in a constant number of queries (feature 26)."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max

from agencies.models import AgencyVersion
from core.clock import months_back
from evaluations.enums import PeriodKind
from evaluations.gather.cases import ORIGIN, verified_since
from evaluations.gather.follow_up.recurrence import repeat_findings
from evaluations.gather.planning.coverage import coverage
from evaluations.gather.planning.lineage import Lineage, lineage_on
from evaluations.models import AgencyResult, Period, Recommendation
from evaluations.rules.planning.risk import Risk, RiskFacts, risk_of
from feedback.models import ComplaintYear


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An agency with its risk and the day of its last visit."""

    version: AgencyVersion
    risk: Risk
    last: date | None


def suggestions(today: date) -> list[Suggestion]:
    """Every rated agency of today, the riskiest first; a constant number of queries."""
    lineage = lineage_on(today)
    facts = _scored()
    codes = repeat_findings([version.agency_id for version in lineage.living], today)
    overdue = _overdue(today, lineage)
    complaints = _complaints(today, lineage)
    cases = _cases(today, lineage)
    found = []
    for seen in coverage(today, lineage):
        agency_id = seen.version.agency_id
        year, count = complaints.get(agency_id, (None, None))
        one = replace(
            facts.get(agency_id, RiskFacts()),
            months_since=_months(seen.last, today),
            repeated=tuple(sorted(codes.get(agency_id, ()))),
            overdue=overdue[agency_id],
            complaints=count,
            complaint_year=year,
            cases=cases[agency_id],
        )
        found.append(Suggestion(seen.version, risk_of(one), seen.last))
    return sorted(found, key=lambda one: (-one.risk.points, one.version.name_sort, one.version.agency_id))


def _months(last: date | None, today: date) -> int | None:
    """Whole months between two days."""
    if last is None:
        return None
    months = (today.year - last.year) * 12 + today.month - last.month
    return max(0, months - (today.day < last.day))


def _scored() -> dict[int, RiskFacts]:
    """Gaps and ratings of the newest month that has results (two queries)."""
    months = Period.objects.filter(kind=PeriodKind.MONTH, summary__agencies_rated__gt=0)
    newest = months.order_by("-starts_on").first()
    if newest is None:
        return {}
    rows = AgencyResult.objects.in_period(newest).order_by("agency")
    fields = ("agency", "gap_inspection", "gap_citizen", "rating_mean", "ratings")
    return {agency: _voices(*voices) for agency, *voices in rows.values_list(*fields)}


def _voices(
    gap_inspection: Decimal | None, gap_citizen: Decimal | None, mean: Decimal | None, ratings: int
) -> RiskFacts:
    return RiskFacts(
        gap_inspection=gap_inspection, gap_citizen=gap_citizen, rating_mean=mean, ratings=ratings
    )


def _overdue(today: date, lineage: Lineage) -> Counter[int]:
    """Recommendations past their date, by the agency that answers for them."""
    counts: Counter[int] = Counter()
    for owner in Recommendation.objects.overdue(today).order_by("pk").values_list("owner", flat=True):
        for heir in lineage.heirs_of(owner):
            counts[heir] += 1
    return counts


def _cases(today: date, lineage: Lineage) -> Counter[int]:
    """Reports of citizens found right in the last twelve months, by the living agency."""
    counts: Counter[int] = Counter()
    since = months_back(today, 12)
    rows = verified_since(since).order_by().values_list("agency").annotate(count=Count(ORIGIN, distinct=True))
    for agency_id, count in rows:
        for heir in lineage.heirs_of(agency_id):
            counts[heir] += count
    return counts


def _complaints(today: date, lineage: Lineage) -> dict[int, tuple[int, int]]:
    """(year, count) of the newest year with a figure, by living agency, predecessors added up.

    Figures of earlier than last year say nothing about an agency today (two queries).
    """
    known = ComplaintYear.objects.filter(count__isnull=False, year__gte=today.year - 1)
    newest = known.aggregate(year=Max("year"))["year"]
    counts: Counter[int] = Counter()
    rows = ComplaintYear.objects.filter(year=newest, count__gt=0).order_by("agency")
    for agency_id, count in rows.values_list("agency", "count"):
        for heir in lineage.heirs_of(agency_id):
            counts[heir] += count
    return {agency_id: (newest, count) for agency_id, count in counts.items()}

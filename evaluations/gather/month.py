"""Everything the rules need to score agencies in one period, gathered by one statement per source."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evaluations.gather.assessments.excused import excused_lines
from evaluations.gather.cases import gather_cases
from evaluations.gather.citizens import CitizenVoice, gather_citizens
from evaluations.gather.facts import Known, gather_known
from evaluations.gather.forms import Forms, gather_forms
from evaluations.gather.inspected import Inspected, gather_inspected
from evaluations.gather.rated import RatedAgency, rated_agencies
from evaluations.gather.registered import Registered, gather_registered
from evaluations.gather.sets import LoadedSet, load_set
from evaluations.gather.unowed import unowed_forms
from evaluations.models import Period
from evaluations.rules.blending import not_applicable_to
from evaluations.rules.cases import case_inputs
from evaluations.rules.inputs import Adjustment, Evidence, KnockOut, SourceInput

SILENT = CitizenVoice(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class AgencyMonth:
    """One agency's inputs of one period, and the counts shown beside its score."""

    agency: RatedAgency
    criteria: LoadedSet
    inputs: list[SourceInput]
    not_applicable: dict[int, str]
    knock_outs: list[KnockOut]
    evidence: Evidence
    headcount: int
    submitted: int
    reviewed: int
    visits_now: int
    ratings: int
    rating_mean: Decimal | None
    records: int
    adjustments: list[Adjustment]
    conditions: dict[str, bool]


def gather_month(
    period: Period, only: Collection[int] | None = None, *, today: date
) -> Iterator[AgencyMonth]:
    """The inputs of every rated agency of the period (or of ``only`` some), in order of agency.

    ``today`` decides how many of the citizens' ratings may be told.
    """
    excused = excused_lines(period, only)
    agencies = rated_agencies(period, only, excused)
    by_agency = {agency.agency_id: load_set(agency.criteria_set_id) for agency in agencies}
    sets = set(by_agency.values())
    carry = max((loaded.rules.carry_months for loaded in sets), default=0)
    width = max((loaded.people_count for loaded in sets), default=0)
    forms = gather_forms(period, width, only, unowed_forms(period, excused, only))
    inspected = gather_inspected(period, by_agency, carry, only)
    citizens = gather_citizens(period, by_agency, today=today)
    registered = gather_registered(period, by_agency, only)
    cases = gather_cases(period, only)
    known = gather_known(period, by_agency, today)
    for agency in agencies:
        pk = agency.agency_id
        yield _agency_month(
            agency,
            by_agency[pk],
            forms.get(pk, Forms()),
            inspected.get(pk, Inspected()),
            citizens.get(pk, SILENT),
            registered.get(pk, Registered()),
            None if cases is None else cases.get(pk, {}),
            known.get(pk, Known()),
        )


def _agency_month(
    agency: RatedAgency,
    loaded: LoadedSet,
    forms: Forms,
    inspected: Inspected,
    voice: CitizenVoice,
    registered: Registered,
    cases: Mapping[str, int] | None,
    known: Known,
) -> AgencyMonth:
    skipped = inspected.skipped | registered.skipped
    skipped |= not_applicable_to(
        loaded.rules, has_counter=agency.has_counter, sector_uniform=agency.sector_uniform
    )
    spoken = voice.inputs(loaded.rules) if voice.answers else []
    if cases is not None:
        spoken += case_inputs(loaded.rules, voice.answers, cases)
    ratings = voice.answers if agency.has_counter else None
    return AgencyMonth(
        agency=agency,
        criteria=loaded,
        inputs=[*forms.inputs, *inspected.inputs, *spoken, *registered.inputs],
        not_applicable=skipped,
        knock_outs=inspected.knock_outs,
        evidence=Evidence(inspected.visits, forms.submitted, agency.headcount, ratings),
        headcount=agency.headcount,
        submitted=forms.submitted,
        reviewed=forms.reviewed,
        visits_now=inspected.visits_now,
        ratings=voice.answers,
        rating_mean=voice.mean,
        records=forms.submitted + forms.reviewed + inspected.records + voice.answers + len(registered.inputs),
        adjustments=known.adjustments,
        conditions=known.conditions,
    )

"""Agencies of the demonstration: those of today, the closed ones of Trà Vinh, and who took over from whom."""

from collections.abc import Iterable
from datetime import date

from agencies.actions.place_agency import place_versions
from agencies.models import Agency, AgencySuccession, AgencyVersion, Reorganisation
from agencies.province.facts import COMPLAINTS_SOURCE
from agencies.province.history import OLD_PROVINCE_KEY
from agencies.province.records import AgencyRecord, ProvincePlan
from feedback.models import ComplaintYear, Counter

BATCH = 500


def load_organisation(plan: ProvincePlan) -> dict[str, Agency]:
    """Write the plan's agencies, counters, reorganisations and complaint series; agencies by their key."""
    records = (*plan.closed_agencies, *plan.agencies)
    agencies = _identities(records)
    _versions(records, agencies)
    _reorganisations(plan, agencies)
    Counter.objects.bulk_create(
        (
            Counter(agency=agencies[counter.agency_key], name=counter.name, starts_on=_opened(plan))
            for counter in plan.counters
        ),
        batch_size=BATCH,
    )
    ComplaintYear.objects.bulk_create(
        ComplaintYear(
            agency=agencies[OLD_PROVINCE_KEY], year=one.year, count=one.count, source=COMPLAINTS_SOURCE
        )
        for one in plan.complaints
    )
    return agencies


def _opened(plan: ProvincePlan) -> date:
    return plan.agencies[0].starts_on


def _identities(records: Iterable[AgencyRecord]) -> dict[str, Agency]:
    made = Agency.objects.bulk_create(
        (Agency(code=record.key, is_demo=True) for record in records), batch_size=BATCH
    )
    return {agency.code: agency for agency in made}


def _versions(records: Iterable[AgencyRecord], agencies: dict[str, Agency]) -> None:
    versions = [
        AgencyVersion(
            agency=agencies[record.key],
            name=record.name,
            short_name=record.short_name,
            kind=record.kind,
            level=record.level,
            parent=agencies[record.parent_key] if record.parent_key else None,
            address=record.address,
            dress_profile=record.dress_profile,
            has_counter=record.has_counter,
            starts_on=record.starts_on,
            ends_on=record.ends_on,
        )
        for record in records
    ]
    place_versions(versions)
    AgencyVersion.objects.bulk_create(versions, batch_size=BATCH)


def _reorganisations(plan: ProvincePlan, agencies: dict[str, Agency]) -> None:
    acts = Reorganisation.objects.bulk_create(
        Reorganisation(
            decision_number=act.decision_number,
            title=act.title,
            decided_on=act.decided_on,
            in_force_on=act.in_force_on,
            source=act.source,
        )
        for act in plan.reorganisations
    )
    by_number = {act.decision_number: act for act in acts}
    AgencySuccession.objects.bulk_create(
        (
            AgencySuccession(
                reorganisation=by_number[link.decision_number],
                kind=link.kind,
                predecessor=agencies[link.predecessor_key],
                successor=agencies[link.successor_key],
            )
            for link in plan.successions
        ),
        batch_size=BATCH,
    )

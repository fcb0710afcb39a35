"""Everything that the packs of several visits need, read for all of them at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from agencies.models import AgencyVersion, Posting
from evaluations.gather.capture.before import findings_of, last_visits, open_recommendations, pasts
from evaluations.gather.capture.roster import rosters
from evaluations.gather.capture.standing import Standing, standing_by_visit, unrecorded, unrecorded_id
from evaluations.gather.documents.style import document_style
from evaluations.models import (
    CaptureRecord,
    Criterion,
    Inspection,
    InspectionOrder,
    Observation,
    PeriodSet,
    TeamMember,
)
from evaluations.rules.capture.contents import iso


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything read for all visits at once, by what it is looked up by."""

    standing: dict[UUID, AgencyVersion]
    sets: dict[tuple[int, str], int]
    criteria: dict[int, list[Criterion]]
    teams: dict[UUID, list[TeamMember]]
    orders: dict[UUID, InspectionOrder]
    values: dict[UUID, dict[str, Any]]
    rosters: dict[int, dict[str, Any]]
    last: dict[UUID, Inspection]
    found: dict[UUID, dict[str, Observation]]
    titles: dict[int, list[Posting]]
    house: dict[str, str]
    owed: dict[int, list[dict[str, Any]]]


def read_tables(visits: Collection[Inspection], on: date) -> Tables:
    """Everything that the packs of these visits need; a constant number of queries."""
    ids = [visit.pk for visit in visits]
    agencies = {visit.agency_id for visit in visits}
    past = pasts(agencies, on)
    last = last_visits(visits, past)
    sets, teams = _sets(visits), _teams(ids)
    return Tables(
        standing=_versions(visits),
        sets=sets,
        criteria=_criteria(set(sets.values())),
        teams=teams,
        orders={
            row.inspection_id: row
            for row in InspectionOrder.objects.filter(inspection__in=ids).order_by("pk")
        },
        values=_values(ids),
        rosters=rosters(agencies, on),
        last=last,
        found=findings_of({visit.pk for visit in last.values()}),
        titles=_titles(teams),
        house=house(),
        owed=open_recommendations(past, on),
    )


def _versions(visits: Collection[Inspection]) -> dict[UUID, AgencyVersion]:
    """The agency of each visit as it stands on the day of it."""
    versions: dict[int, list[AgencyVersion]] = defaultdict(list)
    rows = AgencyVersion.objects.filter(agency__in={visit.agency_id for visit in visits})
    for row in rows.order_by("starts_on"):
        versions[row.agency_id].append(row)
    return {
        visit.pk: version
        for visit in visits
        for version in versions[visit.agency_id]
        if version.starts_on <= visit.visited_on
        and (version.ends_on is None or version.ends_on > visit.visited_on)
    }


def _sets(visits: Collection[Inspection]) -> dict[tuple[int, str], int]:
    rows = PeriodSet.objects.filter(period__in={visit.period_id for visit in visits})
    return {(row.period_id, row.comparison_group): row.criteria_set_id for row in rows.order_by("pk")}


def _criteria(sets: Collection[int]) -> dict[int, list[Criterion]]:
    found: dict[int, list[Criterion]] = defaultdict(list)
    rows = Criterion.objects.filter(criteria_set__in=sets).select_related("group", "criteria_set")
    for row in rows.order_by("criteria_set", "position"):
        found[row.criteria_set_id].append(row)
    return found


def _teams(visits: Collection[UUID]) -> dict[UUID, list[TeamMember]]:
    teams: dict[UUID, list[TeamMember]] = defaultdict(list)
    for row in TeamMember.objects.filter(inspection__in=visits).select_related("user").order_by("id"):
        teams[row.inspection_id].append(row)
    return teams


def _titles(teams: Mapping[UUID, list[TeamMember]]) -> dict[int, list[Posting]]:
    """The posts of all members by their staff number, the main one last."""
    staff = {member.user.staff_id for team in teams.values() for member in team}
    found: dict[int, list[Posting]] = defaultdict(list)
    for row in Posting.objects.filter(staff__in=staff - {None}).order_by("-kind", "-id"):
        found[row.staff_id].append(row)
    return found


def _values(visits: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """What stands, by visit and subject; also what was kept before there were records."""
    values: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for visit, subject, content, who, when in unrecorded(visits):
        values[visit][subject] = {
            "records": [str(unrecorded_id(visit, subject))],
            "content": content,
            "by": who.display_name,
            "at": iso(when),
            "conflict": False,
        }
    for visit, subjects in standing_by_visit(visits).items():
        values[visit] |= {subject: _value(one) for subject, one in subjects.items()}
    return values


def _value(standing: Standing) -> dict[str, Any]:
    record = standing.record
    return {
        "records": [str(head.pk) for head in standing.heads],
        "content": record.content,
        "by": record.author.display_name,
        "at": iso(record.captured_at),
        "conflict": standing.conflict,
        "all": [_side(head) for head in standing.heads] if standing.conflict else [],
    }


def _side(head: CaptureRecord) -> dict[str, Any]:
    """One of several values that stand side by side until a person chooses."""
    return {
        "record": str(head.pk),
        "content": head.content,
        "by": head.author.display_name,
        "at": iso(head.captured_at),
    }


def set_id_of(visit: Inspection, tables: Tables) -> int | None:
    """The criteria set that a visit is inspected by, None where its agency or month has none."""
    version = tables.standing.get(visit.pk)
    return None if version is None else tables.sets.get((visit.period_id, version.comparison_group))


def house() -> dict[str, str]:
    """The head of the minutes (NĐ 30/2020): who issues them, under whom, where."""
    style = document_style()
    province = settings.PORTAL_PROVINCE
    return {"parent": style.parent, "issuer": style.issuer, "place": style.place, "province": province}

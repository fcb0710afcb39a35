"""Rows of inspections: the visit, its team, the head-count and what was observed."""

from collections.abc import Iterator

from agencies.province.records import InspectionRecord
from evaluations.enums import InspectionState
from evaluations.models import TeamMember
from vhcv_portal.demo.bulk import BulkWriter, Cell, moment_cell
from vhcv_portal.demo.context import MonthContext
from vhcv_portal.demo.tables import HEADCOUNTS, INSPECTIONS, OBSERVATIONS, TEAMS

TEAM_ROLES = (TeamMember.TeamRole.LEADER, TeamMember.TeamRole.SECRETARY, TeamMember.TeamRole.MEMBER)


def inspection_id(context: MonthContext, visit: InspectionRecord) -> str:
    """The id of the visit's row."""
    return context.id_of("inspection", visit.key)


def observation_id(context: MonthContext, visit: InspectionRecord, code: str) -> str:
    """The id of the row of what was observed for one criterion."""
    return context.id_of("observation", visit.key, code)


def write_visits(context: MonthContext, visits: list[InspectionRecord], writer: BulkWriter) -> None:
    """Hand over the concluded visits that do not stand yet."""
    new = [visit for visit in visits if inspection_id(context, visit) not in context.present.inspections]
    writer.add(INSPECTIONS, (_inspection(context, visit) for visit in new))
    writer.add(TEAMS, (row for visit in new for row in _team(context, visit)))
    writer.add(HEADCOUNTS, (_headcount(context, visit) for visit in new))
    writer.add(OBSERVATIONS, (row for visit in new for row in _observations(context, visit)))


def _inspection(context: MonthContext, visit: InspectionRecord) -> tuple[Cell, ...]:
    return (
        inspection_id(context, visit),
        context.keys.agencies[visit.agency_key],
        context.period.pk,
        visit.mode,
        InspectionState.CONCLUDED.value,
        visit.order_number,
        visit.topic,
        visit.started_at.date().isoformat(),
        moment_cell(visit.started_at),
        moment_cell(visit.concluded_at),
        visit.conclusion,
        context.keys.users[visit.team[0]],
        moment_cell(visit.started_at),
        1,
    )


def _team(context: MonthContext, visit: InspectionRecord) -> Iterator[tuple[Cell, ...]]:
    for code, role in zip(visit.team, TEAM_ROLES, strict=False):
        yield inspection_id(context, visit), context.keys.users[code], role.value


def _headcount(context: MonthContext, visit: InspectionRecord) -> tuple[Cell, ...]:
    return (inspection_id(context, visit), moment_cell(visit.started_at), *visit.headcount)


def _observations(context: MonthContext, visit: InspectionRecord) -> Iterator[tuple[Cell, ...]]:
    recorder = context.keys.users[visit.team[-1]]
    for seen in visit.observations:
        yield (
            observation_id(context, visit, seen.criterion),
            inspection_id(context, visit),
            context.criteria[seen.criterion],
            seen.n,
            seen.k,
            0,
            seen.severity,
            seen.note,
            recorder,
            moment_cell(visit.concluded_at),
        )

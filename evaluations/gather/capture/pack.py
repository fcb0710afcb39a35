"""What a phone takes along: unfinished visits of its user's teams; a constant number of queries."""

from collections.abc import Collection
from datetime import date
from typing import Any

from agencies.models import User
from evaluations.enums import InspectionState, Severity
from evaluations.gather.capture.before import last_finding
from evaluations.gather.capture.pack_tables import Tables, read_tables, set_id_of
from evaluations.gather.inspections import inspected_rules
from evaluations.gather.sets import load_set
from evaluations.models import Criterion, Inspection, InspectionOrder, TeamMember
from evaluations.rules.capture.details import KINDS
from evaluations.rules.conclusion import ABSENCES
from evaluations.rules.observing import FROM_HEADCOUNT, Entry, entry_for

OPEN = (InspectionState.DRAFT, InspectionState.ON_SITE)


def visits_of(user: User) -> list[Inspection]:
    """The visits that a user takes along: those of their teams before minutes are issued, soonest first."""
    mine = Inspection.objects.of_team(user).filter(state__in=OPEN).select_related("agency", "period")
    return list(mine.order_by("visited_on", "id"))


def pack_of(visits: Collection[Inspection], user: User, on: date) -> list[dict[str, Any]]:
    """The visits as the protocol hands them out; those that cannot be recorded are left out."""
    tables = read_tables(visits, on)
    known = [visit for visit in visits if set_id_of(visit, tables) is not None]
    return [_visit(visit, user, tables) for visit in known]


def _visit(visit: Inspection, user: User, tables: Tables) -> dict[str, Any]:
    version, team = tables.standing[visit.pk], tables.teams[visit.pk]
    order, last = tables.orders.get(visit.pk), tables.last.get(visit.pk)
    return {
        "id": str(visit.pk),
        "agency": {
            "code": visit.agency.code,
            "name": version.name,
            "short_name": version.short_name,
            "address": version.address,
        },
        "mode": visit.mode,
        "mode_label": visit.get_mode_display(),
        "order_number": visit.order_number,
        "topic": visit.topic,
        "visited_on": visit.visited_on.isoformat(),
        "state": visit.state,
        "started": visit.started_at is not None,
        "team": [_member(member, user, visit, tables) for member in team],
        "leader": any(one.user_id == user.pk and one.role == TeamMember.TeamRole.LEADER for one in team),
        "covers": order and {"from": order.covers_from.isoformat(), "to": order.covers_to.isoformat()},
        "roster": tables.rosters[visit.agency_id],
        "groups": _groups(visit, tables),
        "standing": tables.values[visit.pk],
        "recommendations": tables.owed[visit.agency_id],
        "last_visit": last
        and {
            "visited_on": last.visited_on.isoformat(),
            "order_number": last.order_number,
            "conclusion": last.conclusion,
        },
        "paper": tables.house | _paper(order, tables.criteria[set_id_of(visit, tables) or 0]),
        "absences": [list(pair) for pair in ABSENCES],
        "severities": [[value, str(label)] for value, label in Severity.choices],
    }


def _paper(order: InspectionOrder | None, criteria: Collection[Criterion]) -> dict[str, Any]:
    """What the draft of the minutes says of the order and of the set that is inspected by."""
    used = next((row.criteria_set for row in criteria), None)
    return {
        "set_title": used.title if used else "",
        "set_version": str(used.version) if used else "",
        "order_issued_on": order.issued_on.isoformat() if order and order.issued_on else None,
        "order_signer_post": order.signer_post if order else "",
        "bases": [line for line in order.bases.splitlines() if line.strip()] if order else [],
    }


def _member(member: TeamMember, user: User, visit: Inspection, tables: Tables) -> dict[str, Any]:
    on = visit.visited_on
    held = [
        post.title
        for post in tables.titles[member.user.staff_id or 0]
        if post.starts_on <= on and (post.ends_on is None or post.ends_on > on)
    ]
    return {
        "name": member.user.display_name,
        "post": held[-1] if held else "",
        "role": member.role,
        "role_label": member.get_role_display(),
        "me": member.user_id == user.pk,
    }


def _groups(visit: Inspection, tables: Tables) -> list[dict[str, Any]]:
    """The criteria that this visit looks at, by group, with what was found last time."""
    set_id = set_id_of(visit, tables)
    assert set_id is not None
    rules = inspected_rules(load_set(set_id), tables.standing[visit.pk])
    entries = {rule.code: entry_for(rule) for rule in rules}
    last = tables.last.get(visit.pk)
    found = tables.found[last.pk] if last else {}
    groups: dict[str, dict[str, Any]] = {}
    for row in tables.criteria[set_id]:
        if row.code in entries:
            group = groups.setdefault(
                row.group.code, {"code": row.group.code, "name": row.group.name, "criteria": []}
            )
            before = last and last_finding(found.get(row.code), entries[row.code], last.visited_on)
            group["criteria"].append(_criterion(row, entries[row.code]) | {"last": before})
    return list(groups.values())


def _criterion(row: Criterion, entry: Entry) -> dict[str, Any]:
    return {
        "id": row.pk,
        "code": row.code,
        "statement": row.statement,
        "how": row.how_measured,
        "evidence": row.evidence_hint,
        "entry": {
            "n_label": entry.n_label,
            "k_label": entry.k_label,
            "fixed_n": entry.fixed_n,
            "options": [list(option) for option in entry.options],
            "tally": entry.tally and list(entry.tally),
            "k_is_bad": entry.k_is_bad,
        },
        "details": KINDS.get(row.code),
        "from_headcount": row.code in FROM_HEADCOUNT,
    }

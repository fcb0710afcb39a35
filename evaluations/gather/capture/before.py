"""What the last visit found, and what the agency still has to mend: read again before going."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from evaluations.gather.follow_up.lineage import successors_on
from evaluations.gather.inspections import finding_of
from evaluations.models import FindingOutcome, Inspection, Observation, Recommendation
from evaluations.rules.conclusion import in_words
from evaluations.rules.observing import Entry


def pasts(agencies: Collection[int], on: date) -> dict[int, frozenset[int]]:
    """Each agency with all those that went into it, at any distance; one query."""
    came_from: dict[int, set[int]] = defaultdict(set)
    for predecessor, successors in successors_on(on).items():
        for successor in successors:
            came_from[successor].add(predecessor)
    return {agency: frozenset(_past(agency, came_from)) for agency in agencies}


def _past(agency: int, came_from: Mapping[int, set[int]]) -> set[int]:
    known, to_visit = {agency}, [agency]
    while to_visit:
        fresh = came_from.get(to_visit.pop(), set()) - known
        known |= fresh
        to_visit += fresh
    return known


def last_visits(visits: Collection[Inspection], past: Mapping[int, frozenset[int]]) -> dict[UUID, Inspection]:
    """The latest concluded visit to the agency of each visit or to what went into it; one query."""
    agencies = frozenset().union(*past.values()) if past else frozenset()
    concluded = Inspection.objects.concluded().filter(agency__in=agencies)
    rows = list(concluded.order_by("-visited_on", "-concluded_at", "id"))
    found = {}
    for visit in visits:
        earlier = (row for row in rows if row.agency_id in past[visit.agency_id] and row.pk != visit.pk)
        last = next(earlier, None)
        if last is not None:
            found[visit.pk] = last
    return found


def findings_of(visits: Collection[UUID]) -> dict[UUID, dict[str, Observation]]:
    """What stood in the end of each visit by code: corrected or left out after explanations; two queries."""
    outcomes = {
        (row.inspection_id, row.criterion_id): row
        for row in FindingOutcome.objects.filter(inspection__in=visits).order_by("pk")
    }
    found: dict[UUID, dict[str, Observation]] = defaultdict(dict)
    rows = Observation.objects.filter(inspection__in=visits).select_related("criterion")
    for row in rows.order_by("id"):
        outcome = outcomes.get((row.inspection_id, row.criterion_id))
        if outcome is not None and not outcome.upheld:
            continue
        if outcome is not None:
            row.n, row.k, row.severity = outcome.n, outcome.k, outcome.severity
        found[row.inspection_id][row.criterion.code] = row
    return found


def last_finding(observation: Observation | None, entry: Entry, visited_on: date) -> dict[str, Any] | None:
    """One earlier finding as the phone shows it."""
    if observation is None:
        return None
    return {
        "visited_on": visited_on.isoformat(),
        "result": in_words(entry, finding_of(observation)),
        "severity_label": observation.get_severity_display(),
        "note": observation.note,
    }


def open_recommendations(past: Mapping[int, frozenset[int]], on: date) -> dict[int, list[dict[str, Any]]]:
    """What each agency has still to mend, soonest due first; one query."""
    owners = frozenset().union(*past.values()) if past else frozenset()
    rows = list(Recommendation.objects.unfinished().filter(owner__in=owners).order_by("due_on", "id"))
    return {
        agency: [
            {
                "text": row.text,
                "due_on": row.due_on.isoformat(),
                "state_label": row.get_state_display(),
                "overdue": row.due_on < on,
            }
            for row in rows
            if row.owner_id in known
        ]
        for agency, known in past.items()
    }

"""Who may be drawn for a double inspection, and what has become of those who were."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from agencies.models import User
from evaluations.enums import InspectionMode, InspectionState
from evaluations.gather.inspections import with_agency_names
from evaluations.gather.planning.population import planners_workplaces
from evaluations.models import DoubleSample, Inspection, Period
from evaluations.rules.fairness.sampling import Candidate, why_left_out

NO_AGENCY_TWICE = "Cơ quan này đã có cuộc kiểm tra sau đó trong tháng."


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn inspection with its second visit, None while nobody has ordered it."""

    inspection_id: UUID
    name: str
    visited_on: date
    second: Inspection | None


def candidates(period: Period, user: User, on: date) -> list[dict[str, Any]]:
    """Every concluded inspection of the month as ``DoubleSample.candidates`` keeps it, by agency code.

    An agency takes part once, with its latest visit. Four queries.
    """
    visits = Inspection.objects.visible_to(user, on).concluded().filter(period=period)
    rows = list(
        with_agency_names(visits).select_related("agency").order_by("agency__code", "-visited_on", "pk")
    )
    live = Inspection.objects.filter(double_of__in=[row.pk for row in rows])
    doubled = set(live.exclude(state=InspectionState.CANCELLED).values_list("double_of", flat=True))
    # whoever draws and orders would know of a visit to their own office
    own = planners_workplaces(on)
    taken: set[int] = set()
    listed = []
    for row in rows:
        candidate = Candidate(
            code=row.agency.code,
            visited_on=row.visited_on,
            is_double=row.double_of_id is not None,
            is_doubled=row.pk in doubled,
            is_follow_up=row.mode == InspectionMode.FOLLOW_UP,
            is_own=row.agency_id in own,
        )
        cause = why_left_out(candidate, on) or (NO_AGENCY_TWICE if row.agency_id in taken else "")
        if not cause:
            taken.add(row.agency_id)
        listed.append(_entry(row, candidate, cause))
    return listed


def _entry(row: Any, candidate: Candidate, cause: str) -> dict[str, Any]:
    return {
        "inspection": str(row.pk),
        "agency": row.agency_id,
        "code": candidate.code,
        "name": row.agency_name or candidate.code,
        "visited_on": f"{row.visited_on:%Y-%m-%d}",
        "cause": cause,
    }


def drawn_inspections(sample: DoubleSample) -> list[Drawn]:
    """The inspections of a sample in the order drawn, with their second visits; one query."""
    entries = {entry["code"]: entry for entry in sample.candidates if not entry["cause"]}
    firsts = [UUID(entries[code]["inspection"]) for code in sample.drawn]
    rows = Inspection.objects.filter(double_of__in=firsts).exclude(state=InspectionState.CANCELLED)
    seconds = {row.double_of_id: row for row in rows.order_by("created_at", "pk")}
    return [
        Drawn(
            first,
            entries[code]["name"],
            date.fromisoformat(entries[code]["visited_on"]),
            seconds.get(first),
        )
        for code, first in zip(sample.drawn, firsts, strict=True)
    ]

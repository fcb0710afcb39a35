"""Overdue recommendations by agency, of those a person may see."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from agencies.models import User
from evaluations.enums import RemedyState
from evaluations.gather.follow_up.people import last_names
from evaluations.models import Recommendation
from evaluations.rules.follow_up.remedy import days_late


@dataclass(frozen=True, slots=True)
class Overdue:
    """One agency: how many are overdue, of them answered and waiting to be verified, the longest delay."""

    agency_id: int
    agency: str
    count: int
    answered: int
    longest: int
    rows: tuple[Recommendation, ...]


def overdue_by_agency(user: User, on: date, *, at_least: int = 1, words: str = "") -> list[Overdue]:
    """Agencies with something overdue by ``at_least`` calendar days, the longest delay first."""
    rows = Recommendation.objects.visible_to(user, on).overdue(on).select_related("criterion", "inspection")
    found: dict[int, list[Recommendation]] = defaultdict(list)
    for row in rows.order_by("due_on", "inspection", "position"):
        if days_late(row.due_on, on) >= at_least:
            found[row.owner_id].append(row)
    names = last_names(found, on)
    board = [_line(agency, names.get(agency, ""), kept, on) for agency, kept in found.items()]
    asked = [line for line in board if words.casefold() in line.agency.casefold()]
    return sorted(asked, key=lambda line: (-line.longest, -line.count, line.agency))


def _line(agency_id: int, name: str, rows: list[Recommendation], on: date) -> Overdue:
    answered = sum(row.state == RemedyState.ANSWERED for row in rows)
    longest = max(days_late(row.due_on, on) for row in rows)
    return Overdue(agency_id, name, len(rows), answered, longest, tuple(rows))

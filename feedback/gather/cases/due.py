"""What waits for an answer: due days by agency, what is to be escalated, what is overdue."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from agencies.gather.names import last_names
from agencies.models import User
from core.text import fold
from feedback.models import FeedbackCase
from feedback.rules.case_ladder import Digest, digest, is_escalated


def digests_on(on: date) -> dict[int, Digest]:
    """By rated agency what its head is told on ``on``; agencies with nothing to tell are missing."""
    days: dict[int, list[date]] = defaultdict(list)
    waiting = FeedbackCase.objects.released(on).open().filter(due_on__isnull=False, agency__isnull=False)
    for agency, due_on in waiting.order_by("agency", "due_on").values_list("agency", "due_on"):
        if agency is not None and due_on is not None:
            days[agency].append(due_on)
    return {agency: one for agency, due in days.items() if (one := digest(due, on)) is not None}


def to_escalate(on: date) -> list[UUID]:
    """Cases that are so late that Home Affairs is told, and of which it has not been told."""
    late = FeedbackCase.objects.released(on).overdue(on).exclude(moves__move="escalate")
    rows = late.order_by("pk").values_list("pk", "due_on")
    return [pk for pk, due_on in rows if due_on is not None and is_escalated(due_on, on)]


@dataclass(frozen=True, slots=True)
class Late:
    """One agency's overdue cases, the longest delay in calendar days first."""

    agency_id: int
    agency: str
    longest: int
    cases: list[FeedbackCase]


def overdue_by_agency(user: User, on: date, *, at_least: int = 1, words: str = "") -> list[Late]:
    """Agencies with visible cases that are overdue by ``at_least`` days; two queries."""
    found: dict[int, list[FeedbackCase]] = defaultdict(list)
    rows = FeedbackCase.objects.visible_to(user, on).overdue(on).filter(agency__isnull=False)
    for case in rows.order_by("due_on", "shuffle", "pk"):
        if case.due_on and case.agency_id and (on - case.due_on).days >= at_least:
            found[case.agency_id].append(case)
    names = last_names(found)
    board = [_late(agency, names[agency].name, cases, on) for agency, cases in found.items()]
    asked = [line for line in board if fold(words) in fold(line.agency)]
    return sorted(asked, key=lambda line: (-line.longest, -len(line.cases), line.agency))


def _late(agency_id: int, name: str, cases: list[FeedbackCase], on: date) -> Late:
    longest = max((on - case.due_on).days for case in cases if case.due_on)
    return Late(agency_id, name, longest, cases)

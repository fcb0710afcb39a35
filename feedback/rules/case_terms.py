"""How long a case may take: working days by kind, and the desk's own share of them.

The rules of provinces count from the day of receipt (Bắc Ninh 80/2025: 5, 7 and 10 working days; Ninh Bình
163/2025: 10). But a due day counted from receipt would tell the agency the day on which the citizen wrote.
So the desk takes TRIAGE_DAYS of the term, and the agency's part is counted from the day of the batch: it says
nothing new, and whoever is read in time is answered within the whole term.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from core.dates import add_working_days
from feedback.enums import CaseKind

TRIAGE_DAYS = 2
"""Working days, of the whole term, for reading and for the batch."""
LEAST, MOST = TRIAGE_DAYS + 1, 60
"""Working days that a term may be set to, both included."""


class CaseTermRow(NamedTuple):
    """One term: its kind, default in working days, source."""

    kind: CaseKind
    default: int
    source: str


TERMS = (
    CaseTermRow(CaseKind.OWN, 5, "Bắc Ninh 80/2025: việc thuộc thẩm quyền của một cơ quan"),
    CaseTermRow(CaseKind.INTER_AGENCY, 7, "Bắc Ninh 80/2025: việc cần nhiều cơ quan phối hợp"),
    CaseTermRow(CaseKind.COMPLEX, 10, "Bắc Ninh 80/2025 và Ninh Bình 163/2025: dài nhất 10 ngày"),
)


def terms_from(changed: Mapping[str, int]) -> dict[str, int]:
    """Working days by kind where ``changed`` stands instead of some defaults."""
    return {str(term.kind): changed.get(term.kind, term.default) for term in TERMS}


def agency_days(terms: Mapping[str, int]) -> tuple[int, int]:
    """The shortest and the longest that an agency has from the day of the batch, in working days."""
    return min(terms.values()) - TRIAGE_DAYS, max(terms.values()) - TRIAGE_DAYS


def answer_due(released_on: date, working_days: int) -> date:
    """The last day for the agency's answer, of a whole term of ``working_days`` (LEAST–MOST)."""
    return add_working_days(released_on, working_days - TRIAGE_DAYS)


def reading_due(received_on: date) -> date:
    """The last day on which the desk should have read what came in on ``received_on``."""
    return add_working_days(received_on, TRIAGE_DAYS)

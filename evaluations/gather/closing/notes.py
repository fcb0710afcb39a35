"""Which revision of a closed period a page or a file of figures shows."""

from dataclasses import dataclass
from datetime import datetime

from core.clock import local_day
from core.dates import format_day
from evaluations.models import Period
from evaluations.models.closing import PeriodSnapshot

PRINTED = 16
"""Hexadecimal digits of a digest that are shown beside figures."""


@dataclass(frozen=True, slots=True)
class RevisionNote:
    """The newest snapshot of a period in words: "Đã chốt, bản 1, ngày 05/12/2026, mã băm 0f3a…"."""

    revision: int
    made_at: datetime
    digest: str

    @property
    def printed(self) -> str:
        """The first digits of the digest."""
        return self.digest[:PRINTED]

    @property
    def day(self) -> str:
        """The day of the closing or of the correction."""
        return format_day(local_day(self.made_at))

    @property
    def text(self) -> str:
        """The note as one line, the same on page and paper."""
        return f"Đã chốt, bản {self.revision}, ngày {self.day}, mã băm {self.printed}"


def note_of(period: Period) -> RevisionNote | None:
    """The note of a closed period; None while it is open (no statement then, else one)."""
    if period.is_open or period.closed_at is None:
        return None
    found = PeriodSnapshot.objects.newest().filter(period=period)
    row = found.values_list("revision", "made_at", "digest").first()
    return None if row is None else RevisionNote(*row)

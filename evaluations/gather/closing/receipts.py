"""Receipts: the sealed result of an agency, as its head holds it and as anybody may check it (S15)."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.numbers import NO_DATA
from evaluations.enums import Grade
from evaluations.gather.closing.header import header_of
from evaluations.models import Period
from evaluations.models.closing import PeriodSnapshot, SnapshotLine
from evaluations.rules.closing.canonical import sha256
from evaluations.rules.closing.chain import head_digest, line_digest
from evaluations.rules.closing.header import header_values
from evaluations.rules.closing.receipt import receipt_code, spaced


@dataclass(frozen=True, slots=True)
class Receipt:
    """One agency's receipt; ``said`` is its result line, ``newer`` the snapshot that replaced this one."""

    line: SnapshotLine
    said: dict[str, Any]
    newer: PeriodSnapshot | None

    @property
    def snapshot(self) -> PeriodSnapshot:
        """The snapshot that the line stands in."""
        return self.line.snapshot

    @property
    def total(self) -> Decimal | None:
        """The total, two decimals; None without data."""
        return None if self.said["total"] is None else Decimal(self.said["total"])

    @property
    def grade(self) -> str:
        """The grade in words."""
        grade = self.said["grade"]
        return str(Grade(grade).label) if grade in Grade.values else NO_DATA

    @property
    def place(self) -> str:
        """The rank among those ranked with it, or that there is none."""
        if self.said["rank"] is None:
            return "Không xếp hạng"
        return f"{self.said['rank']}/{self.said['ranked_of']}"

    @property
    def printed_code(self) -> str:
        """The code in fours."""
        return spaced(self.line.code or "")


def visible_lines(user: Any, period: Period, on: date) -> Any:
    """The result lines of the period's newest snapshot that ``user`` may read."""
    newest = PeriodSnapshot.objects.newest().filter(period=period)
    lines = SnapshotLine.objects.visible_to(user, on).results().filter(snapshot__in=newest)
    return lines.select_related("snapshot__period", "snapshot__made_by").order_by("position")


def receipt_of(line: Any, *, newest: bool = False) -> Receipt:
    """The receipt of one result line; of a line known to be ``newest`` nothing is asked of the database."""
    if newest:
        return Receipt(line, json.loads(line.payload), None)
    newer = PeriodSnapshot.objects.newest().filter(period=line.snapshot.period_id).first()
    if newer is not None and newer.pk == line.snapshot_id:
        newer = None
    return Receipt(line, json.loads(line.payload), newer)


def is_genuine(line: SnapshotLine) -> bool:
    """Whether line, code and snapshot carry the seals that follow from what they say (two statements)."""
    snapshot, ends = line.snapshot, (line.position - 1, line.snapshot.lines_count - 1)
    stored = dict(snapshot.lines.filter(position__in=ends).values_list("position", "digest"))
    previous = stored.get(line.position - 1, snapshot.previous_digest)
    digest = line_digest(previous, line.position, line.kind, sha256(line.payload))
    last = stored.get(snapshot.lines_count - 1, line.digest)
    return (
        digest == line.digest
        and line.code == receipt_code(digest, line.payload)
        and snapshot.digest == head_digest(header_values(header_of(snapshot)), last)
    )

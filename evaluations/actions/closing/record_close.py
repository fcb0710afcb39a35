"""The closing in the audit trail: with the digest of its snapshot, which nobody can replace unseen (S15)."""

from datetime import datetime
from typing import Any

from core import audit
from evaluations.models.closing import PeriodSnapshot


def record_close(snapshot: PeriodSnapshot, actor: Any, at: datetime) -> None:
    """Record who closed the period and what was sealed."""
    audit.record(
        "period.closed",
        actor=actor,
        subject=snapshot.period,
        at=at,
        before={"state": "open"},
        after={
            "state": str(snapshot.period.state),
            "label": snapshot.period.label,
            "revision": snapshot.revision,
            "digest": snapshot.digest,
            "lines": snapshot.lines_count,
            "asked_by": snapshot.asked_by_id,
        },
    )

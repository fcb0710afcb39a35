"""Leave a line in the audit trail of who took a snapshot away."""

from datetime import datetime
from typing import Any

from core import audit
from evaluations.models.closing import PeriodSnapshot


def record_export(*, snapshot: PeriodSnapshot, agency_id: int | None, actor: Any, at: datetime) -> None:
    """Record the export of a snapshot, whole or the part of one agency: it names who owed a form."""
    audit.record(
        "snapshot.exported",
        actor=actor,
        subject=snapshot,
        at=at,
        agency_id=agency_id,
        after={"digest": snapshot.digest, "whole": agency_id is None},
    )

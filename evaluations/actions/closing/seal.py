"""Freeze an open period whose row is held, and end it: the heart of closing (S15)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from core.errors import Refused
from evaluations.actions.closing.snapshot import write_snapshot
from evaluations.actions.owing.freeze import freeze_owed
from evaluations.gather.closing.frozen import frozen_month
from evaluations.models import AgencyResult, Period
from evaluations.models.closing import PeriodSnapshot
from evaluations.rules.closing.frozen import ScoredMonth, rescore
from evaluations.rules.transitions import PERIODS
from evaluations.rules.versions import CURRENT

TOLD = ("total", "coverage", "gap_inspection", "gap_citizen", "rating_mean")
SAME = ("rank", "ranked_of", "grade", "confidence", "headcount", "submitted", "reviewed", "records")


class Moved(Refused):
    """What was frozen does not give the figures of the roll-up: people or posts changed in between."""

    def __init__(self) -> None:
        super().__init__("Số liệu vừa thay đổi trong lúc chốt nên chưa chốt kỳ. Hãy bấm chốt lại.")


def seal_period(*, period: Period, asked_by: Any, actor: Any, at: datetime) -> PeriodSnapshot:
    """Freeze who owed, every input and figure; write the snapshot; close the period.

    Call it in a transaction that holds the period's row (``lock_period``) and has rolled the period up.
    Raises Moved where the frozen inputs do not give the figures of that roll-up again.
    """
    freeze_owed(period=period, actor=actor, at=at)
    month = frozen_month(period, at)
    scored = rescore(month, CURRENT)
    if not _is_rolled_up(period, scored):
        raise Moved
    snapshot = write_snapshot(
        period=period, month=month, scored=scored, asked_by=asked_by, actor=actor, at=at
    )
    period.state = PERIODS.target(period.state, "close")
    period.closed_at = at
    period.save(update_fields=["state", "closed_at"])
    return snapshot


def _is_rolled_up(period: Period, scored: ScoredMonth) -> bool:
    """Whether the stored results are what the frozen inputs give."""
    stored = {
        row["agency_id"]: row
        for row in AgencyResult.objects.filter(period=period).values("agency_id", *TOLD, *SAME)
    }
    return stored.keys() == scored.results.keys() and all(
        all(row[name] == scored.results[agency][name] for name in SAME)
        and all(row[name] == _decimal(scored.results[agency][name]) for name in TOLD)
        for agency, row in stored.items()
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)

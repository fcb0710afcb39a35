"""What of the demonstration stands already: read back from the audit trail, which nobody can change."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from agencies.models import Agency
from agencies.province.plan import build_province
from agencies.province.records import ProvincePlan
from core import audit
from core.models import AuditEntry
from evaluations.models import Period

PROVINCE_LOADED = "demo.province_loaded"
MONTH_LOADED = "demo.month_loaded"


@dataclass(frozen=True, slots=True)
class Load:
    """The four numbers that make the same province again: people, seed, the day it was laid out, months."""

    staff: int
    seed: int
    today: date
    months: int

    def plan(self) -> ProvincePlan:
        """The province that was, or will be, loaded."""
        return build_province(staff=self.staff, today=self.today, seed=self.seed)


def standing_load() -> Load | None:
    """The load that stands in this database, or None."""
    entry = AuditEntry.objects.filter(event=PROVINCE_LOADED).order_by("sequence").last()
    if entry is None or entry.after is None:
        return None
    kept = entry.after
    return Load(kept["staff"], kept["seed"], date.fromisoformat(kept["today"]), kept["months"])


def loaded_until() -> dict[date, date]:
    """For each month that was loaded (its first day) the last day it was loaded for."""
    entries = AuditEntry.objects.filter(event=MONTH_LOADED).order_by("sequence")
    rows = (after for after in entries.values_list("after", flat=True) if after)
    return {date.fromisoformat(row["month"]): date.fromisoformat(row["until"]) for row in rows}


def record_province(load: Load, province: Agency, rows: Mapping[str, int], *, at: datetime) -> None:
    """Leave the entry that says what was laid out, as the last act of its transaction."""
    audit.record(
        PROVINCE_LOADED,
        actor=None,
        subject=province,
        agency_id=province.pk,
        at=at,
        after={**asdict(load), "rows": dict(rows)},
    )


def record_month(period: Period, until: date, rows: Mapping[str, Any], *, at: datetime) -> None:
    """Leave the entry that says a month was loaded up to ``until``, as the last act of its transaction."""
    audit.record(
        MONTH_LOADED,
        actor=None,
        subject=period,
        at=at,
        after={"month": period.starts_on, "until": until, "rows": dict(rows)},
    )

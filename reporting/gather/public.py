"""Released results as everybody may read them: per agency, never of persons, from newest snapshots alone.

What one release says never changes, so it is kept under the snapshot's digest; whether it may be said is
asked anew each time.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.core.cache import caches

from evaluations.gather.releases.table import receipt_codes, table_of
from evaluations.models import PeriodSnapshot, RankingRelease
from evaluations.rules.released_table import GroupTable, Released
from reporting.freshness import edition

KEPT_SECONDS = 24 * 60 * 60
LATEST = 60


class PublicMonth(NamedTuple):
    """A period that has released results; ``code`` names it in addresses, "2026-11"."""

    snapshot: int
    label: str
    code: str
    starts_on: date
    revision: int
    digest: str


class PublicRow(NamedTuple):
    """What everybody may know of an agency's result; ``reason`` says why it has no rank."""

    group: str
    name: str
    folded: str
    total: Decimal | None
    grade: str
    rank: int | None
    of: int | None
    confidence: str
    change: Decimal | None
    code: str
    reason: str


def public_months() -> list[PublicMonth]:
    """The periods with public results, newest first; what is withdrawn or replaced is not among them."""
    found = RankingRelease.objects.public().select_related("snapshot__period")
    return [_month(one) for one in found.order_by("-snapshot__period__starts_on", "pk")[:LATEST]]


def _month(release: RankingRelease) -> PublicMonth:
    snapshot = release.snapshot
    period = snapshot.period
    return PublicMonth(
        snapshot.pk,
        period.label,
        f"{period.starts_on:%Y-%m}" if period.kind == "month" else f"{period.kind}-{period.starts_on}",
        period.starts_on,
        snapshot.revision,
        snapshot.digest,
    )


def public_rows(month: PublicMonth) -> Sequence[PublicRow]:
    """Every rated agency of the period, by comparison group, band and rank; those without one last."""
    key = f"public:{edition()}:{month.snapshot}:{month.digest}"
    kept: Sequence[PublicRow] | None = caches["pages"].get(key)
    if kept is None:
        kept = _rows(month)
        caches["pages"].set(key, kept, KEPT_SECONDS)
    return kept


def _rows(month: PublicMonth) -> list[PublicRow]:
    snapshot = PeriodSnapshot.objects.select_related("period").get(pk=month.snapshot)
    found, codes = table_of(snapshot), receipt_codes(snapshot)

    def row(group: GroupTable, one: Released, reason: str = "") -> PublicRow:
        named = found.names.get(one.agency)
        return PublicRow(
            group.group,
            named.name if named else "",
            named.folded if named else "",
            one.total,
            "" if one.rank is None and one.provisional else one.grade,
            one.rank,
            one.of if one.rank is not None else None,
            one.confidence,
            group.changes.get(one.agency),
            codes.get(one.agency, ""),
            reason,
        )

    rows: list[PublicRow] = []
    for group in found.groups:
        rows += [row(group, one) for _, members in group.bands for one in members]
        rows += [row(group, each.row, each.reason) for each in group.unranked]
    return rows

"""Released results as everybody may read them: per agency, never of persons, from newest snapshots alone.

What one release says follows from its snapshot and from the public one before it, so it is kept under the
digests of both; whether it may be said is asked anew each time.
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
    """A period that has released results; ``code`` names it in addresses, "2026-11".

    ``before`` is the period before it, if its results are public as well: gains are since then.
    """

    snapshot: int
    label: str
    code: str
    starts_on: date
    ends_on: date
    kind: str
    revision: int
    digest: str
    before: "PublicMonth | None" = None


class PublicRow(NamedTuple):
    """What everybody may know of an agency's result; ``reason`` says why it has no rank.

    ``band`` is what its criteria set calls the ``grade``, empty where it has no word of its own.
    """

    group: str
    name: str
    folded: str
    total: Decimal | None
    grade: str
    band: str
    rank: int | None
    of: int | None
    confidence: str
    change: Decimal | None
    code: str
    reason: str


def public_months() -> list[PublicMonth]:
    """The periods with public results, newest first; what is withdrawn or replaced is not among them."""
    found = RankingRelease.objects.public().select_related("snapshot__period")
    months = [_month(one) for one in found.order_by("-snapshot__period__starts_on", "pk")]
    ended = {(one.kind, one.ends_on): one for one in months}
    return [one._replace(before=ended.get((one.kind, one.starts_on))) for one in months[:LATEST]]


def _month(release: RankingRelease) -> PublicMonth:
    snapshot = release.snapshot
    period = snapshot.period
    return PublicMonth(
        snapshot.pk,
        period.label,
        f"{period.starts_on:%Y-%m}" if period.kind == "month" else f"{period.kind}-{period.starts_on}",
        period.starts_on,
        period.ends_on,
        period.kind,
        snapshot.revision,
        snapshot.digest,
    )


def public_rows(month: PublicMonth) -> Sequence[PublicRow]:
    """Every rated agency of the period, by comparison group, band and rank; those without one last."""
    since = month.before.digest if month.before else ""
    key = f"public:{edition()}:{month.snapshot}:{month.digest}:{since}"
    kept: Sequence[PublicRow] | None = caches["pages"].get(key)
    if kept is None:
        kept = _rows(month)
        caches["pages"].set(key, kept, KEPT_SECONDS)
    return kept


def _rows(month: PublicMonth) -> list[PublicRow]:
    wanted = [month.snapshot, *([month.before.snapshot] if month.before else [])]
    snapshots = PeriodSnapshot.objects.in_bulk(wanted)
    snapshot = snapshots[month.snapshot]
    before = snapshots[month.before.snapshot] if month.before else None
    found, codes = table_of(snapshot, before), receipt_codes(snapshot)

    def row(group: GroupTable, one: Released, reason: str = "") -> PublicRow:
        named = found.names.get(one.agency)
        grade = "" if one.rank is None and one.provisional else one.grade
        return PublicRow(
            group.group,
            named.name if named else "",
            named.folded if named else "",
            one.total,
            grade,
            found.labels.get((one.set_id, grade), ""),
            one.rank,
            one.of if one.rank is not None else None,
            one.confidence,
            group.changes.get(one.agency),
            "" if one.is_withheld else codes.get(one.agency, ""),
            reason,
        )

    rows: list[PublicRow] = []
    for group in found.groups:
        rows += [row(group, one) for _, members in group.bands for one in members]
        rows += [row(group, each.row, each.reason) for each in group.unranked]
    return rows

"""Write a snapshot: its lines, its place in the province's chain, and the results that repeat it (S15)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from evaluations.actions.closing.mirror import mirror
from evaluations.gather.closing.frozen import frozen_period
from evaluations.gather.closing.header import corrected
from evaluations.gather.closing.standing import standing_lines, standing_of
from evaluations.models import Correction, Period
from evaluations.models.closing import PeriodSnapshot, SnapshotLine
from evaluations.rules.closing.chain import GENESIS, Line, SealedLine, head_digest, seal
from evaluations.rules.closing.frozen import FrozenMonth, ScoredMonth
from evaluations.rules.closing.header import Figures, Header, header_values
from evaluations.rules.closing.lines import month_lines
from evaluations.rules.versions import CURRENT

CHAIN_LOCK = 184718471
"""The lock under which the trigger of 0014 looks for the end of the chain: two closings queue."""
BATCH = 300


def write_snapshot(
    *,
    period: Period,
    month: FrozenMonth,
    scored: ScoredMonth,
    asked_by: Any,
    actor: Any,
    at: datetime,
    replaces: PeriodSnapshot | None = None,
    correction: Correction | None = None,
) -> PeriodSnapshot:
    """Seal ``month`` and ``scored``, and let the period's results say so.

    The first of a period is its closing: call it in the closing transaction, before the state changes. A
    later one ``replaces`` the newest by a ``correction`` that is granted already; its rules version is that
    of the one it replaces, and the tree and who owed stay as they were.
    """
    with transaction.atomic():
        standing = standing_lines(period) if replaces is None else standing_of(replaces)
        lines = month_lines(month, scored, standing)
        if correction is not None:
            # as the database keeps it, for that is what a check will read
            correction.refresh_from_db()
        header = _header(period, replaces, correction, scored, lines, (asked_by, actor, at))
        sealed = seal(header.previous_digest, lines)
        snapshot = _store(
            period, header, replaces, correction, head_digest(header_values(header), sealed[-1].digest)
        )
        _store_lines(snapshot, sealed)
        mirror(snapshot)
    return snapshot


def _header(
    period: Period,
    replaces: PeriodSnapshot | None,
    correction: Correction | None,
    scored: ScoredMonth,
    lines: list[Line],
    made: tuple[Any, Any, datetime],
) -> Header:
    asked_by, actor, at = made
    sequence, previous = _end_of_chain()
    return Header(
        sequence=sequence + 1,
        period=frozen_period(period),
        revision=1 if replaces is None else replaces.revision + 1,
        replaces=None if replaces is None else replaces.digest,
        correction=None if correction is None else corrected(correction),
        rules_version=CURRENT if replaces is None else replaces.rules_version,
        figures=_figures(scored),
        lines_count=len(lines),
        made_at=at,
        made_by=getattr(actor, "pk", None),
        asked_by=getattr(asked_by, "pk", None),
        previous_digest=previous,
    )


def _end_of_chain() -> tuple[int, str]:
    """Sequence and digest of the province's last snapshot; on PostgreSQL others wait until we are through."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last = PeriodSnapshot.objects.order_by("-sequence").values_list("sequence", "digest").first()
    return last or (0, GENESIS)


def _figures(scored: ScoredMonth) -> Figures:
    told = dict(scored.summary)
    for name in ("weighted_mean", "simple_mean"):
        told[name] = None if told[name] is None else Decimal(told[name])
    return Figures(**told)


def _store(
    period: Period,
    header: Header,
    replaces: PeriodSnapshot | None,
    correction: Correction | None,
    digest: str,
) -> PeriodSnapshot:
    return PeriodSnapshot.objects.create(
        sequence=header.sequence,
        period=period,
        revision=header.revision,
        replaces=replaces,
        correction=correction,
        rules_version=header.rules_version,
        lines_count=header.lines_count,
        made_at=header.made_at,
        made_by_id=header.made_by,
        asked_by_id=header.asked_by,
        previous_digest=header.previous_digest,
        digest=digest,
        **header.figures._asdict(),
    )


def _store_lines(snapshot: PeriodSnapshot, sealed: list[SealedLine]) -> None:
    SnapshotLine.objects.bulk_create(
        [SnapshotLine(snapshot=snapshot, **line._asdict()) for line in sealed], batch_size=BATCH
    )

"""Record an index that others measured, one by one or from a sheet; the portal never scores by it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from agencies.models import User
from core import audit
from registers.actions.refusals import AlreadyEntered, EntryRefused, Stale
from registers.models import ExternalIndex
from registers.rules.indices import IndexFacts, index_problems


def record_index(
    *, index_id: UUID, facts: IndexFacts, seen_version: int = 0, actor: User, at: datetime
) -> ExternalIndex:
    """Keep a new value (``seen_version`` 0) or a correction; raises EntryRefused, AlreadyEntered, Stale."""
    errors = index_problems(facts)
    if errors:
        raise EntryRefused(errors)
    try:
        with transaction.atomic():
            current = ExternalIndex.objects.select_for_update(of=("self",)).filter(pk=index_id).first()
            if current is not None and _said(current) == facts:
                return current
            if (current.version if current else 0) != seen_version:
                raise Stale
            before = asdict(_said(current)) if current else None
            row = ExternalIndex(
                id=index_id, version=seen_version + 1, recorded_by=actor, recorded_at=at, **_columns(facts)
            )
            row.save(force_insert=current is None, force_update=current is not None)
            audit.record(
                "external_index.recorded",
                actor=actor,
                subject=row,
                at=at,
                agency_id=facts.agency,
                before=before,
                after=asdict(facts),
            )
    except IntegrityError as error:
        raise AlreadyEntered("Cơ quan này đã có chỉ số của năm đó. Hãy mở dòng cũ để sửa.") from error
    return row


def import_indices(*, form_id: UUID, rows: Sequence[IndexFacts], actor: User, at: datetime) -> int:
    """Keep every row of a sheet: new ones are added, standing ones get the new value; all or none.

    Returns how many changed; 0 when the same sheet comes again. Raises EntryRefused.
    """
    changed = 0
    with transaction.atomic():
        standing = {
            (row.agency_id, row.kind, row.year): row
            for row in ExternalIndex.objects.filter(agency__in={one.agency for one in rows})
        }
        for place, facts in enumerate(rows):
            errors = index_problems(facts)
            if errors:
                raise EntryRefused(errors)
            known = standing.get((facts.agency, facts.kind, facts.year))
            if known is not None and _said(known) == facts:
                continue
            row = ExternalIndex(
                id=known.pk if known else uuid5(form_id, str(place)),
                version=known.version + 1 if known else 1,
                recorded_by=actor,
                recorded_at=at,
                **_columns(facts),
            )
            row.save(force_insert=known is None, force_update=known is not None)
            changed += 1
        if changed:
            audit.record(
                "external_index.imported",
                actor=actor,
                subject=actor,
                at=at,
                after={"form": str(form_id), "rows": len(rows), "changed": changed},
            )
    return changed


def _columns(facts: IndexFacts) -> dict[str, object]:
    words = asdict(facts)
    words["agency_id"] = words.pop("agency")
    return words


def _said(row: ExternalIndex) -> IndexFacts:
    return IndexFacts(
        row.agency_id,
        row.kind,
        row.year,
        Decimal(row.value),
        Decimal(row.scale),
        row.document,
        row.rank,
        row.ranked_of,
    )

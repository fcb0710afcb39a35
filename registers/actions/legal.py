"""Record a legal document with the criteria that rest on it, or correct it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.models import User
from core import audit
from registers.actions.refusals import AlreadyEntered, EntryRefused, Stale
from registers.models import LegalDocument, LegalReference


@dataclass(frozen=True, slots=True)
class LegalFacts:
    """What is written of one document; ``references`` are (criterion code, article) pairs."""

    number: str
    issuer: str
    title: str
    issued_on: date
    in_force_on: date
    expired_on: date | None = None
    replaced_by: UUID | None = None
    note: str = ""
    references: tuple[tuple[str, str], ...] = ()


def record_document(
    *, document_id: UUID, facts: LegalFacts, seen_version: int = 0, actor: User | None, at: datetime
) -> LegalDocument:
    """Keep a new document (``seen_version`` 0) or the next version of a known one.

    Sending the same twice is harmless. Raises EntryRefused, AlreadyEntered, Stale.
    """
    _refuse(facts, document_id)
    columns = _columns(facts)
    try:
        with transaction.atomic():
            current = LegalDocument.objects.select_for_update(of=("self",)).filter(pk=document_id).first()
            if current is not None and _same(current, columns, facts.references):
                return current
            if (current.version if current else 0) != seen_version:
                raise Stale
            if current is None:
                current = LegalDocument(id=document_id, **columns, recorded_by=actor, recorded_at=at)
                current.save(force_insert=True)
            else:
                _update(current, columns, actor, at)
            _relink(current, facts.references)
            words = {**asdict(facts), "references": [list(pair) for pair in facts.references]}
            audit.record("legal_document.recorded", actor=actor, subject=current, at=at, after=words)
    except IntegrityError as error:
        raise AlreadyEntered(f"Văn bản số {facts.number} đã có trong danh mục.") from error
    return current


def _columns(facts: LegalFacts) -> dict[str, Any]:
    words = asdict(facts)
    words.pop("references")
    words["replaced_by_id"] = words.pop("replaced_by")
    return words


def _refuse(facts: LegalFacts, document_id: UUID) -> None:
    if facts.expired_on is not None and facts.expired_on <= facts.in_force_on:
        raise EntryRefused({"expired_on": "Ngày hết hiệu lực phải sau ngày có hiệu lực."})
    if facts.in_force_on < facts.issued_on:
        raise EntryRefused({"in_force_on": "Ngày có hiệu lực không được trước ngày ban hành."})
    if facts.replaced_by == document_id:
        raise EntryRefused({"replaced_by": "Một văn bản không thay thế chính nó."})


def _same(current: LegalDocument, columns: dict[str, Any], references: Sequence[tuple[str, str]]) -> bool:
    linked = set(current.references.values_list("criterion", "article"))
    return linked == set(references) and all(
        getattr(current, name) == value for name, value in columns.items()
    )


def _update(current: LegalDocument, columns: dict[str, Any], actor: User | None, at: datetime) -> None:
    for name, value in columns.items():
        setattr(current, name, value)
    current.version += 1
    current.recorded_by, current.recorded_at = actor, at
    current.save(update_fields=[*columns, "version", "recorded_by", "recorded_at"])


def _relink(document: LegalDocument, references: Sequence[tuple[str, str]]) -> None:
    document.references.all().delete()
    LegalReference.objects.bulk_create(
        LegalReference(document=document, criterion=code, article=article)
        for code, article in dict.fromkeys(references)
    )

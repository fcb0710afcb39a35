"""Add the shipped legal documents that a province does not have yet; what it changed stays as it is."""

from datetime import datetime

from django.db import transaction

from registers.actions.legal import LegalFacts, record_document
from registers.gather.shipped import shipped
from registers.models import LegalDocument


def ship_legal_documents(*, at: datetime) -> int:
    """Record every shipped document whose number is unknown; returns how many are new."""
    added = 0
    with transaction.atomic():
        known = set(LegalDocument.objects.values_list("number", flat=True))
        # What replaces another must stand first.
        for line in sorted(shipped(), key=lambda one: one.replaced_by is not None):
            if line.number in known:
                continue
            words = line._asdict()
            document_id = words.pop("id")
            record_document(document_id=document_id, facts=LegalFacts(**words), actor=None, at=at)
            added += 1
    return added

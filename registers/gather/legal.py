"""The legal documents on which criteria rest."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from core.dates import format_day
from registers.models import LegalDocument, LegalReference


class Basis(NamedTuple):
    """One document under a criterion: where it says so, and whether it still holds."""

    document_id: object
    number: str
    title: str
    article: str
    in_force: bool
    replaced_by: str


def bases(codes: Collection[str], on: date) -> dict[str, list[Basis]]:
    """By criterion code the documents it rests on, newest first; one query."""
    rows = LegalReference.objects.filter(criterion__in=set(codes)).select_related("document__replaced_by")
    found: dict[str, list[Basis]] = {}
    for row in rows.order_by("criterion", "-document__issued_on", "document__number", "article"):
        document = row.document
        found.setdefault(row.criterion, []).append(
            Basis(
                document.pk,
                document.number,
                document.title,
                row.article,
                holds(document, on),
                document.replaced_by.number if document.replaced_by else "",
            )
        )
    return found


def holds(document: LegalDocument, on: date) -> bool:
    """Whether a document is in force on a day."""
    return document.in_force_on <= on and (document.expired_on is None or document.expired_on > on)


def standing_words(document: LegalDocument, on: date) -> tuple[str, str]:
    """Whether it is in force, as (kind, label) of a badge."""
    if document.in_force_on > on:
        return "info", f"Có hiệu lực từ {format_day(document.in_force_on)}"
    if holds(document, on):
        return "ok", "Còn hiệu lực"
    return "none", f"Hết hiệu lực từ {format_day(document.expired_on)}"

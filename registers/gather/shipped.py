"""The list of legal documents that comes with the portal."""

import csv
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid5

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "legal_documents.csv"
NAMES = UUID("1847a5d0-0b1e-4a6f-8f6e-2018122718aa")


class Shipped(NamedTuple):
    """One line of the list, with the id that its number gives it."""

    id: UUID
    number: str
    issuer: str
    title: str
    issued_on: date
    in_force_on: date
    expired_on: date | None
    replaced_by: UUID | None
    note: str
    references: tuple[tuple[str, str], ...]


def document_id(number: str) -> UUID:
    """The id of a shipped document, the same in every database."""
    return uuid5(NAMES, number)


def shipped() -> list[Shipped]:
    """The list in the order of the file."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return [_line(row) for row in csv.DictReader(file)]


def _line(row: dict[str, str]) -> Shipped:
    return Shipped(
        id=document_id(row["number"]),
        number=row["number"],
        issuer=row["issuer"],
        title=row["title"],
        issued_on=date.fromisoformat(row["issued_on"]),
        in_force_on=date.fromisoformat(row["in_force_on"]),
        expired_on=date.fromisoformat(row["expired_on"]) if row["expired_on"] else None,
        replaced_by=document_id(row["replaced_by"]) if row["replaced_by"] else None,
        note=row["note"],
        references=tuple(_reference(text) for text in row["references"].split("|") if text),
    )


def _reference(text: str) -> tuple[str, str]:
    code, _colon, article = text.partition(":")
    return code.strip(), article.strip()

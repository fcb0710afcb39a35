"""Proving issued documents: the seal recomputed, the files read back, both found in the audit chain."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import default_storage

from core.models import AuditEntry
from evaluations.models import IssuedDocument
from evaluations.rules.documents.sealing import seal, sha256_of

EDITED = "nội dung trong cơ sở dữ liệu không khớp mã băm"
NOT_IN_CHAIN = "mã băm không có trong nhật ký"
NO_FILE = "không đọc được tệp {ending}"
OTHER_FILE = "tệp {ending} không khớp mã băm"


@dataclass(frozen=True, slots=True)
class DocumentVerdict:
    """One document and what is wrong with it, nothing when it is as it was issued."""

    document: IssuedDocument
    problems: tuple[str, ...]


def prove_all() -> Iterator[DocumentVerdict]:
    """Every document in order of issue, with its files."""
    documents = IssuedDocument.objects.order_by("issued_at", "id")
    for document in documents.iterator(chunk_size=200):
        yield DocumentVerdict(document, (*row_problems(document), *file_problems(document)))


def row_problems(document: IssuedDocument) -> tuple[str, ...]:
    """What is wrong with the row: edited, or never sealed by the audit chain (one query)."""
    problems = []
    if seal(document.code, document.facts, document.content) != document.sha256:
        problems.append(EDITED)
    if not _in_chain(document):
        problems.append(NOT_IN_CHAIN)
    return tuple(problems)


def _in_chain(document: IssuedDocument) -> bool:
    """Whether the entry of its issue names the same code, symbol and digests."""
    entry = AuditEntry.objects.filter(
        event="document.issued", subject_type=document._meta.label_lower, subject_id=str(document.pk)
    ).first()
    if entry is None or entry.after is None:
        return False
    names = ("kind", "symbol", "code", "sha256", "pdf_sha256", "docx_sha256")
    return all(entry.after.get(name) == getattr(document, name) for name in names)


def file_problems(document: IssuedDocument) -> tuple[str, ...]:
    """What is wrong with the two files."""
    return tuple(problem for ending in ("pdf", "docx") if (problem := _file_problem(document, ending)))


def _file_problem(document: IssuedDocument, ending: str) -> str:
    try:
        with default_storage.open(getattr(document, f"{ending}_path")) as file:
            data = file.read()
    except OSError:
        return NO_FILE.format(ending=ending)
    same = sha256_of(data) == getattr(document, f"{ending}_sha256")
    return "" if same else OTHER_FILE.format(ending=ending)

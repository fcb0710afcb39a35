"""Writing a paper down: number under a lock, files once and read back, row, digest in the audit chain."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from agencies.models import User
from core import audit, clock
from core.errors import Conflict
from evaluations.actions.documents.prepare import Prepared
from evaluations.models import DocumentRegister, Inspection, IssuedDocument
from evaluations.rules.documents.sealing import sha256_of

MOST_TRIES = 8
"""How often a paper is printed anew because somebody else took its number meanwhile."""

Result = TypeVar("Result")


class NumberTaken(Exception):
    """Somebody else's paper got the number while this one was being printed."""


class NotKept(OSError):
    """A file read back is not what was written."""


def until_numbered(attempt: Callable[[], Result]) -> Result:
    """Run ``attempt`` (prepare outside, write inside a transaction) until its number is still free."""
    for _ in range(MOST_TRIES):
        try:
            return attempt()
        except NumberTaken:
            continue
    raise Conflict("Sổ văn bản đang có nhiều người cùng lấy số. Hãy thử lại sau ít phút.")


def write_down(prepared: Prepared, inspection: Inspection, *, actor: User, at: datetime) -> IssuedDocument:
    """Keep the paper; inside the caller's transaction. Raises NumberTaken, NotKept."""
    take_number(prepared)
    with files_written(prepared) as paths:
        document = IssuedDocument.objects.create(
            id=prepared.id,
            kind=prepared.kind,
            inspection=inspection,
            year=prepared.year,
            number=prepared.number,
            symbol=prepared.symbol,
            issued_on=clock.local_day(at),
            issued_at=at,
            issued_by=actor,
            signer=prepared.signature.name if prepared.signature else "",
            signer_post=prepared.signature.capacity if prepared.signature else "",
            facts=prepared.facts,
            content=prepared.content,
            sha256=prepared.sha256,
            code=prepared.code,
            pdf_path=paths["pdf"],
            pdf_sha256=sha256_of(prepared.files["pdf"]),
            docx_path=paths["docx"],
            docx_sha256=sha256_of(prepared.files["docx"]),
        )
        audit.record("document.issued", actor=actor, subject=document, at=at, after=prepared.digests())
    return document


def take_number(prepared: Prepared) -> None:
    """Lock the register and take the number; raises NumberTaken when another has it."""
    registers = DocumentRegister.objects.select_for_update(of=("self",))
    register, _ = registers.get_or_create(kind=prepared.kind, year=prepared.year)
    if register.last + 1 != prepared.number:
        raise NumberTaken
    register.last = prepared.number
    register.save(update_fields=["last"])


@contextmanager
def files_written(prepared: Prepared) -> Iterator[dict[str, str]]:
    """The paths of the files, written and read back; removed when the rest of the act fails."""
    paths: dict[str, str] = {}
    try:
        for ending, data in prepared.files.items():
            name = f"van-ban/{prepared.year}/{prepared.id.hex}.{ending}"
            paths[ending] = default_storage.save(name, ContentFile(data))
            read_back(paths[ending], data)
        yield paths
    except BaseException:
        for path in paths.values():
            default_storage.delete(path)
        raise


def read_back(path: str, data: bytes) -> None:
    """Raise NotKept unless the store gives back what it was given."""
    with default_storage.open(path) as kept:
        if kept.read() != data:
            raise NotKept(f"{path}: tệp đọc lại không giống tệp đã ghi")

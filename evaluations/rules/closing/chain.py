"""The chain of a snapshot: each line carries the digest of the one before, the snapshot that of the last.

Source: S15. A line's digest is over the digest of its payload and not over the payload itself, so that an
agency that holds only its own lines can still follow the whole chain by the digests of
the others (docs/decisions/closing.md).
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from evaluations.enums import LineKind
from evaluations.rules.closing.canonical import canonical, sha256
from evaluations.rules.closing.receipt import receipt_code

GENESIS = "0" * 64
"""What the province's first snapshot names as the one before it."""


class Line(NamedTuple):
    """A line before it is sealed; ``agency_id`` where it speaks of one agency."""

    kind: str
    agency_id: int | None
    payload: str


class SealedLine(NamedTuple):
    """A line in its place; ``code`` is on results only."""

    position: int
    kind: str
    agency_id: int | None
    payload: str
    digest: str
    code: str | None


def line_digest(previous: str, position: int, kind: str, payload_digest: str) -> str:
    """The digest of one line after ``previous``."""
    return sha256(f"{previous}\n{position}\n{kind}\n{payload_digest}")


def seal(previous: str, lines: Iterable[Line]) -> list[SealedLine]:
    """The lines in order, the first chained to ``previous``: the digest of the snapshot before."""
    sealed = []
    for position, (kind, agency_id, payload) in enumerate(lines):
        previous = line_digest(previous, position, kind, sha256(payload))
        code = receipt_code(previous, payload) if kind == LineKind.RESULT else None
        sealed.append(SealedLine(position, kind, agency_id, payload, previous, code))
    return sealed


def head_digest(header: Mapping[str, Any], last_line: str) -> str:
    """The digest of a snapshot: over its header, which names the snapshot before, and its last line."""
    return sha256(f"{last_line}\n{canonical(header)}")

"""What does not fit in a chain of snapshots, in words; nothing here reads the database (S15)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from evaluations.enums import LineKind
from evaluations.rules.closing.canonical import sha256
from evaluations.rules.closing.chain import SealedLine, head_digest, line_digest
from evaluations.rules.closing.header import Header, header_values
from evaluations.rules.closing.receipt import receipt_code

SUMMED = ("weighted_mean", "simple_mean", "agencies_rated", "agencies_ranked", "headcount", "records")
"""What the header repeats of the summary's line."""


class Place(NamedTuple):
    """Where the chain stands before a snapshot: the last sequence and digest."""

    sequence: int
    digest: str


def header_problems(header: Header, digest: str, last_line: str, before: Place) -> Iterator[str]:
    """What is wrong with a snapshot's place in the chain and its own seal."""
    if header.sequence != before.sequence + 1:
        yield f"thiếu bản chốt thứ {before.sequence + 1} trong chuỗi của tỉnh"
    if header.previous_digest != before.digest:
        yield "không nối với bản chốt đứng trước"
    if digest != head_digest(header_values(header), last_line):
        yield "đầu bản chốt đã bị sửa"


def line_problems(previous: str, lines: Sequence[SealedLine], count: int) -> Iterator[str]:
    """Which lines were changed, removed or slipped in; each is measured from the stored one before it."""
    if [line.position for line in lines] != list(range(count)):
        yield f"phải có {count} dòng, nay có {len(lines)} hoặc sai thứ tự"
    for line in lines:
        expected = line_digest(previous, line.position, line.kind, sha256(line.payload))
        code = receipt_code(expected, line.payload) if line.kind == LineKind.RESULT else None
        if line.digest != expected:
            yield f"dòng {line.position} ({line.kind}) đã bị sửa"
        elif line.code != code:
            yield f"mã biên nhận của dòng {line.position} đã bị sửa"
        previous = line.digest


def owner_problems(lines: Sequence[SealedLine], told: Mapping[Any, Sequence[Any]]) -> Iterator[str]:
    """Lines that stand under another agency than the one they speak of; the seal covers what they say."""
    for kind in (LineKind.INPUTS, LineKind.RESULT):
        owned = [line for line in lines if line.kind == kind]
        for line, said in zip(owned, told[kind], strict=True):
            if said["agency_id"] != line.agency_id:
                yield f"dòng {line.position} ({line.kind}) bị đặt sang cơ quan khác"


def figure_problems(header: Header, summary: Mapping[str, Any]) -> Iterator[str]:
    """Whether the header says what the summary's line says."""
    told = header_values(header)["figures"]
    if any(told[name] != summary.get(name) for name in SUMMED):
        yield "số tổng hợp ở đầu bản chốt khác dòng tổng hợp"


def agrees(frozen: Any, now: Any) -> bool:
    """Whether what was frozen still stands so; what later code says besides does not matter."""
    if isinstance(frozen, Mapping) and isinstance(now, Mapping):
        return all(agrees(value, now[name]) for name, value in frozen.items() if name in now)
    if isinstance(frozen, list) and isinstance(now, list):
        return len(frozen) == len(now) and all(map(agrees, frozen, now))
    return bool(frozen == now)


def row_problems(said: Mapping[str, Any], row: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """The columns of a result that say something else than its line."""
    return [name for name in names if said.get(name) != row[name]]

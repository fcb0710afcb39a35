"""One frozen input as it was and as it is to be, and what stands when others moved it (S15)."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from evaluations.rules.blending import pool
from evaluations.rules.inputs import SourceInput


class Said(NamedTuple):
    """What one source says of one criterion: n and k by measure (S2), ``age`` in months."""

    n: int
    k: int
    age: int = 0

    def as_json(self) -> dict[str, int]:
        """The form in which a correction's line keeps it."""
        return self._asdict()


class Line(NamedTuple):
    """One input of one agency, before and after; None = the source is absent, which is not zero (S4)."""

    agency: int
    code: str
    source: str
    before: Said | None
    after: Said | None
    note: str = ""


class LineMoved(Exception):
    """What a line corrects is no longer what its author saw."""

    def __init__(self, line: Line, found: Said | None) -> None:
        super().__init__(f"{line.code} {line.source}")
        self.line, self.found = line, found


ADDED = ("evaluations.inspection", "evaluations.appeal", "feedback.case", "feedback.slipbatch")
"""Origins whose lines add to what stands: two appeals of one month are both right, whichever comes first."""


def adds(origin: str) -> bool:
    """Whether the lines of a correction by rule add to what stands, instead of stating it anew."""
    return origin.split(":", 1)[0] in ADDED


def said_of(stored: Mapping[str, Any] | None) -> Said | None:
    """A stored side of a line."""
    return None if stored is None else Said(stored["n"], stored["k"], stored.get("age", 0))


def said_by(inputs: Iterable[SourceInput]) -> dict[tuple[int, str], Said]:
    """What each source says by (position, source): of one age pooled, of several the youngest (S1, S4)."""
    found: dict[tuple[int, str], SourceInput] = {}
    for one in inputs:
        if one.n > 0:
            place = (one.position, one.source)
            found[place] = pool(found[place], one) if place in found else one
    return {place: Said(one.n, one.k, one.age) for place, one in found.items()}


def standing_after(line: Line, found: Said | None, *, adding: bool) -> Said | None:
    """What stands once ``line`` is granted, where ``found`` stands now.

    A line whose ``before`` still stands says what comes after. Where another correction moved it, a line
    that adds gives its difference to what that one left; any other raises LineMoved.
    """
    if found == line.before:
        return line.after
    before, after = line.before or Said(0, 0), line.after or Said(0, 0)
    known = found or Said(0, 0)
    if not adding or len({one.age for one in (line.before, line.after, found) if one}) > 1:
        raise LineMoved(line, found)
    n, k = known.n + after.n - before.n, known.k + after.k - before.k
    if n < 0 or k < 0:
        raise LineMoved(line, found)
    return Said(n, k, known.age) if n else None

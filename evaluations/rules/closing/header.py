"""The header of a snapshot: what its digest is over, beside its last line (S15)."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from evaluations.rules.closing.canonical import canonical, plain, sha256
from evaluations.rules.closing.frozen import FrozenPeriod


class Figures(NamedTuple):
    """The province's figures in a snapshot (S12)."""

    weighted_mean: Decimal | None
    simple_mean: Decimal | None
    agencies_rated: int
    agencies_ranked: int
    headcount: int
    records: int


class Corrected(NamedTuple):
    """Which correction made a snapshot: why, who asked, who decided, and what moved; people by their ids."""

    id: str
    cause: str
    reason: str
    asked_by: int | None
    decided_by: int | None
    moves: Any


class Header(NamedTuple):
    """A snapshot as its digest knows it; ``replaces`` is the digest of the revision before."""

    sequence: int
    period: FrozenPeriod
    revision: int
    replaces: str | None
    correction: Corrected | None
    rules_version: int
    figures: Figures
    lines_count: int
    made_at: datetime
    made_by: int | None
    asked_by: int | None
    previous_digest: str


def header_values(header: Header) -> Mapping[str, Any]:
    """The header as canonical JSON values; of the reason and the moves of a correction only their digests.

    Every agency may take the header away, and the reason may speak of another one.
    """
    told = header._asdict()
    told["period"] = header.period._asdict()
    told["figures"] = header.figures._asdict()
    if header.correction is not None:
        told["correction"] = header.correction._asdict()
        for name in ("reason", "moves"):
            told["correction"][name] = sha256(canonical(getattr(header.correction, name)))
    values: Mapping[str, Any] = plain(told)
    return values

"""Before and after of every figure and rank that moves, in every agency and in the province (S15)."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from evaluations.rules.results import unpack_criteria
from evaluations.rules.rounding import from_cents

Figures = dict[str, str | None]
"""Figures by key as exact texts: "total", "rank", "group:TT", "criterion:TT-01"; None is no data."""

PLAIN = (
    "total",
    "rank",
    "ranked_of",
    "grade",
    "is_provisional",
    "coverage",
    "confidence",
    "gap_inspection",
    "gap_citizen",
    "headcount",
    "submitted",
    "reviewed",
    "inspections",
    "ratings",
    "rating_mean",
    "records",
)
"""Figures of a result in the order in which a page lists them; the groups and criteria stand after."""

OF_PROVINCE = ("weighted_mean", "simple_mean", "agencies_rated", "agencies_ranked", "records")


class Move(NamedTuple):
    """One figure that moves."""

    key: str
    before: str | None
    after: str | None


def result_figures(result: Mapping[str, Any], codes: Sequence[str]) -> Figures:
    """Every figure of one agency's result in its canonical form; ``codes`` names its set's criteria."""
    found = {name: _text(result[name]) for name in PLAIN if name in result}
    for code, (cents, _possible) in result["groups"].items():
        found[f"group:{code}"] = _points(cents)
    for criterion in unpack_criteria(result["breakdown"]):
        found[f"criterion:{codes[criterion.position]}"] = _points(criterion.cents)
    return found


def province_figures(summary: Mapping[str, Any]) -> Figures:
    """The province's figures of a month."""
    return {name: _text(summary[name]) for name in OF_PROVINCE if name in summary}


def moved(before: Figures, after: Figures) -> list[Move]:
    """The figures that differ, in the order of ``after``; what is gone stands at the end."""
    return list(_moved(before, after))


def _moved(before: Figures, after: Figures) -> Iterator[Move]:
    for key in (*after, *(key for key in before if key not in after)):
        old, new = before.get(key), after.get(key)
        if old != new:
            yield Move(key, old, new)


def _points(cents: int | None) -> str | None:
    return None if cents is None else str(from_cents(cents))


def _text(value: Any) -> str | None:
    """A figure as an exact text: 87.4 and "87.40" are one figure."""
    if value is None or isinstance(value, bool):
        return None if value is None else str(value).lower()
    if isinstance(value, float):
        return _plain(Decimal(repr(value)))
    if isinstance(value, int | Decimal):
        return _plain(Decimal(value))
    return _plain(Decimal(value)) if _is_number(value) else str(value)


def _is_number(text: str) -> bool:
    return bool(text) and text.lstrip("-").replace(".", "", 1).isdigit()


def _plain(number: Decimal) -> str:
    """Without an exponent and without trailing zeros: how many places are shown is the page's affair."""
    return f"{number.normalize():f}"

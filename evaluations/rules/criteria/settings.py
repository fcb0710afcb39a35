"""Settings of a set as they are stored: what says the same stays written as it was."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

USUAL: Mapping[str, Any] = {
    "scale": 100,
    "rescale": True,
    "carry_months": 3,
    "min_citizen_n": 5,
    "min_coverage": "0.50",
    "min_ranked": 2,
    "bands": [
        {"grade": "excellent", "label": "Xuất sắc", "lower": "90", "operator": ">="},
        {"grade": "good", "label": "Tốt", "lower": "70", "operator": ">="},
        {"grade": "completed", "label": "Đạt", "lower": "50", "operator": ">="},
        {"grade": "not_completed", "label": "Chưa đạt", "lower": "0", "operator": ">="},
    ],
    "knock_out_grade": "completed",
}
"""With what a set from an empty page begins: the defaults of the rulebook, written out."""

ONLY_WHERE_ASKED = frozenset({"over_time", "conditions", "adjustments", "coefficients"})
"""What a set has only where its framework asks for it; emptied, it is not stored at all."""


def merged(standing: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """``standing`` with ``given`` in it; "0.50" is not rewritten as "0.5", and the unknown is kept.

    What is given empty and is ``ONLY_WHERE_ASKED`` goes.
    """
    changed = {
        name: value
        for name, value in given.items()
        if name not in standing or not _same(standing[name], value)
    }
    emptied = {name for name, value in changed.items() if name in ONLY_WHERE_ASKED and not value}
    return {name: value for name, value in {**standing, **changed}.items() if name not in emptied}


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, str) and isinstance(other, str):
        return one == other or _same_number(one, other)
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def _same_number(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False

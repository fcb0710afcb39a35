"""Settings of a set as they are stored: what says the same stays written as it was."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any


def merged(standing: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """``standing`` with ``given`` in it; "0.50" is not rewritten as "0.5", and the unknown is kept."""
    changed = {
        name: value
        for name, value in given.items()
        if name not in standing or not _same(standing[name], value)
    }
    return {**standing, **changed}


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

"""A scenario's changes to and from JSON: decimals as text, keys in order: equal ones read alike."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from evaluations.rules.what_if.changes import SETTINGS, Changes

WHOLES = frozenset({"carry_months", "min_citizen_n"})


def changes_to_json(changes: Changes) -> dict[str, Any]:
    """What differs, nothing else."""
    kept: dict[str, Any] = {
        "points": {code: str(points) for code, points in sorted(changes.points.items())},
        "weights": {code: dict(sorted(each.items())) for code, each in sorted(changes.weights.items())},
        "factors": dict(sorted(changes.factors.items())),
        "edges": {grade: str(lower) for grade, lower in sorted(changes.edges.items())},
    }
    for name in SETTINGS:
        value = getattr(changes, name)
        kept[name] = None if value is None else value if name in WHOLES else str(value)
    return {name: value for name, value in kept.items() if value not in (None, {})}


def changes_from_json(data: Mapping[str, Any]) -> Changes:
    """Back from ``changes_to_json``; raises TypeError for what is not known."""
    given = dict(data)
    for name in ("points", "edges"):
        if name in given:
            given[name] = {key: Decimal(value) for key, value in given[name].items()}
    for name in SETTINGS:
        if name in given and name not in WHOLES:
            given[name] = Decimal(given[name])
    return Changes(**given)

"""A set as the two files it is shipped as: the inverse of ``set_definition.parse_set``."""

import csv
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from evaluations.rules.set_codec import params_to_json
from evaluations.rules.set_definition import (
    COLUMNS,
    WEIGHT_COLUMNS,
    CriterionDefinition,
    GroupDefinition,
    SetDefinition,
)
from evaluations.rules.set_rules import MeasureParams

RESERVED = frozenset(";|=:{")
"""What a cell of parameters gives a meaning to; a label with one of them is written as JSON."""


def set_json(definition: SetDefinition) -> str:
    """``set.json``: the head, the groups and the settings."""
    head: dict[str, Any] = {
        "code": definition.code,
        "version": definition.version,
        "title": definition.title,
        "legal_basis": definition.legal_basis,
        "source": definition.source,
        "is_scoring": definition.is_scoring,
        "is_default_points": definition.is_default_points,
        "declared_total": _points(definition.declared_total),
        "declared_parts": {name: str(points) for name, points in definition.declared_parts.items()},
        "comparison_groups": list(definition.comparison_groups),
        "parent": definition.parent,
        "groups": [_group(group) for group in definition.groups],
        "settings": dict(definition.settings),
    }
    return json.dumps(head, ensure_ascii=False, indent=2) + "\n"


def criteria_csv(definition: SetDefinition) -> str:
    """``criteria.csv``: one line for each criterion."""
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(one) for one in definition.criteria)
    return target.getvalue()


def params_text(params: MeasureParams) -> str:
    """Parameters as one cell: ``"deduction=0.25; citizen_reads=cases"``, as JSON where labels need it."""
    told = params_to_json(params)
    labels = "".join(level.label for level in params.levels)
    if RESERVED & set(labels) or any(level.label != level.label.strip() for level in params.levels):
        return json.dumps(told, ensure_ascii=False)
    return "; ".join(f"{name}={_value(value)}" for name, value in told.items())


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(f"{points}:{label}" for points, label in value)
    return "yes" if value is True else str(value)


def _points(points: Decimal | None) -> str | None:
    return None if points is None else str(points)


def _group(group: GroupDefinition) -> dict[str, Any]:
    told = {"code": group.code, "name": group.name, "declared_points": _points(group.declared_points)}
    return told | {name: value for name in ("parent", "sharing") if (value := getattr(group, name))}


def _row(one: CriterionDefinition) -> Mapping[str, Any]:
    return {
        **{column: one.weights.get(source, "") for source, column in WEIGHT_COLUMNS.items()},
        "code": one.code,
        "group": one.group,
        "statement": one.statement,
        "applies_to": one.applies_to,
        "measure": one.measure,
        "max_points": "" if one.max_points is None else str(one.max_points),
        "params": params_text(one.params),
        "not_applicable": one.not_applicable,
        "scored_on": "+".join(one.scored_on),
        "how_measured": one.how_measured,
        "evidence_hint": one.evidence_hint,
        "legal_basis": one.legal_basis,
    }

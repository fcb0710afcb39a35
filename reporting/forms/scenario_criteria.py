"""The rows of a scenario's form: points and source weights of every criterion, read by one small parser.

A set has sixty criteria and five sources: 360 boxes. They are read straight from the request, by name
``p:<code>`` and ``w:<code>:<source>``; an empty box stands for what the set says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from evaluations.rules.set_rules import SOURCES, CriterionRule, SetRules
from evaluations.rules.what_if.changes import Changes
from evaluations.rules.what_if.told import plain

LONGEST = 8
"""Most signs in one box."""


@dataclass(slots=True)
class CriteriaRead:
    """What was typed of the criteria, and what could not be read."""

    points: dict[str, Decimal] = field(default_factory=dict)
    weights: dict[str, dict[str, int]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def read_criteria(data: Mapping[str, str], rules: SetRules) -> CriteriaRead:
    """Read the boxes of every criterion that the set has; others are not looked at."""
    found = CriteriaRead()
    for rule in rules.criteria:
        _read_points(data, rule, found)
        _read_weights(data, rule, found)
    return found


def _read_points(data: Mapping[str, str], rule: CriterionRule, found: CriteriaRead) -> None:
    text = data.get(f"p:{rule.code}", "").strip()
    if not text:
        return
    value = _number(text)
    if value is None:
        found.errors.append(f"Tiêu chí {rule.code}: điểm “{text[:LONGEST]}” không phải số, ví dụ 3,5.")
    else:
        found.points[rule.code] = value


def _read_weights(data: Mapping[str, str], rule: CriterionRule, found: CriteriaRead) -> None:
    texts = {source: data.get(f"w:{rule.code}:{source}", "").strip() for source in SOURCES}
    if not any(texts.values()):
        return
    weights = dict.fromkeys(SOURCES, 0)
    for source, text in texts.items():
        if text and not (text.isascii() and text.isdigit() and len(text) <= LONGEST):
            found.errors.append(f"Tiêu chí {rule.code}: trọng số “{text[:LONGEST]}” không phải số nguyên.")
            return
        weights[source] = int(text or 0)
    found.weights[rule.code] = weights


def _number(text: str) -> Decimal | None:
    plain = text.replace(",", ".")
    if len(plain) > LONGEST or not plain.replace(".", "", 1).isdigit() or not plain.isascii():
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def criterion_rows(
    rules: SetRules, names: Mapping[str, str], changes: Changes, typed: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """The boxes by group: what was typed, else what a copied scenario changes, else what the set says."""
    groups: dict[str, dict[str, Any]] = {}
    for rule in rules.criteria:
        group = groups.setdefault(rule.group, {"code": rule.group, "rows": [], "is_open": False})
        row, differs = _row(rule, names, changes, typed)
        group["rows"].append(row)
        group["is_open"] = group["is_open"] or differs
    return list(groups.values())


def _row(
    rule: CriterionRule, names: Mapping[str, str], changes: Changes, typed: Mapping[str, str] | None
) -> tuple[dict[str, Any], bool]:
    weights = changes.weights.get(rule.code, rule.weights)
    points = changes.points.get(rule.code, rule.max_points)
    boxes = [(f"w:{rule.code}:{source}", str(weights.get(source, 0))) for source in SOURCES]
    shown = (f"p:{rule.code}", plain(points))
    if typed is not None:
        boxes = [(name, typed.get(name, "")) for name, _ in boxes]
        shown = (shown[0], typed.get(shown[0], ""))
    stands = [str(rule.weights.get(source, 0)) for source in SOURCES]
    differs = [value for _, value in boxes] != stands or shown[1] != plain(rule.max_points)
    row = {"code": rule.code, "name": names.get(rule.code, ""), "points": shown, "weights": boxes}
    return row, differs

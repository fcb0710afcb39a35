"""Between the stored settings of a set and the boxes of the page that edits them."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from evaluations.enums import Grade
from evaluations.rules.set_codec import rules_from_settings
from evaluations.rules.set_rules import SetRules

Row = dict[str, Any]
SAID = {str(code): str(label) for code, label in (*Grade.choices, (">=", "≥"), ("<=", "≤"))}


def boxes_of(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the plain boxes: what is stored, else what the rules take by default."""
    rules = rules_from_settings(settings, (), ())
    return {one.name: getattr(rules, one.name) for one in fields(SetRules)}


def rows_in(settings: Mapping[str, Any], table: str) -> list[Row]:
    """The rows of a table as its boxes show them."""
    if table == "bands":
        return [_band_boxes(row) for row in settings.get("bands", [])] or _usual(settings, table)
    rules = rules_from_settings(settings, (), ())
    return [_row_boxes(row) for row in getattr(rules, table)]


def settings_from(cleaned: Mapping[str, Any], tables: Mapping[str, list[Row]]) -> dict[str, Any]:
    """What was typed as it is stored: decimals as text, an emptied table as an empty one."""
    stored = {name: _stored(value) for name, value in cleaned.items()}
    return stored | {name: [_row(name, row) for row in rows] for name, rows in tables.items()}


def other_rows(table: str, typed: list[Row], standing: list[Row]) -> str:
    """The rows that stand in a table, in words; "" where the same were typed."""
    now = [_row(table, {"upper": None, "label": "", **row}) for row in standing]
    if now == [_row(table, row) for row in typed]:
        return ""
    told = (" ".join(_words(value) for value in row.values() if value not in ("", 0)) for row in now)
    return "; ".join(told) or "để trống"


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return SAID.get(str(value), str(value).replace(".", ","))


def _row(table: str, row: Row) -> Row:
    if table == "bands":
        return _band(row)
    told = {name: _stored(value) for name, value in row.items() if value not in (None, "")}
    if table == "conditions" and "criterion" not in told:
        told.pop("at_least", None)
    return told


def _band(row: Row) -> Row:
    told = {
        "grade": row["grade"],
        "label": row["label"],
        "lower": _stored(row["lower"]),
        "operator": row["operator"],
    }
    if row["upper"] is not None:
        told |= {"upper": _stored(row["upper"]), "upper_operator": row["upper_operator"]}
    conditions = [line.strip() for line in row["extra"].splitlines() if line.strip()]
    return told | ({"extra": conditions} if conditions else {})


def _band_boxes(row: Mapping[str, Any]) -> Row:
    upper = row.get("upper")
    return {
        **row,
        "lower": Decimal(row["lower"]),
        "upper": None if upper is None else Decimal(upper),
        "extra": "\n".join(row.get("extra", ())),
    }


def _usual(settings: Mapping[str, Any], table: str) -> list[Row]:
    rules = rules_from_settings(settings, (), ())
    return [_row_boxes(row) | {"extra": "\n".join(row.extra)} for row in getattr(rules, table)]


def _row_boxes(row: Any) -> Row:
    return {one.name: getattr(row, one.name) for one in fields(row)}


def _stored(value: Any) -> Any:
    """A value as JSON keeps it: a decimal as plain text without needless zeros."""
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return value

"""A set as the rows of its workbook's sheets."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from evaluations.rules.set_codec import params_to_json
from evaluations.rules.set_definition import CriterionDefinition, SetDefinition
from evaluations.rules.set_files import sheets
from evaluations.rules.set_files.cells import NUMBER
from evaluations.rules.set_files.sheets import Column
from evaluations.rules.set_labels import SCORED_ON
from evaluations.rules.set_labels import SETTINGS as LABELS

Rows = list[list[str]]


def to_book(definition: SetDefinition) -> dict[str, Rows]:
    """By the name of each sheet its rows, the heading first; every cell is text."""
    settings = definition.settings
    return {
        sheets.HEAD: _head(definition),
        sheets.GROUPS: _table(sheets.OF_GROUP, [_fields(one, sheets.OF_GROUP) for one in definition.groups]),
        sheets.CRITERIA: _table(sheets.EVERY_CRITERION, [_criterion(one) for one in definition.criteria]),
        sheets.LEVELS: _table(sheets.OF_LEVEL, _levels(definition)),
        sheets.BANDS: _table(sheets.OF_BAND, [_band(one) for one in settings.get("bands", [])]),
        sheets.SETTINGS: _settings(settings),
        sheets.QUOTAS: _table(sheets.OF_QUOTA, settings.get("quotas", [])),
        sheets.CONFIDENCE: _table(sheets.OF_CONFIDENCE, settings.get("confidence", [])),
    }


def _table(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> Rows:
    heading = [column.heading for column in columns]
    return [heading, *([_cell(column, row.get(column.field)) for column in columns] for row in rows)]


def _cell(column: Column, value: Any) -> str:
    return "" if value is None or value == "" else column.kind.write(value)


def _fields(row: Any, columns: Sequence[Column]) -> dict[str, Any]:
    return {column.field: getattr(row, column.field) for column in columns}


def _head(definition: SetDefinition) -> Rows:
    rows = [["Mục", "Nội dung"]]
    rows += [[one.heading, _cell(one, getattr(definition, one.field))] for one in sheets.TITLES]
    for name, points in definition.declared_parts.items():
        rows.append([sheets.PART + SCORED_ON.get(name, name), NUMBER.write(points)])
    return rows


def _criterion(one: CriterionDefinition) -> dict[str, Any]:
    told = params_to_json(one.params)
    told.pop("levels", None)
    every = _fields(one, (*sheets.OF_CRITERION, *sheets.OF_CRITERION_END))
    return {**every, **told, **one.weights}


def _levels(definition: SetDefinition) -> list[dict[str, Any]]:
    return [
        {"code": one.code, "points": level.points, "label": level.label}
        for one in definition.criteria
        for level in one.params.levels
    ]


def _band(band: Mapping[str, Any]) -> dict[str, Any]:
    return {**band, "extra": "\n".join(band.get("extra", ()))}


def _settings(settings: Mapping[str, Any]) -> Rows:
    rows = [["Thiết lập", "Giá trị"]]
    for name, value in settings.items():
        label = LABELS.get(name, name)
        if name in sheets.IN_SHEETS:
            rows += [] if value else [[label, sheets.NO_ROWS]]
            continue
        if name in sheets.SETTING_KINDS:
            rows.append(
                [label, sheets.NO_LIMIT if value is None else sheets.SETTING_KINDS[name].write(value)]
            )
        else:
            rows.append([label, json.dumps(value, ensure_ascii=False)])
    return rows

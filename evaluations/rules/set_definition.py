"""A criteria set as a data file tells it: ``set.json`` for the set, ``criteria.csv`` for its criteria.

Parsing keeps what the file says, even where it contradicts itself; ``set_check`` finds the contradictions.
"""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from evaluations.enums import NotApplicable, Sharing
from evaluations.rules.set_codec import params_from_text, rules_from_settings, sane
from evaluations.rules.set_rules import CriterionRule, MeasureParams, SetRules

WEIGHT_COLUMNS = {
    "inspection": "w_inspection",
    "self_assessment": "w_self",
    "review": "w_review",
    "citizen": "w_citizen",
    "register": "w_register",
}
COLUMNS = (
    "code",
    "group",
    "statement",
    "applies_to",
    "measure",
    "max_points",
    *WEIGHT_COLUMNS.values(),
    "params",
    "not_applicable",
    "scored_on",
    "how_measured",
    "evidence_hint",
    "legal_basis",
)


class BrokenSetFile(ValueError):
    """The file cannot be read as a criteria set at all; the message says where and why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class GroupDefinition:
    """A group (or a section with groups in it) and the points the source says it has.

    ``sharing`` "equal" shares the group's points out equally among the criteria that apply.
    """

    code: str
    name: str
    parent: str
    declared_points: Decimal | None
    sharing: str = ""


@dataclass(frozen=True, slots=True)
class CriterionDefinition:
    """A criterion as written; ``max_points`` None where the source gives none."""

    code: str
    position: int
    group: str
    statement: str
    applies_to: str
    measure: str
    max_points: Decimal | None
    weights: Mapping[str, int]
    params: MeasureParams
    not_applicable: str
    scored_on: tuple[str, ...]
    how_measured: str
    evidence_hint: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class SetDefinition:
    """A whole set as written. ``settings`` is S4–S11 as stored with the set (``set_codec`` reads it).

    ``declared_total`` is None where the source states none; ``declared_parts`` are totals it states for
    everything scored on one thing ("dossier": 10). ``comparison_groups`` are those it scores, every one where
    empty. ``parent`` is the set it adds to, as "code/version".
    """

    code: str
    version: int
    title: str
    legal_basis: str
    source: str
    is_scoring: bool
    is_default_points: bool
    declared_total: Decimal | None
    declared_parts: Mapping[str, Decimal]
    groups: tuple[GroupDefinition, ...]
    criteria: tuple[CriterionDefinition, ...]
    settings: Mapping[str, Any]
    comparison_groups: tuple[str, ...] = ()
    parent: str = ""


def parse_set(set_json: str | bytes, criteria_csv: str | bytes) -> SetDefinition:
    """Read the two files of a set. Raises BrokenSetFile for what is no JSON, no table, or lacks a field."""
    try:
        head = json.loads(set_json)
        return SetDefinition(
            code=head["code"],
            version=head["version"],
            title=head["title"],
            legal_basis=head["legal_basis"],
            source=head["source"],
            is_scoring=head["is_scoring"],
            is_default_points=head["is_default_points"],
            declared_total=_points(head["declared_total"]),
            declared_parts={name: sane(points) for name, points in head.get("declared_parts", {}).items()},
            groups=tuple(_group(row) for row in head["groups"]),
            criteria=tuple(_criteria(criteria_csv)),
            settings=head["settings"],
            comparison_groups=tuple(head.get("comparison_groups", ())),
            parent=head.get("parent", ""),
        )
    except json.JSONDecodeError as error:
        where = f"dòng {error.lineno}, cột {error.colno}"
        raise BrokenSetFile(f"set.json không phải JSON hợp lệ: {where}.") from error
    except KeyError as error:
        raise BrokenSetFile(f"set.json thiếu mục {error.args[0]}.") from error
    except (BrokenSetFile, UnicodeDecodeError):
        raise
    except (InvalidOperation, ValueError) as error:
        raise BrokenSetFile("set.json có số điểm không đọc được.") from error


def _group(row: Mapping[str, Any]) -> GroupDefinition:
    points = _points(row.get("declared_points"))
    return GroupDefinition(row["code"], row["name"], row.get("parent", ""), points, row.get("sharing", ""))


def _points(stated: str | int | None) -> Decimal | None:
    return None if stated is None else sane(stated)


def _criteria(criteria_csv: str | bytes) -> list[CriterionDefinition]:
    text = criteria_csv.decode("utf-8-sig") if isinstance(criteria_csv, bytes) else criteria_csv
    reader = csv.DictReader(io.StringIO(text))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise BrokenSetFile(f"criteria.csv thiếu cột: {', '.join(missing)}.")
    return [_criterion(position, row) for position, row in enumerate(reader)]


def _criterion(position: int, row: Mapping[str, str | None]) -> CriterionDefinition:
    cell = {column: (row[column] or "").strip() for column in COLUMNS}
    try:
        return CriterionDefinition(
            position=position,
            max_points=sane(cell["max_points"]) if cell["max_points"] else None,
            weights={s: int(cell[column]) for s, column in WEIGHT_COLUMNS.items() if cell[column]},
            params=params_from_text(cell["params"]),
            scored_on=tuple(cell["scored_on"].split("+")) if cell["scored_on"] else (),
            **{name: cell[name] for name in _PLAIN},
        )
    except (ValueError, InvalidOperation) as error:
        raise BrokenSetFile(f"criteria.csv, dòng {position + 2} ({cell['code']}): {error}") from error


_PLAIN = (
    "code",
    "group",
    "statement",
    "applies_to",
    "measure",
    "not_applicable",
    "how_measured",
    "evidence_hint",
    "legal_basis",
)


def rules_of(definition: SetDefinition) -> SetRules:
    """The set as the scoring rules see it. Raises ValueError for a criterion without points of its own or a
    part in those of its group.
    """
    criteria = []
    shared = shared_points(definition)
    for criterion in definition.criteria:
        if criterion.max_points is None and criterion.group not in shared:
            raise ValueError(f"Tiêu chí {criterion.code} chưa có điểm tối đa.")
        criteria.append(
            CriterionRule(
                code=criterion.code,
                position=criterion.position,
                group=criterion.group,
                measure=criterion.measure,
                max_points=criterion.max_points or Decimal(0),
                weights=criterion.weights,
                applies_to=criterion.applies_to,
                not_applicable=criterion.not_applicable or NotApplicable.LEAVE_OUT.value,
                params=criterion.params,
                scored_on=criterion.scored_on,
            )
        )
    groups = tuple(group.code for group in definition.groups)
    return rules_from_settings(definition.settings, tuple(criteria), groups, shared)


def shared_points(definition: SetDefinition) -> dict[str, Decimal]:
    """The groups whose points are shared equally among their criteria, and how many points those are."""
    return {
        group.code: group.declared_points
        for group in definition.groups
        if group.sharing == Sharing.EQUAL and group.declared_points
    }

"""A set read from the rows of its workbook's sheets; every problem is named by sheet and cell."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NamedTuple

from core.sheet_cells import Unreadable, Value, address, plain
from core.text import fold
from evaluations.enums import AppliesTo
from evaluations.rules.set_codec import params_from_json
from evaluations.rules.set_definition import CriterionDefinition, GroupDefinition, SetDefinition
from evaluations.rules.set_files import sheets
from evaluations.rules.set_files.cells import NUMBER, BookProblem
from evaluations.rules.set_files.sheets import Column
from evaluations.rules.set_labels import SCORED_ON
from evaluations.rules.set_labels import SETTINGS as LABELS

Rows = Sequence[Sequence[Value]]


class BookReading(NamedTuple):
    """The set of a workbook, None where a cell is wrong, and what is wrong."""

    definition: SetDefinition | None
    problems: tuple[BookProblem, ...]


@dataclass
class _Reader:
    """Reads sheet after sheet and gathers the problems."""

    book: Mapping[str, Rows]
    problems: list[BookProblem] = field(default_factory=list)

    def wrong(self, sheet: str, column: int, row: int, text: str) -> None:
        self.problems.append(BookProblem(sheet, address(column, row), text))

    def table(self, sheet: str, columns: Sequence[Column]) -> list[dict[str, Any]]:
        """The rows of one sheet by field; a blank cell is left out, a blank row passed over."""
        rows = self.book.get(sheet) or []
        if not rows:
            self.wrong(sheet, 0, 1, f"Tệp thiếu trang “{sheet}”. Hãy tải tệp mẫu từ một bộ tiêu chí.")
            return []
        at = {fold(plain(value)): place for place, value in enumerate(rows[0])}
        places = {one.field: at.get(fold(one.heading)) for one in columns}
        for one in columns:
            if places[one.field] is None and one.needed:
                self.wrong(sheet, 0, 1, f"Thiếu cột “{one.heading}”.")
        if any(places[one.field] is None for one in columns if one.needed):
            return []
        return [
            self._row(sheet, columns, places, number, row)
            for number, row in enumerate(rows[1:], start=2)
            if any(plain(value) for value in row)
        ]

    def _row(
        self,
        sheet: str,
        columns: Sequence[Column],
        places: Mapping[str, int | None],
        number: int,
        row: Sequence[Value],
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for one in columns:
            place = places[one.field]
            value = row[place] if place is not None and place < len(row) else None
            if not plain(value):
                if one.needed:
                    self.wrong(sheet, place or 0, number, f"Thiếu “{one.heading}”.")
                continue
            try:
                found[one.field] = one.kind.read(value)
            except Unreadable as bad:
                self.wrong(sheet, place or 0, number, str(bad))
        return found

    def pairs(self, sheet: str) -> list[tuple[int, str, Value]]:
        """Row, label and value of a sheet of two columns."""
        rows = self.book.get(sheet) or []
        if not rows:
            self.wrong(sheet, 0, 1, f"Tệp thiếu trang “{sheet}”. Hãy tải tệp mẫu từ một bộ tiêu chí.")
        return [
            (number, plain(row[0]), row[1] if len(row) > 1 else None)
            for number, row in enumerate(rows[1:], start=2)
            if row and plain(row[0])
        ]


def from_book(book: Mapping[str, Rows]) -> BookReading:
    """Read every sheet; the definition is there only when no cell is wrong."""
    reader = _Reader(book)
    head, parts = _head(reader)
    groups = [
        GroupDefinition(
            row.get("code", ""),
            row.get("name", ""),
            row.get("parent", ""),
            _points(row, "declared_points"),
            row.get("sharing", ""),
        )
        for row in reader.table(sheets.GROUPS, sheets.OF_GROUP)
    ]
    criteria = _criteria(reader)
    settings = _settings(reader)
    if reader.problems:
        return BookReading(None, tuple(reader.problems))
    definition = SetDefinition(
        code=head["code"],
        version=head.get("version", 1),
        title=head["title"],
        legal_basis=head.get("legal_basis", ""),
        source=head.get("source", ""),
        is_scoring=head["is_scoring"],
        is_default_points=head.get("is_default_points", False),
        declared_total=_points(head, "declared_total"),
        declared_parts=parts,
        groups=tuple(groups),
        criteria=tuple(criteria),
        settings=settings,
        comparison_groups=head.get("comparison_groups", ()),
        parent=head.get("parent", ""),
    )
    return BookReading(people_first(definition), ())


def people_first(definition: SetDefinition) -> SetDefinition:
    """The criteria of people before those of the agency, in the order they have, counted from 0."""
    ordered = sorted(definition.criteria, key=lambda one: one.applies_to == AppliesTo.AGENCY)
    criteria = tuple(replace(one, position=position) for position, one in enumerate(ordered))
    return replace(definition, criteria=criteria)


def _points(row: Mapping[str, Any], name: str) -> Decimal | None:
    return Decimal(row[name]) if name in row else None


def _head(reader: _Reader) -> tuple[dict[str, Any], dict[str, Decimal]]:
    columns = {fold(one.heading): one for one in sheets.TITLES}
    on = {fold(label): name for name, label in SCORED_ON.items()}
    head: dict[str, Any] = {}
    parts: dict[str, Decimal] = {}
    for number, label, value in reader.pairs(sheets.HEAD):
        key = fold(label)
        column = columns.get(key)
        try:
            if key.startswith(fold(sheets.PART)):
                name = label[len(sheets.PART.rstrip()) :].strip()
                parts[on.get(fold(name), name)] = Decimal(NUMBER.read(value))
            elif column is None:
                reader.wrong(sheets.HEAD, 0, number, f"Mục “{label[:40]}” không rõ.")
            elif plain(value):
                head[column.field] = column.kind.read(value)
        except Unreadable as bad:
            reader.wrong(sheets.HEAD, 1, number, str(bad))
    for one in sheets.TITLES:
        if one.needed and one.field not in head:
            reader.wrong(sheets.HEAD, 1, 1, f"Thiếu mục “{one.heading}”.")
    return head, parts


def _criteria(reader: _Reader) -> list[CriterionDefinition]:
    levels: dict[str, list[list[str]]] = {}
    for row in reader.table(sheets.LEVELS, sheets.OF_LEVEL):
        levels.setdefault(row.get("code", ""), []).append([row.get("points", "0"), row.get("label", "")])
    rows = reader.table(sheets.CRITERIA, sheets.EVERY_CRITERION)
    for code in levels.keys() - {row.get("code") for row in rows}:
        reader.wrong(sheets.LEVELS, 0, 1, f"Tiêu chí “{code}” không có trong trang “{sheets.CRITERIA}”.")
    return [_criterion(position, row, levels) for position, row in enumerate(rows)]


def _criterion(
    position: int, row: Mapping[str, Any], levels: Mapping[str, list[list[str]]]
) -> CriterionDefinition:
    code = row.get("code", "")
    params = {one.field: row[one.field] for one in sheets.OF_PARAMS if one.field in row}
    if code in levels:
        params["levels"] = levels[code]
    return CriterionDefinition(
        code=code,
        position=position,
        group=row.get("group", ""),
        statement=row.get("statement", ""),
        applies_to=row.get("applies_to", ""),
        measure=row.get("measure", ""),
        max_points=_points(row, "max_points"),
        weights={one.field: row[one.field] for one in sheets.OF_WEIGHTS if one.field in row},
        params=params_from_json(params),
        not_applicable=row.get("not_applicable", ""),
        scored_on=row.get("scored_on", ()),
        how_measured=row.get("how_measured", ""),
        evidence_hint=row.get("evidence_hint", ""),
        legal_basis=row.get("legal_basis", ""),
    )


def _settings(reader: _Reader) -> dict[str, Any]:
    names = {fold(label): name for name, label in LABELS.items()}
    settings: dict[str, Any] = {}
    for number, label, value in reader.pairs(sheets.SETTINGS):
        name = names.get(fold(label), label)
        try:
            settings[name] = _setting(name, value)
        except (Unreadable, ValueError) as bad:
            text = str(bad) if isinstance(bad, Unreadable) else "Giá trị không đọc được."
            reader.wrong(sheets.SETTINGS, 1, number, text)
    for name, (sheet, columns) in sheets.IN_SHEETS.items():
        rows = reader.table(sheet, columns)
        if rows:
            settings[name] = [_listed(row) for row in rows]
    return settings


def _setting(name: str, value: Value) -> Any:
    if name in sheets.IN_SHEETS and fold(plain(value)) == fold(sheets.NO_ROWS):
        return []
    if name not in sheets.SETTING_KINDS:
        return json.loads(plain(value))
    if fold(plain(value)) == fold(sheets.NO_LIMIT):
        return None
    return sheets.SETTING_KINDS[name].read(value)


def _listed(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a list as it is stored; conditions are lines of one cell."""
    if "extra" not in row:
        return row
    return {**row, "extra": [line.strip() for line in row["extra"].splitlines() if line.strip()]}

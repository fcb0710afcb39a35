"""The lines of a correction as a table: what was frozen and what is to stand, by agency and source."""

from collections.abc import Iterable
from typing import Any

from core.cells import Row
from core.numbers import format_integer, format_percent
from core.tables import Table, head, text_field
from evaluations.enums import Source
from evaluations.gather.corrections.previews import Base
from evaluations.rules.corrections.lines import Line, Said
from evaluations.rules.measures import value_of
from evaluations.rules.set_rules import CriterionRule

ABSENT = "vắng mặt"
SOURCES = {source.value: str(source.label) for source in Source}
FIELDS = (
    text_field("Tiêu chí", 40),
    text_field("Nguồn"),
    text_field("Đã chốt"),
    text_field("Điều chỉnh thành"),
    text_field("Ghi chú", 30),
)


def said_words(rule: CriterionRule, source: str, said: Said | None) -> str:
    """ "8/10 (80%)", with its age where it is carried; a source without data is absent and not zero."""
    if said is None:
        return ABSENT
    value = value_of(rule, source, said.n, said.k)
    words = f"{format_integer(said.k)}/{format_integer(said.n)} ({format_percent(value)})"
    return f"{words}, mang sang {said.age} tháng" if said.age else words


def statements(base: Base, agency: int) -> dict[str, str]:
    """What each criterion of the agency's set asks, by code."""
    definition = base.month.sets[base.by_id[agency].set_key].definition
    return {one["code"]: one["statement"] for one in definition["criteria"]}


def lines_table(base: Base, lines: Iterable[Line]) -> Table:
    """The lines under the name of each agency."""
    rows: list[Row] = []
    shown: int | None = None
    for line in lines:
        if line.agency != shown:
            shown = line.agency
            rows.append([{"text": base.by_id[shown].name, "header": True, "colspan": len(FIELDS)}])
        rows.append(_row(base, line))
    return Table("dong", "Số liệu được đề nghị sửa", FIELDS, rows, stack=True)


def _row(base: Base, line: Line) -> list[Any]:
    rule = next(rule for rule in base.rules_of(line.agency).criteria if rule.code == line.code)
    return [
        head(f"{line.code}. {statements(base, line.agency)[line.code]}"),
        {"text": SOURCES[line.source]},
        {"text": said_words(rule, line.source, line.before)},
        {"text": said_words(rule, line.source, line.after)},
        {"text": line.note},
    ]

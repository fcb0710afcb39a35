"""The lines of a correction as a table: what was frozen and what is to stand, by agency and source."""

from collections.abc import Iterable
from typing import Any

from core.cells import Row
from core.numbers import format_integer, format_percent
from core.tables import Table, head, text_field
from evaluations.enums import Source
from evaluations.gather.corrections.previews import Base
from evaluations.rules.corrections.lines import Line, Said
from evaluations.rules.measures import counts_violations, value_of
from evaluations.rules.set_rules import CriterionRule

ABSENT = "vắng mặt"
SOURCES = {source.value: str(source.label) for source in Source}
FIELDS = (
    text_field("Tiêu chí", 40),
    text_field("Nguồn"),
    text_field("Đã chốt", 24),
    text_field("Điều chỉnh thành", 24),
)
NOTE = text_field("Ghi chú", 30)
PEOPLE = (Source.SELF_ASSESSMENT.value, Source.REVIEW.value)
STARS, TICKS, CASES = "stars", ("xin", "luon"), "cases"


def said_words(rule: CriterionRule, source: str, said: Said | None) -> str:
    """ "8/10 (80%)", with its age where it is carried; a source without data is absent and not zero."""
    if said is None:
        return ABSENT
    share = format_percent(value_of(rule, source, said.n, said.k))
    name_of_n, name_of_k = (words.lower() for words in names_of(rule, source))
    words = f"{name_of_n} {format_integer(said.n)}, {name_of_k} {format_integer(said.k)} ({share})"
    return f"{words}, mang sang {said.age} tháng" if said.age else words


def names_of(rule: CriterionRule, source: str) -> tuple[str, str]:
    """What n and k are called where that source speaks to the criterion (S2)."""
    if source in PEOPLE and rule.is_for_people:
        return "Số phiếu", "Tổng điểm"
    reads = rule.params.citizen_reads if source == Source.CITIZEN else ""
    if reads == STARS:
        return "Số lượt", "Tổng số sao"
    if reads in TICKS:
        return "Số lượt", "Tổng số ô đánh dấu"
    if reads == CASES:
        return "Số ý kiến", "Số vụ đúng"
    return ("Đã xem", "Vi phạm") if counts_violations(rule.measure) else ("Tổng số", "Số đạt")


def statements(base: Base, agency: int) -> dict[str, str]:
    """What each criterion of the agency's set asks, by code."""
    definition = base.month.sets[base.by_id[agency].set_key].definition
    return {one["code"]: one["statement"] for one in definition["criteria"]}


def lines_table(base: Base, lines: Iterable[Line]) -> Table:
    """The lines under the name of each agency."""
    every = list(lines)
    fields = (*FIELDS, NOTE) if any(line.note for line in every) else FIELDS
    rows: list[Row] = []
    shown: int | None = None
    for line in every:
        if line.agency != shown:
            shown = line.agency
            rows.append([{"text": base.by_id[shown].name, "header": True, "colspan": len(fields)}])
        rows.append(_row(base, line)[: len(fields)])
    return Table("dong", "Số liệu được đề nghị sửa", fields, rows, stack=True)


def _row(base: Base, line: Line) -> list[Any]:
    rule = next(rule for rule in base.rules_of(line.agency).criteria if rule.code == line.code)
    return [
        head(f"{line.code}. {statements(base, line.agency)[line.code]}"),
        {"text": SOURCES[line.source]},
        {"text": said_words(rule, line.source, line.before)},
        {"text": said_words(rule, line.source, line.after)},
        {"text": line.note},
    ]

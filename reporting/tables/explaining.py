"""Tables of an explanation: its groups, all its steps for a file, and the movement with its lines."""

from collections.abc import Iterable
from decimal import Decimal

from core.cells import Row
from core.numbers import format_points
from core.waterfall import Fall, waterfall
from evaluations.rules.explaining.moving import MEANINGS, NAMES, movement_words
from evaluations.rules.explaining.parts import Explanation, Step
from evaluations.rules.movement import MovedLine, MovedPart, Movement
from evaluations.rules.rounding import from_cents
from reporting.tables.cells import (
    Proof,
    Table,
    head,
    points,
    points_field,
    proved,
    signed,
    signed_field,
    text_field,
    words,
)

CHANGE = "Thay đổi"


def group_table(found: Explanation) -> Table:
    """Groups, bonus and deductions; they add up to the total."""
    fields = (text_field("Phần", 40), points_field("Điểm"), points_field("Tối đa có dữ liệu"))
    rows: list[Row] = [
        [head(one.name), points(one.points), points(one.possible if one.scored else None)]
        for one in found.groups
    ]
    rows += [[head(line.reason), points(line.points), words("")] for line in found.adjustments]
    foot: Row = [words("Tổng điểm"), points(found.total), words("")]
    table = Table("cac-phan", "Các phần của điểm", fields, rows, foot, stack=True)
    return proved(table, "Điểm", stated=found.total, what="điểm của cơ quan")


def step_table(found: Explanation) -> Table:
    """The whole explanation line by line, for a file: level, code, words, points, clause and step."""
    fields = (
        text_field("Cấp", 10),
        text_field("Mã", 8),
        text_field("Nội dung", 40),
        points_field("Điểm"),
        text_field("Điều", 6),
        text_field("Cách tính", 60),
    )
    return Table("giai-thich", "Giải thích điểm từng bước", fields, list(_lines(found)))


def _lines(found: Explanation) -> Iterable[Row]:
    yield from _level("Cơ quan", "", found.facts.agency, found.total, found.outcome)
    for line in found.adjustments:
        yield from _level("Cộng, trừ", "", line.reason, line.points, line.steps)
    for group in found.groups:
        yield from _level("Nhóm", group.code, group.name, group.points, group.steps)
        for one in group.criteria:
            yield from _level("Tiêu chí", one.code, one.statement, one.points, one.steps)
            for source in one.sources:
                yield from _level("Nguồn", one.code, source.label, source.points, source.steps)


def _level(level: str, code: str, name: str, own: Decimal | None, steps: tuple[Step, ...]) -> Iterable[Row]:
    """One row per step; the points stand in the first, so that a column never counts them twice."""
    for number, step in enumerate(steps):
        shown = points(own) if number == 0 else {"text": "", "num": True}
        yield [words(level), words(code), words(name), shown, words(step.clause), words(step.words)]


def movement_table(found: Movement) -> Table:
    """The parts of the change; they add up to it."""
    fields = (text_field("Vì", 16), signed_field(CHANGE), text_field("Nghĩa là", 60))
    rows: list[Row] = [
        [head(NAMES[part.name].capitalize()), signed(part.points), words(MEANINGS[part.name])]
        for part in found.parts
    ]
    foot: Row = [words("Tổng thay đổi"), signed(found.change), words("")]
    table = Table("thay-doi", "Các phần của mức tăng, giảm", fields, rows, foot, stack=True)
    before, after = (from_cents(cents) for cents in (found.before_cents, found.after_cents))
    what = f"{format_points(after)} − {format_points(before)}"
    return proved(table, CHANGE, stated=found.change, what=what)


def part_table(part: MovedPart, names: dict[str, str], groups: dict[str, str]) -> Table:
    """One part of the change opened by group and criterion; a group's heading says what it came to."""
    fields = (text_field("Mã", 8), text_field("Tiêu chí", 50), signed_field(CHANGE))
    rows: list[Row] = []
    for label, lines in _by_group(part, groups):
        rows.append([{"text": label, "header": True, "colspan": 3, "class": "row-heading"}])
        rows += [
            [
                words("" if line.kind else line.code, klass="nowrap"),
                head(line.code if line.kind else names.get(line.code, "")),
                signed(line.points),
            ]
            for line in lines
        ]
    foot: Row = [words("Tổng"), words(""), signed(part.points)]
    caption = f"{NAMES[part.name].capitalize()}: từng tiêu chí"
    table = Table(f"thay-doi-{part.name}", caption, fields, rows, foot)
    return proved(table, CHANGE, stated=part.points, what=f"phần {NAMES[part.name]}")


def _by_group(part: MovedPart, groups: dict[str, str]) -> Iterable[tuple[str, list[MovedLine]]]:
    codes = dict.fromkeys((*groups, *(line.group for line in part.lines)))
    for code in codes:
        lines = [line for line in part.lines if line.group == code]
        if lines:
            total = from_cents(sum(line.cents for line in lines))
            yield f"{groups.get(code) or 'Điểm cộng, trừ của cả cơ quan'}: {signed(total)['text']}", lines


def movement_drawing(found: Movement, before: str, now: str) -> str:
    """The waterfall; the table beside it has the same figures."""
    first, last = from_cents(found.before_cents), from_cents(found.after_cents)
    falls, running = [], first
    for part in found.parts:
        falls.append(
            Fall(NAMES[part.name].capitalize(), signed(part.points)["text"], running, running + part.points)
        )
        running += part.points
    return waterfall(
        Fall(before, format_points(first), first, first),
        falls,
        Fall(now, format_points(last), last, last),
        label=f"Từ {before} đến {now}. {movement_words(found)}",
    )


def parts_proof(
    values: Iterable[Decimal | None], stated: Decimal | None, label: str, what: str
) -> Proof | None:
    """The proof line of parts that stand one under another without a table."""
    known = [value for value in values if value is not None]
    if not known or stated is None:
        return None
    return Proof(format_points(sum(known, Decimal(0))), label, format_points(stated), what)

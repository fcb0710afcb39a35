"""The ranking inside each comparison group, with twelve months as a line (S11)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from agencies.enums import ComparisonGroup
from core.cells import Cell, Row
from core.numbers import format_points
from core.svg import sparkline
from core.tables import column_sum
from feedback.rules.response import response_rate
from reporting.gather.months import Month
from reporting.gather.standings import Series, Standing
from reporting.links import agency_links
from reporting.rules.small_counts import LEAST
from reporting.tables.cells import (
    CONFIDENCES,
    GRADES,
    Table,
    count_field,
    head,
    integer,
    percent,
    percent_field,
    points,
    points_field,
    proved,
    ratio,
    signed,
    signed_field,
    text_field,
    words,
)

GROUPS = {group.value: group.label for group in ComparisonGroup}
_SHORT = (
    count_field("Hạng", 8),
    text_field("Cơ quan", 34),
    points_field("Điểm", 9),
    text_field("12 tháng", exported=False),
    signed_field("± tháng trước"),
)
_LONG = (
    *_SHORT,
    text_field("Xếp loại", 16),
    percent_field("Độ phủ"),
    text_field("Tin cậy", 8),
    percent_field("Phiếu đã nộp"),
    count_field("Cuộc kiểm tra"),
    count_field("Lượt người dân"),
    points_field("Người dân chấm"),
    percent_field("Trả lời"),
)


def ranking(rows: Iterable[Standing], line: Series, month: Month, visits: Mapping[int, int]) -> Table:
    """Every agency given, a heading row before each comparison group; ``visits`` by agency, where known."""
    listed = list(_with_headings(rows, line, month, visits))
    return summed(Table("xep-hang", f"Xếp hạng {month.label}", _LONG, listed))


def summed(table: Table) -> Table:
    """Totals are no parts of each other, but their sum gives the simple mean, which anyone may redo."""
    at = next(place for place, field in enumerate(table.fields) if field.label == "Điểm")
    scored = sum(len(row) > at and row[at].get("value") is not None for row in table.rows)
    total = column_sum(table, at)
    if total is None:
        return table
    more = f"÷ {scored} cơ quan có điểm = bình quân {format_points(total / scored)}"
    return proved(table, "Điểm", words="Tổng điểm các cơ quan trong bảng", more=more)


def _with_headings(
    rows: Iterable[Standing], line: Series, month: Month, visits: Mapping[int, int]
) -> Iterator[Row]:
    group, address = "", agency_links(month)
    for one in rows:
        if one.group != group:
            group = one.group
            yield heading_row(GROUPS[group], len(_LONG))
        yield [*_short(one, line, address(one.agency)), *_evidence(one, visits.get(one.agency, 0))]


def heading_row(label: str, width: int) -> Row:
    """A row that names the comparison group of those below."""
    return [{"text": label, "header": True, "colspan": width, "class": "row-heading"}]


def _short(one: Standing, line: Series, url: str) -> list[Cell]:
    return [
        rank_cell(one.rank, one.of),
        head(one.name, url),
        points(one.total),
        _trend(one, line),
        signed(line.change(one.agency)),
    ]


def rank_cell(rank: int | None, of: int | None) -> Cell:
    """ "3/124", or a dash for an agency that is not ranked."""
    if rank is None:
        return {"text": "—", "num": True, "title": "Không xếp hạng: điểm tạm tính hoặc chưa có dữ liệu"}
    return {"text": f"{rank}/{of}", "num": True, "value": rank}


def _trend(one: Standing, line: Series) -> Cell:
    return trend_cell(line.totals.get(one.agency, []), line.low)


def trend_cell(values: Sequence[Decimal | None], low: int) -> Cell:
    """Twelve months as a small line from ``low`` to 100 points; the words name its ends."""
    known = [value for value in values if value is not None]
    if not known:
        return {"text": "—", "title": "Chưa có tháng nào đủ dữ liệu"}
    label = f"Từ {format_points(known[0])} đến {format_points(known[-1])} điểm"
    return {"html": sparkline(values, low=low, high=100, label=label)}


def _evidence(one: Standing, visits: int) -> list[Cell]:
    return [
        grade_cell(one),
        percent(one.coverage),
        {"text": one.confidence, "title": CONFIDENCES.get(one.confidence, "")},
        percent(ratio(one.submitted, one.headcount)),
        integer(one.inspections),
        ratings_cell(one.ratings),
        points(one.rating_mean if one.ratings >= LEAST else None),
        percent(response_rate(one.ratings, visits) if one.ratings >= LEAST else None),
    ]


def grade_cell(one: Standing) -> Cell:
    """The grade in words; a provisional figure says so instead."""
    if one.total is None:
        return words("Chưa có dữ liệu", klass="grade-none")
    if one.provisional:
        return words("Tạm tính", klass="grade-none")
    return words(GRADES[one.grade], klass=f"grade-{one.grade}")


def ratings_cell(count: int) -> Cell:
    """A count of citizens' answers; below five it is not told whether there are any."""
    if count < LEAST:
        return {"text": "—", "num": True, "title": "Chưa đủ lượt để công bố, hoặc cơ quan không có quầy"}
    return integer(count)


def leaders(
    rows: Sequence[Standing], line: Series, month: Month, group: str, *, top: int, bottom: int
) -> Table:
    """The first and the last of one comparison group; between them a row that says how many are left out."""
    ranked = [one for one in rows if one.group == group and one.rank is not None]
    address = agency_links(month)
    cells: list[Row] = [_short(one, line, address(one.agency)) for one in ranked]
    if len(ranked) > top + bottom + 1:
        between = len(ranked) - top - bottom
        words_between = f"… {between} cơ quan ở giữa …"
        skipped: Row = [{"text": words_between, "colspan": len(_SHORT), "class": "row-between"}]
        cells[top : len(ranked) - bottom] = [skipped]
    return summed(Table(f"nhom-{group}", f"Xếp hạng: {GROUPS[group]}", _SHORT, cells))

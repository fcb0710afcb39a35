"""Tables of the whole province: the trend of both means, and the split of the weighted mean into agencies."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from core.cells import Row
from core.numbers import format_percent
from evaluations.rules.going_up import Means
from evaluations.rules.ranking import NO_TOTAL, PROVISIONAL
from reporting.gather.months import Month
from reporting.gather.standings import Standing
from reporting.links import agency_links, link
from reporting.tables.cells import (
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
    text_field,
    words,
)
from reporting.tables.trends import steps_proof

WEIGHTED = "Bình quân theo số người"
SIMPLE = "Bình quân đơn giản"
PART = "Phần đóng góp vào điểm tỉnh"


def trend(window: Iterable[Month]) -> Table:
    """Both means of the province, month by month; also the twin of the chart."""
    fields = (text_field("Tháng", 10), points_field(WEIGHTED, 16), points_field(SIMPLE, 16))
    rows: list[Row] = [
        [head(month.short, link("province_dashboard", month)), points(month.weighted), points(month.simple)]
        for month in window
    ]
    return Table("xu-huong", "Điểm toàn tỉnh 12 tháng", fields, rows, proof=steps_proof(rows, 1))


def parts(rows: Iterable[Standing], means: Means, month: Month) -> Table:
    """Each agency's part of the weighted mean (S12), largest first; those left out come last, and why."""
    fields = (
        text_field("Cơ quan", 34),
        count_field("Số người"),
        percent_field("Tỷ trọng", 2),
        points_field("Điểm của cơ quan"),
        points_field(PART, 14),
        text_field("Ghi chú", 30),
    )
    address = agency_links(month)
    ordered = sorted(rows, key=lambda one: (-means.parts.get(one.agency, Decimal(-1)), one.folded))
    cells = [_part(one, means, address(one.agency)) for one in ordered]
    foot: Row = [
        words("Tổng"),
        integer(means.headcount_counted),
        percent(Decimal(1) if means.headcount_counted else None, 2),
        words(""),
        points(sum(means.parts.values(), Decimal(0)) if means.parts else None),
        words(_left_out(means)),
    ]
    table = Table("cac-phan", f"Các phần của điểm toàn tỉnh, {month.label}", fields, cells, foot)
    what = "điểm toàn tỉnh bình quân theo số người"
    return proved(table, PART, words="Tổng các phần ở mọi trang", stated=month.weighted, what=what)


def _part(one: Standing, means: Means, url: str) -> Row:
    counted = one.agency in means.parts
    why = "" if counted else NO_TOTAL if one.total is None else PROVISIONAL
    return [
        head(one.name, url),
        integer(one.headcount),
        percent(ratio(one.headcount, means.headcount_counted) if counted else None, 2),
        points(one.total),
        points(means.parts.get(one.agency)),
        words(why),
    ]


def _left_out(means: Means) -> str:
    out = means.agencies - means.counted
    if not out:
        return ""
    people = means.headcount - means.headcount_counted
    share = format_percent(ratio(people, means.headcount), 1)
    return f"{out} cơ quan với {people} người ({share}) chưa tính"


def counts(rows: Sequence[Standing], letters: Iterable[str]) -> list[tuple[str, int]]:
    """How many agencies carry each confidence mark."""
    return [(letter, sum(one.confidence == letter for one in rows)) for letter in letters]


def axis_foot(table: Table) -> int:
    """Where the value axis of a trend begins: a ten below the lowest value, to tell months apart."""
    values = [cell["value"] for row in table.rows for cell in row if cell.get("value") is not None]
    lowest = min((float(value) for value in values if value is not None), default=0.0)
    return max(0, int(lowest // 10) * 10 - 10)

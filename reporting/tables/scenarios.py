"""Tables of a scenario: every agency's move, the months, the grades and the classes of points."""

from collections.abc import Callable, Mapping, Sequence

from agencies.enums import ComparisonGroup
from core.cells import Cell, Row
from core.tables import number
from evaluations.rules.what_if.moved import STEP, Move, Outline, Standing
from reporting.gather.scenarios import TriedMonth
from reporting.tables.cells import (
    GRADES,
    Field,
    Table,
    count_field,
    head,
    integer,
    points,
    points_field,
    proved,
    signed,
    signed_field,
    text_field,
    words,
)

GROUPS = {group.value: group.label for group in ComparisonGroup}
GROUP_ORDER = {group.value: at for at, group in enumerate(ComparisonGroup)}
PROVISIONAL, NO_DATA = "Tạm tính", "Chưa có dữ liệu"
Names = Mapping[int, tuple[str, str]]

MOVE_FIELDS: tuple[Field, ...] = (
    text_field("Cơ quan", 34),
    points_field("Điểm hiện nay", 9),
    points_field("Điểm giả định", 9),
    signed_field("± điểm"),
    count_field("Hạng hiện nay", 9),
    count_field("Hạng giả định", 9),
    count_field("± hạng", 8),
    text_field("Xếp loại", 26),
)
SORTS: dict[str, Callable[[Move, str], tuple[object, ...]]] = {
    "hang": lambda move, key: (move.after.rank is None, move.after.rank or 0, key),
    "tang": lambda move, key: (move.change is None, -(move.change or 0), key),
    "giam": lambda move, key: (move.change is None, move.change or 0, key),
    "ten": lambda move, key: (key,),
}
"""Inside a group: by rank under the changes, by points won, by points lost, by name."""


def moves_table(moves: Sequence[Move], names: Names, order: str) -> Table:
    """Every agency with a heading row before each comparison group."""
    rows: list[Row] = []
    group = ""
    sort = SORTS[order]
    for one in sorted(moves, key=lambda move: (GROUP_ORDER[move.group], *sort(move, _key(move, names)))):
        if one.group != group:
            group = one.group
            rows.append(
                [
                    {
                        "text": GROUPS[group],
                        "header": True,
                        "colspan": len(MOVE_FIELDS),
                        "class": "row-heading",
                    }
                ]
            )
        rows.append(_move_row(one, names))
    table = Table("co-quan", "Từng cơ quan trước và sau", MOVE_FIELDS, rows)
    return proved(table, "± điểm", words="Tổng thay đổi của các cơ quan trong bảng")


def _key(one: Move, names: Names) -> str:
    return names[one.agency][1] if one.agency in names else ""


def _move_row(one: Move, names: Names) -> Row:
    return [
        head(names[one.agency][0] if one.agency in names else f"Cơ quan {one.agency}"),
        points(one.before.total),
        points(one.after.total),
        signed(one.change),
        _rank(one.before),
        _rank(one.after),
        climbed_cell(one.climbed),
        words(_grades(one), klass="grade-kept" if _grade(one.before) == _grade(one.after) else "grade-moved"),
    ]


def _rank(standing: Standing) -> Cell:
    text = "—" if standing.rank is None else f"{standing.rank}/{standing.of}"
    return number(text, standing.rank)


def climbed_cell(climbed: int | None) -> Cell:
    """Places won or lost, "▲ 3", "▼ 2", "="; in words for those who hear it."""
    if climbed is None:
        return number("—", None)
    if not climbed:
        return number("=", 0)
    cell = number(f"{'▲' if climbed > 0 else '▼'} {abs(climbed)}", climbed)
    cell["class"] = "trend-up" if climbed > 0 else "trend-down"
    cell["title"] = f"{'Lên' if climbed > 0 else 'Xuống'} {abs(climbed)} bậc"
    return cell


def _grade(standing: Standing) -> str:
    if standing.total is None:
        return NO_DATA
    return PROVISIONAL if standing.provisional else GRADES.get(standing.grade, "")


def _grades(one: Move) -> str:
    before, after = _grade(one.before), _grade(one.after)
    return before if before == after else f"{before} → {after}"


MONTH_FIELDS = (
    text_field("Tháng", 10),
    points_field("Theo số người, nay"),
    points_field("giả định"),
    signed_field("±"),
    points_field("Đơn giản, nay"),
    points_field("giả định"),
    count_field("Tăng điểm"),
    count_field("Giảm điểm"),
    count_field("Đổi hạng"),
)


def months_table(months: Sequence[tuple[TriedMonth, Outline, str]]) -> Table:
    """The province's two means and how many moved, month by month; the last of each is its address."""
    rows: list[Row] = []
    for month, outline, url in months:
        before, after = outline.before, outline.after
        change = (
            None if after.weighted is None or before.weighted is None else after.weighted - before.weighted
        )
        rows.append(
            [
                head(f"{month.starts_on:%m/%Y}", url),
                points(before.weighted),
                points(after.weighted),
                signed(change),
                points(before.simple),
                points(after.simple),
                integer(outline.gained),
                integer(outline.lost),
                integer(outline.up + outline.down),
            ]
        )
    table = Table("thang", "Toàn tỉnh từng tháng", MONTH_FIELDS, rows)
    return proved(table, "Đổi hạng", words="Tổng số lượt đổi hạng các tháng")


def grades_table(outline: Outline) -> Table:
    """How many agencies have each grade before and after."""
    fields = (
        text_field("Xếp loại", 20),
        count_field("Hiện nay"),
        count_field("Giả định"),
        count_field("±"),
    )
    rows: list[Row] = [
        [head(label), integer(before), integer(after), _difference(after - before)]
        for grade, label in GRADES.items()
        for before, after in [outline.grades.get(grade, (0, 0))]
        if before or after
    ]
    before, after = (sum(pair[at] for pair in outline.grades.values()) for at in (0, 1))
    foot: Row = [words("Tổng"), integer(before), integer(after), _difference(after - before)]
    table = Table("xep-loai", "Số cơ quan theo xếp loại", fields, rows, foot)
    return proved(table, "Hiện nay", words="Tổng số cơ quan hiện nay")


def classes_table(outline: Outline) -> Table:
    """How many agencies have how many points before and after; also the twin of the chart."""
    fields = (text_field("Khoảng điểm", 12), count_field("Hiện nay"), count_field("Giả định"))
    rows: list[Row] = [
        [head(f"{low}–{low + STEP}"), integer(before), integer(after)]
        for low, before, after in outline.classes
    ]
    table = Table("khoang-diem", "Số cơ quan theo khoảng điểm", fields, rows)
    return proved(table, "Hiện nay", words="Tổng số cơ quan có điểm hiện nay")


def _difference(value: int) -> Cell:
    text = "=" if not value else f"{'+' if value > 0 else '−'}{abs(value)}"
    return number(text, value)

"""Two scenarios beside each other: the province's figures, and every agency."""

from collections.abc import Sequence
from decimal import Decimal

from core.cells import Cell, Row
from core.tables import number
from evaluations.rules.what_if.moved import Move, Outline
from reporting.tables.cells import (
    Table,
    count_field,
    head,
    integer,
    points,
    points_field,
    signed,
    signed_field,
    text_field,
)
from reporting.tables.scenarios import GROUP_ORDER, GROUPS, Names, climbed_cell

PAIR_FIELDS = (
    text_field("Cơ quan", 34),
    points_field("Hiện nay", 9),
    points_field("A", 9),
    points_field("B", 9),
    signed_field("B − A"),
    count_field("Hạng nay", 8),
    count_field("Hạng A", 8),
    count_field("Hạng B", 8),
    count_field("A → B", 8),
)


def pair_table(left: Sequence[Move], right: Sequence[Move], names: Names) -> Table:
    """Every agency that both scored, where they differ most first inside each comparison group."""
    others = {one.agency: one for one in right}
    pairs = [(one, others[one.agency]) for one in left if one.agency in others]
    rows: list[Row] = []
    group = ""
    for one, other in sorted(pairs, key=lambda pair: (GROUP_ORDER[pair[0].group], -_apart(*pair))):
        if one.group != group:
            group = one.group
            rows.append(
                [{"text": GROUPS[group], "header": True, "colspan": len(PAIR_FIELDS), "class": "row-heading"}]
            )
        rows.append(_pair_row(one, other, names))
    return Table("so-sanh", "Từng cơ quan ở hai phương án", PAIR_FIELDS, rows)


def _apart(one: Move, other: Move) -> Decimal:
    return abs(_difference(one, other) or Decimal(0))


def _difference(one: Move, other: Move) -> Decimal | None:
    if one.after.total is None or other.after.total is None:
        return None
    return other.after.total - one.after.total


def _pair_row(one: Move, other: Move, names: Names) -> Row:
    ranks = one.after.rank, other.after.rank
    return [
        head(names[one.agency][0] if one.agency in names else f"Cơ quan {one.agency}"),
        points(one.before.total),
        points(one.after.total),
        points(other.after.total),
        signed(_difference(one, other)),
        _rank(one.before.rank),
        _rank(ranks[0]),
        _rank(ranks[1]),
        climbed_cell(None if ranks[0] is None or ranks[1] is None else ranks[0] - ranks[1]),
    ]


def _rank(rank: int | None) -> Cell:
    return number("—" if rank is None else str(rank), rank)


def sides_table(left: Outline, right: Outline, one: str, other: str) -> Table:
    """The province under both scenarios."""
    fields = (
        text_field("Phương án", 30),
        points_field("Theo số người"),
        points_field("Đơn giản"),
        count_field("Tăng điểm"),
        count_field("Giảm điểm"),
        count_field("Lên hạng"),
        count_field("Xuống hạng"),
    )
    rows: list[Row] = [
        [head("Hiện nay"), points(left.before.weighted), points(left.before.simple), *[_rank(None)] * 4]
    ]
    for label, side in ((f"A · {one}", left), (f"B · {other}", right)):
        rows.append(
            [
                head(label),
                points(side.after.weighted),
                points(side.after.simple),
                integer(side.gained),
                integer(side.lost),
                integer(side.up),
                integer(side.down),
            ]
        )
    return Table("hai-phuong-an", "Toàn tỉnh ở hai phương án", fields, rows)

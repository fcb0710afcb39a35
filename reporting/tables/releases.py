"""Tables of a release: a group's bands with shared places, its most improved, those without a place."""

from collections.abc import Mapping, Sequence

from core.cells import Row
from evaluations.gather.releases.table import NamedAgency, ReleasedTable
from evaluations.rules.released_table import GroupTable, Released
from reporting.tables.cells import (
    CONFIDENCES,
    GRADES,
    Table,
    count_field,
    head,
    points,
    points_field,
    proved,
    signed,
    signed_field,
    text_field,
    words,
)
from reporting.tables.ranking import rank_cell, summed

Names = Mapping[int, NamedAgency]
PLACES = (
    count_field("Hạng", 8, "release-rank"),
    text_field("Cơ quan", 40),
    points_field("Điểm", 9),
    signed_field("± kỳ trước"),
    text_field("Tin cậy", 8),
)
UNRANKED = (text_field("Cơ quan", 40), points_field("Điểm", 9), text_field("Vì sao không xếp hạng", 44))
IMPROVED = (
    count_field("Thứ", 6, "release-rank"),
    text_field("Cơ quan", 40),
    signed_field("Tăng"),
    points_field("Kỳ trước", 9),
    points_field("Kỳ này", 9),
)


def places_table(group: GroupTable, label: str, found: ReleasedTable) -> Table:
    """A heading row for each band, inside it by place; equal totals share one."""
    rows: list[Row] = []
    names = found.names
    for grade, members in group.bands:
        heading = f"{_band(grade, members, found)} · {len(members)} cơ quan"
        rows.append([{"text": heading, "header": True, "colspan": len(PLACES), "class": "row-heading"}])
        rows += [_place(one, group, names) for one in members]
    return summed(Table(f"nhom-{group.group}", label, PLACES, rows))


def _band(grade: str, members: Sequence[Released], found: ReleasedTable) -> str:
    """What the frozen sets of the members call the band; the grade's own name where a set has no word."""
    said = (found.labels.get((one.set_id, grade), GRADES.get(grade, grade)) for one in members)
    return " / ".join(dict.fromkeys(said))


def _place(one: Released, group: GroupTable, names: Names) -> Row:
    mark = words(one.confidence)
    mark["title"] = CONFIDENCES.get(one.confidence, "")
    return [
        rank_cell(one.rank, one.of),
        head(name_of(one.agency, names)),
        points(one.total),
        signed(group.changes.get(one.agency)),
        mark,
    ]


def improved_table(group: GroupTable, names: Names) -> Table:
    """Who gained most since the period before, ties sharing a place."""
    rows: list[Row] = [
        [
            {"text": str(one.place), "num": True, "value": one.place},
            head(name_of(one.agency, names)),
            signed(one.change),
            points(one.before),
            points(one.after),
        ]
        for one in group.improved
    ]
    table = Table(f"tien-bo-{group.group}", "Tiến bộ nhất", IMPROVED, rows)
    return proved(table, "Tăng", words="Tổng mức tăng của các cơ quan trong bảng")


def unranked_table(group: GroupTable, names: Names) -> Table:
    """Those listed apart, with the reason."""
    rows: list[Row] = [
        [head(name_of(one.row.agency, names)), points(one.row.total), words(one.reason)]
        for one in group.unranked
    ]
    return summed(Table(f"ngoai-{group.group}", "Không xếp hạng", UNRANKED, rows))


def name_of(agency: int, names: Names) -> str:
    """The agency's name as the snapshot says it."""
    return names[agency].name if agency in names else f"Cơ quan {agency}"

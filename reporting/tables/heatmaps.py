"""Heat maps: agencies by groups of criteria, and by every criterion.

The second has some ten thousand cells, so a cell is looked up among 102 ready strings; it is the one table
that is not made of core.cells, and its markup leaves out what HTML lets a cell leave out.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from html import escape

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.cells import Cell, Row
from core.numbers import format_integer, format_points
from reporting.gather.definitions import CriterionText, SetText
from reporting.gather.months import Month
from reporting.gather.standings import Standing, Values
from reporting.links import agency_links, group_links
from reporting.rules.heat import LEGEND, heat_class, percent_of
from reporting.tables.cells import Proof, Table, count_field, head, heat, points, points_field, text_field
from reporting.tables.ranking import GROUPS, heading_row

_READY = {value: f"<td class={heat_class(value)}>{value}" for value in range(101)}
_READY_NONE = "<td class=heat-none>—"


def group_map(rows: Iterable[Standing], words: SetText, month: Month) -> Table:
    """Agencies × groups: each cell is the share of the group's possible points, and opens that group."""
    fields = (
        text_field("Cơ quan", 34),
        points_field("Điểm", 9),
        *(count_field(group.name, 14, "heat-head") for group in words.groups),
    )
    openers = [(group.code, group_links(month, group.code)) for group in words.groups]
    cells: list[Row] = []
    label = ""
    address = agency_links(month)
    for one in rows:
        if GROUPS[one.group] != label:
            label = GROUPS[one.group]
            cells.append(heading_row(label, len(fields)))
        cells.append(_group_row(one, openers, address(one.agency)))
    table = Table("nhom", f"Bản đồ nhiệt theo nhóm tiêu chí, {month.label}", fields, cells)
    shares = [cell.get("value") for row in cells for cell in row[2:]]
    return replace(table, proof=colour_proof([None if one is None else int(one) for one in shares]))


def colour_proof(values: Iterable[int | None]) -> Proof:
    """The cells counted by colour; a heat map's per cents do not add up, but its cells do."""
    counted = Counter(map(heat_class, values))
    terms = " + ".join(str(counted[name]) for name, _ in LEGEND)
    return Proof(format_integer(counted.total()), f"Số ô theo thang màu: {terms}")


def _group_row(one: Standing, openers: Sequence[tuple[str, Callable[[int], str]]], url: str) -> Row:
    cells: list[Cell] = [head(one.name, url), points(one.total)]
    for code, address in openers:
        cents, possible = one.groups.get(code, (None, 0))
        value = percent_of(cents, possible or 0)
        cells.append(heat(value, address(one.agency) if value is not None else ""))
    return cells


def criterion_rows(rows: Iterable[Values], month: Month) -> SafeString:
    """The body of the map of all criteria, a heading row before each comparison group."""
    address, label, lines = agency_links(month), "", []
    for one in rows:
        if GROUPS[one.group] != label:
            label = GROUPS[one.group]
            lines.append(f"<tr><th scope=row colspan={len(one.values) + 2} class=row-heading>{escape(label)}")
        cells = "".join([_READY_NONE if value is None else _READY[value] for value in one.values])
        lines.append(
            f'<tr><th scope=row><a href="{escape(address(one.agency))}">{escape(one.name)}</a>'
            f"<td class=num>{format_points(one.total)}{cells}"
        )
    return mark_safe("".join(lines))  # noqa: S308 - names and addresses are escaped above


def criterion_head(
    criteria: Iterable[CriterionText], sorted_by: str, address: Callable[[str], str]
) -> SafeString:
    """The heading row: a code per criterion that sorts by it, its words as a title."""
    cells = "".join(
        f'<th scope=col title="{escape(one.statement)}"{_SORTED if one.code == sorted_by else ""}>'
        f'<a href="{escape(address(one.code))}">{escape(one.code)}</a>'
        for one in criteria
    )
    return mark_safe(f"<tr><th scope=col>Cơ quan<th scope=col class=num>Điểm{cells}")  # noqa: S308 - escaped above


def criterion_meanings(criteria: Iterable[CriterionText]) -> SafeString:
    """What each code means, as a list of terms."""
    return format_html_join("", "<dt>{}</dt><dd>{}</dd>", ((one.code, one.statement) for one in criteria))


_SORTED = ' aria-sort="ascending"'


def criterion_table(rows: Iterable[Values], words: SetText, month: Month) -> Table:
    """The same map as plain cells, for the export."""
    fields = (
        text_field("Cơ quan", 34),
        points_field("Điểm", 9),
        *(count_field(one.code, 7) for one in words.criteria),
    )
    cells: list[Row] = [[head(one.name), points(one.total), *map(heat, one.values)] for one in rows]
    return Table("tieu-chi", f"Bản đồ nhiệt theo tiêu chí, {month.label}", fields, cells)


def sort_by(rows: Sequence[Values], position: int | None) -> list[Values]:
    """The rows with the lowest value of one criterion first inside each comparison group, no data last."""
    if position is None:
        return list(rows)
    order = list(GROUPS)

    def place(one: Values) -> tuple[int, bool, int, Decimal]:
        value = one.values[position]
        return order.index(one.group), value is None, value or 0, one.total or Decimal(0)

    return sorted(rows, key=place)

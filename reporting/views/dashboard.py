"""What the provincial dashboard is made of, in the order in which the eye meets it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from agencies.enums import ComparisonGroup
from core.numbers import format_integer, format_percent, format_points, format_signed
from evaluations.enums import Confidence
from evaluations.gather.criteria.pinned import changed_in
from evaluations.gather.sets import load_set
from evaluations.rules.grades import grade_of
from reporting.gather.definitions import described
from reporting.gather.standings import Series, Standing, series, standings
from reporting.gather.visits import visits_beside
from reporting.links import agency_links, link
from reporting.rules.attention import Concerns, Watched, concerns
from reporting.rules.heat import LEGEND
from reporting.tables import province as tables
from reporting.tables.cells import Table, ratio
from reporting.tables.heatmaps import group_map
from reporting.tables.ranking import leaders, ranking
from reporting.views.frame import Content, Visit
from reporting.views.tabs import tabs

MAP_ROWS = 170
TOP, BOTTOM = 5, 3


def dashboard(seen: Visit) -> Content:
    """The province's month. Three statements read it: the agencies' rows, their twelve months, the sets."""
    month, window = seen.month, seen.calendar.window
    rows = standings(seen.user, seen.on, month)
    line = series(seen.user, seen.on, window)
    trend = tables.trend(window)
    maps = _maps(rows, seen)
    groups = [group.value for group in ComparisonGroup if any(one.group == group for one in rows)]
    rankings = [leaders(rows, line, month, group, top=TOP, bottom=BOTTOM) for group in groups]
    exported = []
    if "xuat" in seen.request.GET:
        exported = [ranking(rows, line, month, visits_beside(rows, month))]
    return Content(
        title="Bảng điểm toàn tỉnh",
        lead=f"{month.label}: điểm văn hóa công vụ của {len(rows)} cơ quan, từ bốn nguồn độc lập.",
        crumbs=[("Toàn tỉnh", "")],
        template="reporting/province/dashboard.html",
        context={
            "tabs": tabs(month, "dashboard"),
            "changed": changed_in(month.pk),
            "figure": _figure(seen, rows),
            "stats": _stats(rows),
            "concerns": _named(concerns(_watched(rows, line)), rows, seen),
            "trend": trend,
            "axis_foot": tables.axis_foot(trend),
            "rankings": [
                (table, link("province_ranking", month, nhom=group))
                for table, group in zip(rankings, groups, strict=True)
            ],
            "maps": maps,
            "map_left": max(len(rows) - MAP_ROWS, 0),
            "legend": LEGEND,
        },
        tables=[*exported, trend, *maps],
        computed=(month.computed_at, month.records),
        default_points=any(described(pk).has_default_points for pk in sorted({one.set_id for one in rows})),
    )


def _figure(seen: Visit, rows: Sequence[Standing]) -> dict[str, Any]:
    """The province's figure with what stands behind it."""
    month, before = seen.month, seen.calendar.before
    change = None
    if before and month.weighted is not None and before.weighted is not None:
        change = month.weighted - before.weighted
    marks = tables.counts(rows, Confidence.values)
    return {
        "weighted": month.weighted,
        "simple": month.simple,
        "change": ""
        if change is None or before is None
        else f"{format_signed(change)} so với {before.short}",
        "change_kind": "flat" if not change else "up" if change > 0 else "down",
        "coverage": format_percent(_covered(rows)),
        "marks": [(mark, format_integer(count)) for mark, count in marks],
        "ranked": sum(one.rank is not None for one in rows),
        "provisional": sum(one.provisional and one.total is not None for one in rows),
        "silent": sum(one.total is None for one in rows),
        "agencies": len(rows),
        "parts_url": link("province_parts", month),
    }


def _covered(rows: Sequence[Standing]) -> Decimal | None:
    """The mean coverage of the agencies, each counting once."""
    return sum((one.coverage for one in rows), Decimal(0)) / len(rows) if rows else None


def _stats(rows: Sequence[Standing]) -> list[dict[str, Any]]:
    """Progress of the month: forms, reviews, inspections, citizens."""
    expected, sent = sum(one.headcount for one in rows), sum(one.submitted for one in rows)
    reviewed, visits = sum(one.reviewed for one in rows), sum(one.inspections for one in rows)
    visited, rated = sum(one.inspections > 0 for one in rows), sum(one.ratings for one in rows)
    return [
        {
            "label": "Phiếu tự đánh giá đã nộp",
            "value": format_percent(ratio(sent, expected)),
            "hint": f"{format_integer(sent)} trên {format_integer(expected)} người",
            "symbol": "clipboard-check",
        },
        {
            "label": "Phiếu đã được nhận xét",
            "value": format_percent(ratio(reviewed, sent)),
            "hint": f"{format_integer(reviewed)} trên {format_integer(sent)} phiếu đã nộp",
            "symbol": "message-square-text",
        },
        {
            "label": "Cuộc kiểm tra đã kết luận",
            "value": format_integer(visits),
            "hint": f"tại {format_integer(visited)} trên {format_integer(len(rows))} cơ quan",
            "symbol": "search-check",
        },
        {
            "label": "Người dân chấm (1–5)",
            "value": format_points(_citizens(rows)),
            "hint": f"bình quân theo lượt, n = {format_integer(rated)} lượt",
            "symbol": "star",
        },
    ]


def _citizens(rows: Sequence[Standing]) -> Decimal | None:
    """The mean of the agencies' published means, weighed by their answers; None without any."""
    spoken = [(one.ratings, one.rating_mean) for one in rows if one.rating_mean is not None]
    answers = sum(count for count, _mean in spoken)
    return sum((count * mean for count, mean in spoken), Decimal(0)) / answers if answers else None


def _watched(rows: Sequence[Standing], line: Series) -> list[Watched]:
    return [
        Watched(
            one.agency,
            one.total,
            line.before(one.agency),
            one.provisional,
            one.grade,
            _uncapped(one),
            None if one.provisional else one.gap_inspection,
        )
        for one in rows
    ]


def _uncapped(one: Standing) -> str:
    """The grade that the points alone would give; a lower stored one was capped (S8)."""
    if one.provisional or one.total is None:
        return one.grade
    return grade_of(one.total, load_set(one.set_id).rules.bands).grade


def _named(found: Sequence[Concerns], rows: Sequence[Standing], seen: Visit) -> list[dict[str, Any]]:
    names, address = {one.agency: one.name for one in rows}, agency_links(seen.month)
    return [
        {
            "title": one.title,
            "kind": one.kind,
            "count": one.count,
            "more": one.count - len(one.lines),
            "lines": [(names[line.agency], address(line.agency), line.words) for line in one.lines],
            "nobody": one.nobody,
        }
        for one in found
    ]


def _maps(rows: Sequence[Standing], seen: Visit) -> list[Table]:
    """One map per criteria set, since its columns are the set's groups."""
    shown = rows[:MAP_ROWS]
    return [
        group_map([one for one in shown if one.set_id == set_id], described(set_id), seen.month)
        for set_id in dict.fromkeys(one.set_id for one in shown)
    ]

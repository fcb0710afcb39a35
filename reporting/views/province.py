"""The figures of the whole province: dashboard, ranking, heat map, and the parts of the province's figure."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.enums import ComparisonGroup
from core.access import require
from core.numbers import format_points
from core.text import fold
from evaluations.rules.going_up import Member, means
from reporting.gather.definitions import SetText, described
from reporting.gather.standings import Standing, Values, criterion_values, series, standings
from reporting.gather.visits import visits_beside
from reporting.links import link
from reporting.rules.heat import LEGEND
from reporting.tables.heatmaps import (
    colour_proof,
    criterion_head,
    criterion_meanings,
    criterion_rows,
    criterion_table,
    sort_by,
)
from reporting.tables.province import parts
from reporting.tables.ranking import ranking
from reporting.views.dashboard import dashboard
from reporting.views.frame import Content, Visit, answer, no_month_yet, visit
from reporting.views.tabs import tabs

ROWS = 170
GROUPS = {group.value: group.label for group in ComparisonGroup if group is not ComparisonGroup.NONE}


@require_safe
def province_dashboard(request: HttpRequest) -> HttpResponse:
    """The province's month: its figure first, then who needs attention, then everything that opens."""
    return _province_page(request, dashboard)


@require_safe
def province_ranking(request: HttpRequest) -> HttpResponse:
    """Every agency ranked inside its comparison group, with twelve months as a line (S11)."""
    return _province_page(request, _ranking)


@require_safe
def province_heatmap(request: HttpRequest) -> HttpResponse:
    """Every agency by every criterion."""
    return _province_page(request, _heatmap)


@require_safe
def province_parts(request: HttpRequest) -> HttpResponse:
    """The province's figure split into the parts of its agencies (S12)."""
    return _province_page(request, _parts)


def _province_page(request: HttpRequest, build: Any) -> HttpResponse:
    require(request.user, "province.read")
    seen = visit(request)
    return no_month_yet(request) if seen is None else answer(seen, lambda: build(seen))


def _ranking(seen: Visit) -> Content:
    month = seen.month
    rows = _chosen(standings(seen.user, seen.on, month, with_groups=False), seen)
    line = series(seen.user, seen.on, seen.calendar.window)
    page, visits = _leaf(rows, seen), visits_beside(rows, month)
    return Content(
        title="Xếp hạng các cơ quan",
        lead=(
            "Chỉ so trong cùng nhóm; điểm bằng nhau thì cùng hạng; "
            "điểm tạm tính và cơ quan chưa có dữ liệu không xếp hạng."
        ),
        crumbs=_crumbs(seen, "Xếp hạng"),
        template="reporting/province/ranking.html",
        context={"table": ranking(page.object_list, line, month, visits), **_filters(seen, "ranking", page)},
        tables=[ranking(rows, line, month, visits)] if "xuat" in seen.request.GET else [],
        computed=(month.computed_at, month.records),
        default_points=_rests_on_defaults(rows),
    )


def _heatmap(seen: Visit) -> Content:
    month = seen.month
    every = _chosen(criterion_values(seen.user, seen.on, month), seen)
    words, rows = _of_one_set(every)
    code = seen.request.GET.get("xep", "")
    if code and (words is None or code not in words.at):
        raise Http404("Không có tiêu chí này.")
    rows = sort_by(rows, words.at[code] if words and code else None)
    page = _leaf(rows, seen)
    context: dict[str, Any] = {"legend": LEGEND, "words": words, **_filters(seen, "heatmap", page)}
    if words is not None:
        group = seen.request.GET.get("nhom", "")
        keep = {"nhom": group} if group else {}
        before, _, after = link("province_heatmap", month, xep="-", **keep).partition("xep=-")
        context |= {
            "head": criterion_head(words.criteria, code, lambda one: f"{before}xep={one}{after}"),
            "body": criterion_rows(page.object_list, month),
            "codes": " ".join(one.code for one in words.criteria),
            "meanings": criterion_meanings(words.criteria),
            "proof": colour_proof(value for one in page.object_list for value in one.values),
        }
    return Content(
        title="Bản đồ nhiệt theo tiêu chí",
        lead=(
            "Mỗi ô là giá trị của một tiêu chí ở một cơ quan, phần trăm. "
            "Bấm mã tiêu chí để xếp nơi thấp nhất lên đầu nhóm."
        ),
        crumbs=_crumbs(seen, "Bản đồ nhiệt"),
        template="reporting/province/heatmap.html",
        context=context,
        tables=[criterion_table(rows, words, month)]
        if words is not None and "xuat" in seen.request.GET
        else [],
        computed=(month.computed_at, month.records),
        default_points=bool(words and words.has_default_points),
    )


def _of_one_set(rows: Sequence[Values]) -> tuple[SetText | None, list[Values]]:
    """The rows of the criteria set that most agencies use, and its words; columns are those of one set."""
    if not rows:
        return None, []
    sets = [one.set_id for one in rows]
    chosen = max(sorted(set(sets)), key=sets.count)
    return described(chosen), [one for one in rows if one.set_id == chosen]


def _parts(seen: Visit) -> Content:
    month = seen.month
    rows = standings(seen.user, seen.on, month, with_groups=False)
    found = means(Member(one.agency, one.headcount, one.total, one.provisional) for one in rows)
    table = parts(rows, found, month)
    total = sum(found.parts.values(), Decimal(0)) if found.parts else None
    page = Paginator(table.rows, ROWS).get_page(seen.request.GET.get("trang"))
    counted = [one.total for one in rows if one.total is not None and not one.provisional]
    return Content(
        title="Các phần của điểm toàn tỉnh",
        lead=(
            "Điểm tỉnh bình quân theo số người là tổng các phần dưới đây: mỗi phần là số người × điểm "
            "của cơ quan, chia cho tổng số người được tính."
        ),
        crumbs=_crumbs(seen, "Các phần của điểm"),
        template="reporting/province/parts.html",
        context={
            "table": table,
            "rows": page.object_list,
            "page": page,
            "total": format_points(total),
            "stated": format_points(month.weighted),
            "simple_total": format_points(sum(counted, Decimal(0)) if counted else None),
            "simple": format_points(month.simple),
            "counted": found.counted,
            "agencies": found.agencies,
            "tabs": tabs(month, "parts"),
        },
        tables=[table],
        computed=(month.computed_at, month.records),
        default_points=_rests_on_defaults(rows),
        notes=[
            f"Tổng các phần {format_points(total)} = "
            f"điểm toàn tỉnh bình quân theo số người {format_points(month.weighted)}."
        ],
    )


def _chosen(rows: Sequence[Any], seen: Visit) -> list[Any]:
    """The rows of the comparison group and the words that the reader asks for."""
    group, asked = seen.request.GET.get("nhom", ""), fold(seen.request.GET.get("q", "")).split()
    if group and group not in GROUPS:
        raise Http404("Không có nhóm so sánh này.")
    return [
        one for one in rows if (not group or one.group == group) and all(word in one.folded for word in asked)
    ]


def _leaf(rows: Sequence[Any], seen: Visit) -> Page[Any]:
    return Paginator(rows, ROWS).get_page(seen.request.GET.get("trang"))


def _filters(seen: Visit, here: str, page: Page[Any]) -> dict[str, Any]:
    """What the head of a list needs: the groups to choose from, the search, the pager, the tabs."""
    group = seen.request.GET.get("nhom", "")
    name = f"province_{here}"
    choices = [("Tất cả", link(name, seen.month), not group)]
    choices += [(label, link(name, seen.month, nhom=code), code == group) for code, label in GROUPS.items()]
    kept = [("ky", seen.month.code), *([("nhom", group)] if group else [])]
    return {
        "choices": choices,
        "q": seen.request.GET.get("q", ""),
        "keep": kept,
        "page": page,
        "tabs": tabs(seen.month, here),
    }


def _crumbs(seen: Visit, here: str) -> list[tuple[str, str]]:
    return [("Toàn tỉnh", link("province_dashboard", seen.month)), (here, "")]


def _rests_on_defaults(rows: Sequence[Standing]) -> bool:
    return any(described(set_id).has_default_points for set_id in sorted({one.set_id for one in rows}))

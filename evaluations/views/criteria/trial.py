"""The dry run as tables: every agency before and after, and what had nothing to say."""

from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.enums import ComparisonGroup
from agencies.views.parameters import number_of
from core import clock
from core.access import require
from core.cells import Cell, Row
from core.documents.content import Document
from core.documents.files import file_response
from core.documents.of_table import document
from core.numbers import NO_DATA, format_integer, format_percent, format_points
from core.tables import (
    Table,
    count_field,
    head,
    integer,
    number,
    percent,
    percent_field,
    points,
    points_field,
    signed,
    signed_field,
    text_field,
    words,
)
from evaluations.gather.criteria.dry_run import DryRun, dry_run, last_ended, scored_months
from evaluations.models import CriteriaSet, Period
from evaluations.rules.set_labels import GRADES
from evaluations.rules.set_trial import Standing, Tried
from evaluations.views.criteria.set_frame import set_trail, visible_set

FIELDS = (
    text_field("Cơ quan", 38),
    text_field("Nhóm so sánh", 22),
    points_field("Điểm nay"),
    points_field("Điểm thử"),
    signed_field("Chênh"),
    count_field("Hạng nay"),
    count_field("Hạng thử"),
    text_field("Xếp loại nay", 14),
    text_field("Xếp loại thử", 14),
    percent_field("Độ phủ nay"),
    percent_field("Độ phủ thử"),
)
SHORT = (
    text_field("Cơ quan", 38),
    points_field("Điểm nay → thử"),
    signed_field("Chênh"),
    count_field("Hạng"),
    text_field("Xếp loại"),
    percent_field("Độ phủ"),
)
SHOWN = 12
"""Agencies shown beside a request: those that move most."""


@require_safe
def criteria_set_dry_run(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft tried on a month, agency by agency; ``?xuat=xlsx`` saves the table."""
    criteria_set = visible_set(request, pk)
    require(request.user, "criteria_set.ask_publish", criteria_set)
    months = scored_months()
    tried, refusal = tried_on(criteria_set, _chosen(request, months))
    if tried is not None and request.GET.get("xuat") == "xlsx":
        return file_response(_file(tried, criteria_set), "xlsx")
    context = {
        "criteria_set": criteria_set,
        "trail": set_trail(criteria_set, ("Chấm thử", "")),
        "months": months,
        "trial": tried,
        "refusal": refusal,
        "table": trial_table(tried) if tried else None,
        "silent": silent_words(tried),
    }
    return render(request, "criteria/dry_run.html", context)


def tried_on(criteria_set: CriteriaSet, period: Period | None) -> tuple[DryRun | None, str]:
    """The dry run, or why there is none."""
    if period is None:
        return None, "Chưa có tháng nào có kết quả để chấm thử."
    try:
        return dry_run(criteria_set, period, today=clock.today()), ""
    except (ValueError, KeyError) as error:
        return None, f"Chưa chấm thử được: {error}"


def _chosen(request: HttpRequest, months: list[Period]) -> Period | None:
    asked = number_of(request, "ky")
    if asked is None:
        return last_ended(months, clock.today())
    for month in months:
        if month.pk == asked:
            return month
    raise Http404("Không có tháng này.")


def trial_table(tried: DryRun) -> Table:
    """Every agency, group by group in the order of its new rank."""
    labels = dict(ComparisonGroup.choices)
    rows: list[Row] = []
    for group in dict.fromkeys(one.group for one in tried.rows):
        rows.append(
            [{"text": str(labels[group]), "header": True, "colspan": len(SHORT), "class": "row-heading"}]
        )
        rows += [_short(tried, one) for one in tried.rows if one.group == group]
    return Table("cham-thu", f"Chấm thử {tried.period.label}", SHORT, rows)


def movers_table(tried: DryRun) -> Table:
    """The agencies that move most."""
    moving = [one for one in tried.rows if one.moved or one.before.grade != one.after.grade]
    rows = sorted(moving, key=_by_distance)[:SHOWN]
    caption = "Cơ quan thay đổi nhiều nhất"
    return Table("cham-thu", caption, SHORT, [_short(tried, one) for one in rows])


def _by_distance(one: Tried) -> tuple[Decimal, int]:
    return -abs(one.moved or Decimal(0)), one.agency


def _short(tried: DryRun, one: Tried) -> Row:
    """An agency in few columns, "83,71 → 84,96"; what stays is said once."""
    before, after = one.before, one.after
    return [
        head(tried.names.get(one.agency, NO_DATA)),
        _both(format_points(before.total), format_points(after.total)),
        signed(one.moved),
        _both(format_integer(before.rank), format_integer(after.rank)),
        words(_moved(_grade(before), _grade(after))),
        _both(format_percent(before.coverage), format_percent(after.coverage)),
    ]


def _both(before: str, after: str) -> Cell:
    return number(_moved(before, after), None)


def _moved(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"


def _file_table(tried: DryRun) -> Table:
    """Every agency with before and after in columns of their own, to be sorted and summed."""
    return Table(
        "cham-thu", f"Chấm thử {tried.period.label}", FIELDS, [_row(tried, one) for one in tried.rows]
    )


def _row(tried: DryRun, one: Tried) -> Row:
    before, after = one.before, one.after
    return [
        head(tried.names.get(one.agency, NO_DATA)),
        words(str(dict(ComparisonGroup.choices)[one.group])),
        points(before.total),
        points(after.total),
        signed(one.moved),
        integer(before.rank),
        integer(after.rank),
        words(_grade(before)),
        words(_grade(after)),
        percent(before.coverage),
        percent(after.coverage),
    ]


def _grade(standing: Standing) -> str:
    return GRADES.get(standing.grade, NO_DATA)


def silent_words(tried: DryRun | None) -> list[str]:
    """Criteria that had nothing to say, by reason."""
    if tried is None:
        return []
    by_reason: dict[str, list[str]] = {}
    for code, reason in tried.silent.items():
        by_reason.setdefault(reason, []).append(code)
    return [f"{reason[0].upper()}{reason[1:]}: {', '.join(codes)}." for reason, codes in by_reason.items()]


def _file(tried: DryRun, criteria_set: CriteriaSet) -> Document:
    lines = [
        f"{tried.gained} cơ quan tăng điểm, {tried.lost} giảm, {tried.regraded} đổi xếp loại;"
        f" {len(tried.silent)} trên {tried.criteria} tiêu chí thiếu dữ liệu.",
        "Chấm thử không thay đổi số liệu nào.",
        *(["Tháng này chưa kết thúc nên số liệu còn thay đổi."] if tried.is_running else []),
    ]
    return document(
        _file_table(tried), title=str(criteria_set), at=clock.now(), lines=lines, notes=silent_words(tried)
    )

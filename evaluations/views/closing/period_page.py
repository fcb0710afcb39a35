"""A period's own page: its dates and sets, how far its ladder has come, what is in the way, what next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.enums import ComparisonGroup
from core import clock
from core.access import may
from core.dates import format_day, format_moment
from core.numbers import format_integer
from evaluations.access.closing.sign import reads_all
from evaluations.enums import PeriodKind
from evaluations.gather.closing.period_progress import Progress, progress_of
from evaluations.gather.closing.readiness import hindrances_of
from evaluations.gather.closing.signing_lines import agency_lines
from evaluations.gather.criteria.pinned import changed_in
from evaluations.models import Period, ResultPreview
from evaluations.rules.closing.ladder import Rung
from evaluations.rules.closing.readiness import Hindrance, is_ready
from evaluations.views.closing.period_frame import (
    PERIODS,
    address,
    period_of,
    preview_of,
    results_of,
    standing_words,
)
from evaluations.views.closing.period_links import links_of


@require_safe
def period_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The hub of a period; everybody reads the dates, readers the ladder, Home Affairs what is in the way."""
    user: Any = request.user
    period = period_of(pk)
    preview = preview_of(period)
    reads = bool(may(user, "result.read_ladder"))
    manages = period.kind == PeriodKind.MONTH and bool(may(user, "period.readiness", period))
    found = hindrances_of(period, clock.now()) if manages and period.is_open else []
    done = _progress(request, period, preview) if reads else None
    kind, words = standing_words(period, preview)
    signing = _signing(period) if reads and preview and period.is_open and not reads_all(user) else None
    context = {
        "trail": [(PERIODS, reverse("period_list")), (period.label, "")],
        "period": period,
        "preview": preview,
        "kind": kind,
        "words": words,
        "dates": _dates(period, preview),
        "sets": _sets(period),
        "changed": changed_in(period.pk),
        "stats": _stats(period, done) if done and preview else [],
        "manages": manages,
        "blocking": [_shown(one, period) for one in found if one.blocking],
        "warnings": [_shown(one, period) for one in found if not one.blocking],
        "step": _next(period, found, done.ready if done and preview else 0) if manages else signing,
        "links": links_of(user, period, reads=done is not None and done.agencies > 0),
    }
    return render(request, "periods/detail.html", context)


def _dates(period: Period, preview: ResultPreview | None) -> list[tuple[str, str]]:
    found = [
        ("Thời gian", f"{format_day(period.starts_on)} đến hết {format_day(period.last_day)}"),
        ("Hạn nộp phiếu", format_day(period.self_due_on)),
        ("Hạn thủ trưởng nhận xét", format_day(period.review_due_on)),
    ]
    if preview is not None:
        found.append(("Cho xem kết quả dự kiến từ", format_moment(preview.opened_at)))
        found.append(("Nhận ý kiến đến hết ngày", format_day(preview.closes_on)))
    if period.closed_at is not None:
        found.append(("Chốt lúc", format_moment(period.closed_at)))
    return found


def _sets(period: Period) -> list[dict[str, str]]:
    order = list(ComparisonGroup)
    rows = sorted(
        period.sets.select_related("criteria_set"),
        key=lambda row: order.index(ComparisonGroup(row.comparison_group)),
    )
    return [
        {
            "group": row.get_comparison_group_display(),
            "title": f"{row.criteria_set.title}, bản {row.criteria_set.version}",
            "url": reverse("criteria_set_detail", args=[row.criteria_set_id]),
            "changes": address("criteria_set_changes", row.criteria_set_id)
            if row.criteria_set.version > 1
            else "",
        }
        for row in rows
    ]


def _progress(request: HttpRequest, period: Period, preview: ResultPreview | None) -> Progress:
    return progress_of(agency_lines(period, results_of(request, period), preview, clock.today()))


def _stats(period: Period, done: Progress) -> list[dict[str, str]]:
    """The rungs from the bottom up, each a figure that opens its list."""
    if not done.agencies:
        return []
    url = reverse("sign_list", args=[period.pk])
    whole = format_integer(done.agencies)
    moved, silent = done.own[Rung.MOVED], done.own[Rung.SILENT]
    notes = [f"{format_integer(moved)} ký lại"] if moved else []
    notes += [f"{format_integer(silent)} không có ý kiến"] if silent else []
    return [
        _stat(
            "Bộ phận đã ký", done.units_signed, f"trong {format_integer(done.units)} bộ phận", url, "users"
        ),
        _stat(
            "Cơ quan đã ký",
            done.own[Rung.SIGNED],
            ", ".join([f"trong {whole} cơ quan", *notes]),
            url,
            "pen-line",
        ),
        _stat(
            "Ý kiến chờ trả lời",
            done.open_objections,
            f"trong {format_integer(done.objections)} ý kiến",
            reverse("objection_list", args=[period.pk]),
            "message-square-warning",
        ),
        _stat("Sở Nội vụ đã ký", done.home[Rung.SIGNED], f"trong {whole} cơ quan", url, "stamp"),
    ]


def _stat(label: str, value: int, hint: str, url: str, symbol: str) -> dict[str, str]:
    return {"label": label, "value": format_integer(value), "hint": hint, "url": url, "symbol": symbol}


def _shown(one: Hindrance, period: Period) -> dict[str, str]:
    return {"text": one.sentence, "url": address(one.url_name, period.pk) if one.url_name else ""}


def _next(period: Period, found: list[Hindrance], ready: int) -> dict[str, str] | None:
    """The one next step of Home Affairs: a button and what it leads to."""
    codes = {one.code for one in found}
    steps = (
        (bool(codes & {"no_preview"}), "Cho xem kết quả dự kiến", "period_preview", "eye"),
        ("objections" in codes, "Trả lời ý kiến", "objection_list", "message-square"),
        (ready > 0, "Ký kết quả các cơ quan", "sign_list", "stamp"),
        (period.is_open and is_ready(found), "Đề nghị chốt kỳ", "period_close", "lock"),
    )
    for due, label, name, symbol in steps:
        url = address(name, period.pk) if due else ""
        if url:
            ready_only = "?loc=san-sang" if name == "sign_list" else ""
            return {"label": label, "url": f"{url}{ready_only}", "symbol": symbol}
    return None


def _signing(period: Period) -> dict[str, str]:
    """The next step of a head while the figures are provisional."""
    return {
        "label": "Xem và ký kết quả dự kiến",
        "url": address("sign_list", period.pk),
        "symbol": "pen-line",
    }

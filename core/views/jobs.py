"""The ledger of background work and what still waits in the outbox, for those who look after the machine."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import may, require
from core.actions.retry_parked import retry_parked
from core.cells import Cell, Column
from core.dates import format_moment
from core.http import page_or_part
from core.jobs import label_of
from core.models import JobRun, OutboxMessage
from core.numbers import NO_DATA, format_integer

PER_PAGE = 50
KEPT_IN_VIEW = timedelta(days=30)
TABS = {"": "Tất cả", "dang-chay": "Đang chạy", "hong": "Hỏng", "bo-do": "Bỏ dở"}
STATES = {"dang-chay": JobRun.State.RUNNING, "hong": JobRun.State.FAILED, "bo-do": JobRun.State.LAPSED}
KINDS = {"running": "info", "done": "ok", "failed": "bad", "lapsed": "warn"}
COLUMNS: list[Column] = [
    {"label": "Công việc"},
    {"label": "Phần việc"},
    {"label": "Bắt đầu"},
    {"label": "Thời gian", "num": True},
    {"label": "Dòng vào", "num": True},
    {"label": "Dòng ra", "num": True},
    {"label": "Kết quả"},
]


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """Runs of the last 30 days, newest first, by outcome; above them the state of the outbox."""
    require(request.user, "jobs.read")
    now, tab = clock.now(), request.GET.get("trang-thai", "")
    runs = JobRun.objects.since(now - KEPT_IN_VIEW).newest_first()
    if tab in STATES:
        runs = runs.filter(state=STATES[tab])
    page = Paginator(runs, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "columns": COLUMNS,
        "rows": [_row(run) for run in page],
        "tabs": [{"query": key, "label": label, "active": key == tab} for key, label in TABS.items()],
        "outbox": _outbox(now),
        "may_retry": bool(may(request.user, "jobs.retry")),
    }
    return page_or_part(request, "jobs/list.html", "jobs/_list.html", context)


@require_POST
def job_retry_parked(request: HttpRequest) -> HttpResponse:
    """Give everything that was given up another chance."""
    require(request.user, "jobs.retry")
    count = retry_parked(actor=request.user, at=clock.now())
    messages.success(request, f"Đã cho chạy lại {format_integer(count)} việc.")
    return redirect("job_list")


def _outbox(now: datetime) -> dict[str, Any]:
    state = OutboxMessage.objects.all().summary()
    oldest = state["oldest"]
    return {
        "waiting": format_integer(state["waiting"]),
        "handed_over": format_integer(state["handed_over"]),
        "parked": format_integer(state["parked"]),
        "has_parked": state["parked"] > 0,
        "oldest": NO_DATA if oldest is None else seconds_text((now - oldest).total_seconds()),
    }


def _row(run: JobRun) -> list[Cell]:
    taken = (run.finished_at - run.started_at).total_seconds() if run.finished_at else None
    return [
        {"text": label_of(run.job), "header": True},
        {"text": run.key},
        {"text": format_moment(run.started_at), "class": "nowrap"},
        {"text": NO_DATA if taken is None else seconds_text(taken), "num": True},
        {"text": format_integer(run.rows_in), "num": True},
        {"text": format_integer(run.rows_out), "num": True},
        {"html": _outcome(run)},
    ]


def _outcome(run: JobRun) -> SafeString:
    badge = format_html(
        '<span class="badge kind-{}">{}</span>', KINDS[run.state], JobRun.State(run.state).label
    )
    return format_html("<span>{} {}</span>", badge, run.error[:120]) if run.error else badge


def seconds_text(seconds: float) -> str:
    """A duration in words short enough for a table: "0,4 giây", "12 giây", "3 phút", "2 giờ", "5 ngày"."""
    if seconds < 10:
        return f"{max(seconds, 0):.1f} giây".replace(".", ",")
    for size, unit in ((86_400, "ngày"), (3_600, "giờ"), (60, "phút")):
        if seconds >= 2 * size:
            return f"{int(seconds // size)} {unit}"
    return f"{int(seconds)} giây"

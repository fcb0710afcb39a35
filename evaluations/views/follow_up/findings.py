"""The findings of a visit with the agency's explanations: one page for both sides."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import may
from core.dates import format_day
from evaluations.enums import InspectionState
from evaluations.forms.follow_up import ExplainForm, JudgeForm
from evaluations.gather.follow_up.findings import Replies, Reply, replies_of
from evaluations.gather.inspections import with_agency_names
from evaluations.models import Inspection
from evaluations.models.inspections import RECORD_RELEASED
from evaluations.rules.follow_up.reply import Standing, why_no_report, window_is_open
from evaluations.views.follow_up.finding_rows import row_of
from evaluations.views.inspections.finding import STATE_KINDS
from evaluations.views.inspections.tabs import tabs_of, trail_to

NO_FORMS: Mapping[int, Any] = {}


def readable_inspection(request: HttpRequest, pk: UUID) -> Any:
    """The inspection with ``agency_name`` if the person may read its record, else 404."""
    user: Any = request.user
    readable = with_agency_names(Inspection.objects.record_visible_to(user, clock.today()))
    return get_object_or_404(readable.select_related("agency", "period", "follows"), pk=pk)


@require_safe
def inspection_findings(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was found short, what the agency says of it, what the team answers."""
    inspection = readable_inspection(request, pk)
    if inspection.state not in RECORD_RELEASED:
        return redirect("inspection_detail", pk=pk)
    return findings_page(request, inspection)


def findings_page(
    request: HttpRequest,
    inspection: Any,
    typed: Mapping[int, ExplainForm | JudgeForm] = NO_FORMS,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; ``typed`` are forms by criterion that were not accepted, ``refusal`` says why not."""
    user: Any = request.user
    today = clock.today()
    minuted = inspection.state == InspectionState.MINUTED
    window_open = minuted and window_is_open(inspection.explain_due_on, today)
    explains = window_open and bool(may(user, "explanation.submit", inspection))
    judges = minuted and bool(may(user, "explanation.judge", inspection))
    replies = replies_of(inspection, today)
    rows = [
        row_of(
            inspection,
            reply,
            _explain_form(reply, typed) if explains and reply.standing == Standing.OPEN else None,
            _judge_form(reply, typed) if judges and reply.standing == Standing.WAITING else None,
        )
        for reply in replies.rows
    ]
    reports = minuted and bool(may(user, "inspection.report", inspection))
    context = {
        "inspection": inspection,
        "trail": trail_to(inspection, "Giải trình"),
        "tabs": tabs_of(user, inspection, "inspection_findings"),
        "state_kind": STATE_KINDS[inspection.state],
        "refusal": refusal,
        "lead": lead_words(inspection, replies, window_open=window_open),
        "rows": rows,
        "agreed": _agreed(replies),
        "may_agree": explains and replies.whole is None,
        "report_url": reverse("inspection_report", args=[inspection.pk]) if reports else "",
        "report_waits": why_no_report(replies.standings) if reports else "",
        "follow_up_url": _follow_up_url(user, inspection),
    }
    return render(request, "follow_up/findings.html", context, status=status)


def _explain_form(reply: Reply, typed: Mapping[int, Any]) -> ExplainForm:
    return typed.get(reply.point.criterion.pk) or ExplainForm(auto_id=f"e{reply.point.criterion.pk}-%s")


def _judge_form(reply: Reply, typed: Mapping[int, Any]) -> JudgeForm:
    recorded = reply.recorded
    first = {"n": recorded.n, "k": recorded.k, "severity": recorded.severity}
    return typed.get(reply.point.criterion.pk) or JudgeForm(
        initial=first, entry=reply.point.entry, auto_id=f"j{reply.point.criterion.pk}-%s"
    )


def _agreed(replies: Replies) -> str:
    whole = replies.whole
    if whole is None:
        return ""
    return f"{whole.submitted_by.display_name} đã nhất trí toàn bộ biên bản thay mặt cơ quan."


def _follow_up_url(user: Any, inspection: Any) -> str:
    """Where a follow-up is ordered, for whoever may; a visit without an end has none."""
    ended = inspection.state == InspectionState.CONCLUDED
    ordered = ended and bool(may(user, "inspection.create", inspection.agency))
    return reverse("inspection_follow_up", args=[inspection.pk]) if ordered else ""


def lead_words(inspection: Inspection, replies: Replies, *, window_open: bool) -> tuple[str, str]:
    """The kind of the message at the top and its words: what is to be done now, by whom, until when."""
    due = format_day(inspection.explain_due_on)
    waiting = replies.standings.count(Standing.WAITING)
    match inspection.state:
        case InspectionState.LAPSED:
            return (
                "none",
                "Cuộc kiểm tra không được kết luận trong thời hạn nên không ghi nhận nào được tính.",
            )
        case InspectionState.CONCLUDED:
            return "ok", "Đã kết luận. Chỉ những ghi nhận còn giữ sau giải trình được tính vào điểm."
        case InspectionState.REPORTED:
            return (
                "info",
                f"Đoàn đã báo cáo kết quả, hạn kết luận ngày {format_day(inspection.conclude_due_on)}.",
            )
    if not replies.rows:
        return "ok", "Biên bản không ghi thiếu sót nào nên không có nội dung phải giải trình."
    if window_open and Standing.OPEN in replies.standings:
        return "warn", (
            f"Cơ quan giải trình đến hết ngày {due}. "
            "Quá ngày này, nội dung chưa có ý kiến được giữ như biên bản."
        )
    if waiting:
        return "info", f"{waiting} giải trình đang chờ đoàn trả lời. Quá hạn mà chưa trả lời thì bỏ ghi nhận."
    if window_open:
        return "ok", f"Cơ quan đã có ý kiến về mọi nội dung, thời hạn giải trình đến hết ngày {due}."
    return "neutral", f"Thời hạn giải trình đã hết ngày {due}."

"""Recommendations: the list of those a person may see, and one with its history."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import may
from core.dates import format_day, format_moment
from core.http import page_or_part
from core.models import AuditEntry
from evaluations.enums import RemedyState
from evaluations.forms.follow_up import AnswerForm, VerifyForm
from evaluations.gather.follow_up.comparison import suggested_change
from evaluations.gather.follow_up.people import last_names
from evaluations.models import Recommendation, RemedyFile
from evaluations.rules.follow_up.comparison import LABELS, suggested_move
from evaluations.rules.follow_up.remedy import TO_MEND, days_late, when_words
from evaluations.views.follow_up.finding_rows import file_links

PER_PAGE = 20
STATE_KINDS = {"open": "warn", "answered": "info", "done": "ok", "partly": "warn", "not_done": "bad"}
TABS = {
    "dang-mo": "Cần khắc phục",
    "cho-xac-nhan": "Chờ xác nhận",
    "qua-han": "Quá hạn",
    "da-xong": "Đã khắc phục",
    "tat-ca": "Tất cả",
}


@require_safe
def recommendation_list(request: HttpRequest) -> HttpResponse:
    """What the person's agency must mend, or what their visits asked for."""
    user: Any = request.user
    today = clock.today()
    tab = request.GET.get("loai", "")
    tab = tab if tab in TABS else "dang-mo"
    rows = _of_tab(Recommendation.objects.visible_to(user, today), tab, today)
    rows = rows.select_related("inspection", "criterion").order_by("due_on", "inspection", "position")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    names = last_names({row.owner_id for row in page}, today)
    context = {
        "page": page,
        "rows": [row_of(row, names, today) for row in page],
        "tab": tab,
        "tabs": list(TABS.items()),
        "may_board": bool(may(user, "overdue.read")),
    }
    return page_or_part(request, "follow_up/list.html", "follow_up/_list.html", context)


def _of_tab(rows: Any, tab: str, today: Any) -> Any:
    match tab:
        case "dang-mo":
            return rows.filter(state__in=TO_MEND)
        case "cho-xac-nhan":
            return rows.filter(state=RemedyState.ANSWERED)
        case "qua-han":
            return rows.overdue(today)
        case "da-xong":
            return rows.filter(state=RemedyState.DONE)
    return rows


def row_of(row: Recommendation, names: dict[int, str], today: Any) -> dict[str, Any]:
    """One recommendation in a list."""
    done = row.state == RemedyState.DONE
    late = not done and days_late(row.due_on, today) > 0
    return {
        "url": reverse("recommendation_detail", args=[row.pk]),
        "text": row.text,
        "owner": names.get(row.owner_id, ""),
        "code": row.criterion.code if row.criterion else "",
        "due": format_day(row.due_on),
        "when": "" if done else when_words(row.due_on, today),
        "late": late,
        "state": row.get_state_display(),
        "state_kind": "bad" if late and row.state != RemedyState.ANSWERED else STATE_KINDS[row.state],
    }


def visible_recommendation(request: HttpRequest, pk: UUID) -> Recommendation:
    """A recommendation that the person may see, else 404."""
    user: Any = request.user
    visible = Recommendation.objects.visible_to(user, clock.today())
    related = visible.select_related("inspection", "criterion", "answered_by", "verified_by")
    return get_object_or_404(related, pk=pk)


@require_safe
def recommendation_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One recommendation: what is asked, what was answered, what somebody found."""
    return detail_page(request, visible_recommendation(request, pk))


def detail_page(
    request: HttpRequest,
    recommendation: Recommendation,
    *,
    answer: AnswerForm | None = None,
    verify: VerifyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; forms that were not accepted come back with what was typed."""
    user: Any = request.user
    today = clock.today()
    answers = recommendation.state in {*TO_MEND, RemedyState.ANSWERED} and bool(
        may(user, "remedy.answer", recommendation)
    )
    verifies = recommendation.state == RemedyState.ANSWERED and bool(
        may(user, "remedy.verify", recommendation)
    )
    change = suggested_change(recommendation) if verifies else None
    first = {"move": suggested_move(change, recommendation.state)} if change else {}
    names = last_names({recommendation.owner_id, recommendation.inspection.agency_id}, today)
    files = RemedyFile.objects.filter(recommendation=recommendation).select_related("attachment")
    context = {
        "recommendation": recommendation,
        "row": row_of(recommendation, names, today),
        "agency": names.get(recommendation.inspection.agency_id, ""),
        "trail": [("Kiến nghị", reverse("recommendation_list")), ("Chi tiết", "")],
        "files": file_links([one.attachment for one in files.order_by("pk")], "minh chứng khắc phục"),
        "answer_form": (answer or AnswerForm(initial={"text": recommendation.answer})) if answers else None,
        "verify_form": (verify or VerifyForm(initial=first)) if verifies else None,
        "suggestion": LABELS[change] if change else "",
        "history": history_of(recommendation),
        "inspection_url": _inspection_url(user, recommendation),
    }
    return render(request, "follow_up/detail.html", context, status=status)


def _inspection_url(user: Any, recommendation: Recommendation) -> str:
    """The inspection's page where the person may open it; an owner that was not inspected may not."""
    if not may(user, "inspection.read_record", recommendation.inspection):
        return ""
    return reverse("inspection_detail", args=[recommendation.inspection_id])


def history_of(recommendation: Recommendation) -> list[dict[str, str]]:
    """What was answered and verified, from the audit trail, oldest first."""
    entries = AuditEntry.objects.filter(
        subject_type=Recommendation._meta.label_lower, subject_id=str(recommendation.pk)
    )
    return [_happened(entry) for entry in entries.order_by("at", "sequence")]


def _happened(entry: AuditEntry) -> dict[str, str]:
    after: dict[str, Any] = entry.after or {}
    if entry.event == "remedy.answered":
        return _item(entry, "info", "Báo cáo khắc phục", after.get("answer", ""))
    if entry.event == "remedy.verified":
        state = RemedyState(after["state"])
        kind = "ok" if state == RemedyState.DONE else "warn"
        return _item(entry, kind, str(state.label), entry.reason)
    return _item(entry, "neutral", "Bàn giao cho cơ quan kế thừa", "")


def _item(entry: AuditEntry, kind: str, title: str, text: str) -> dict[str, str]:
    when = format_moment(entry.at)
    return {"when": when, "title": title, "kind": kind, "who": entry.actor_label, "text": text}

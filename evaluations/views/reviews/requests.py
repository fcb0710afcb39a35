"""What people ask of a decided form: to open it again, to think again; listed, read and decided."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import may, require
from core.errors import Refused
from core.numbers import format_points
from evaluations.actions.reviews.decide_appeal import LONGEST, decide_appeal
from evaluations.actions.reviews.reopen import decide_reopen
from evaluations.enums import AppealState, ReopenState
from evaluations.forms.assessments import BadForm
from evaluations.forms.reviews import ReviewData
from evaluations.gather.assessments.asking import files_of
from evaluations.gather.assessments.questions import sheet_of
from evaluations.gather.reviews.one_form import form_before, still_waiting, waits_for_correction
from evaluations.gather.reviews.requests import appeals_under, reopenings_under
from evaluations.models import Appeal, ReopenRequest, Review, SelfAssessment
from evaluations.rules.assessments.answers import MAX_NOTE, Applicability
from evaluations.rules.assessments.reviewing import ReviewRead, read_review
from evaluations.rules.transitions import APPEALS
from evaluations.views.assessments.rows import state_words
from evaluations.views.reviews.looking import note_look
from evaluations.views.reviews.rows import judged

MOST_DECIDED = 50
MOVES = [(move.name, move.label) for move in APPEALS]


@require_GET
def review_requests(request: HttpRequest) -> HttpResponse:
    """Appeals and requests under the user: first what waits, the overdue on top, then the last decided."""
    require(request.user, "assessment.review_list")
    user: Any = request.user
    today = clock.today()
    appeals = appeals_under(user)
    reopenings = reopenings_under(user)
    decided = appeals.exclude(state=AppealState.OPEN).order_by("-decided_at", "pk")[:MOST_DECIDED]
    waiting = still_waiting((one, one.assessment.period) for one in decided)
    context = {
        "open_appeals": [(one, one.due_on < today) for one in appeals.filter(state=AppealState.OPEN)],
        "decided": [(one, one.pk in waiting) for one in decided],
        "open_reopenings": reopenings.filter(state=ReopenState.OPEN),
        "reopened": reopenings.exclude(state=ReopenState.OPEN).order_by("-decided_at", "pk")[:MOST_DECIDED],
        "crumbs": [("Nhận xét phiếu", reverse("review_list")), ("Kiến nghị, mở lại phiếu", "")],
    }
    return render(request, "reviews/requests.html", context)


def _page_of(request: HttpRequest, form: SelfAssessment) -> str:
    """The form as the user reads it: the person their own, a head the three columns."""
    own = form.staff_id == request.user.staff_id  # type: ignore[union-attr]
    return reverse("assessment_detail" if own else "review_detail", args=[form.pk])


@require_GET
def reopen_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A request with its reason, and the answer form for whoever may decide."""
    return _reopen_page(request, _visible_request(request, pk))


@require_POST
def reopen_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the form again, or leave the decision as it is."""
    asked = _visible_request(request, pk)
    require(request.user, "assessment.reopen", asked)
    verdict = request.POST.get("verdict", "")
    if verdict not in ("grant", "refuse"):
        raise BadForm
    answer = request.POST.get("answer", "")
    try:
        decide_reopen(
            request=asked, grant=verdict == "grant", answer=answer, actor=request.user, at=clock.now()
        )
    except Refused as refusal:
        return _reopen_page(request, asked, answer=answer, refusal=refusal)
    messages.success(request, "Đã mở lại phiếu." if verdict == "grant" else "Đã ghi: không mở lại phiếu.")
    return redirect("review_requests")


def _reopen_page(
    request: HttpRequest, asked: ReopenRequest, *, answer: str = "", refusal: Refused | None = None
) -> HttpResponse:
    form = asked.assessment
    verdict = may(request.user, "assessment.reopen", asked)
    context = {
        "asked": asked,
        "form": form,
        "form_url": _page_of(request, form),
        "may_decide": bool(verdict) and asked.state == ReopenState.OPEN,
        "why_not": getattr(verdict, "reason", ""),
        "answer": answer,
        "refusal": refusal.message if refusal else "",
        "crumbs": [("Nhận xét phiếu", reverse("review_list")), ("Đề nghị mở lại phiếu", "")],
    }
    return render(request, "reviews/reopen.html", context, status=_status(refusal))


def _status(refusal: Refused | None) -> int:
    """What was typed wrongly is 422, what is refused keeps its own status."""
    if refusal is None:
        return 200
    return 422 if refusal.status == 400 else refusal.status


def _visible_request(request: HttpRequest, pk: UUID) -> ReopenRequest:
    """A request about a form that the user sees: 404 otherwise."""
    visible = SelfAssessment.objects.visible_to(request.user, clock.today())  # type: ignore[arg-type]
    rows = ReopenRequest.objects.filter(assessment__in=visible.values("pk"))
    related = rows.select_related("assessment__period", "assessment__staff", "asked_by", "decided_by")
    return get_object_or_404(related, pk=pk)


@require_GET
def appeal_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An appeal with the decided form, to answer it and perhaps put other scores."""
    appeal = _visible_appeal(request, pk)
    require(request.user, "appeal.decide", appeal)
    note_look(request, appeal.assessment, "appeal")
    return _appeal_page(request, appeal, None, ReviewRead())


@require_POST
def appeal_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer an appeal; while the month is open the scores follow."""
    appeal = _visible_appeal(request, pk)
    require(request.user, "appeal.decide", appeal)
    form = appeal.assessment
    data = ReviewData.read(request.POST)
    move = request.POST.get("verdict", "")
    if move not in dict(MOVES):
        raise BadForm
    sheet = sheet_of(form.criteria_set_id, Applicability.from_flags(form.applies))
    review = Review.objects.filter(pk=form.pk).first()
    read = read_review(sheet, form.scores, data.texts, data.reasons, review and review.changes)
    if not read.is_valid:
        return _appeal_page(request, appeal, data, read, status=422)
    try:
        decided = decide_appeal(
            appeal=appeal,
            version=data.version,
            move=move,
            read=read,
            answer=data.note,
            actor=request.user,
            at=clock.now(),
        )
    except Refused as refusal:
        status = _status(refusal)
        return _appeal_page(request, appeal, data, read, refusal=refusal.message, status=status)
    if waits_for_correction(decided, form.period):
        messages.info(request, "Đã giải quyết. Kỳ đã khóa nên kết quả chờ điều chỉnh, chưa đổi số liệu nào.")
    else:
        messages.success(request, "Đã giải quyết kiến nghị; người được đánh giá đã được báo.")
    return redirect("review_requests")


def _visible_appeal(request: HttpRequest, pk: UUID) -> Appeal:
    """An appeal about a form that the user sees: 404 otherwise."""
    visible = SelfAssessment.objects.visible_to(request.user, clock.today())  # type: ignore[arg-type]
    rows = Appeal.objects.filter(assessment__in=visible.values("pk"))
    return get_object_or_404(rows.select_related("assessment__period", "assessment__staff"), pk=pk)


def _appeal_page(
    request: HttpRequest,
    appeal: Appeal,
    data: ReviewData | None,
    read: ReviewRead,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    user: Any = request.user
    form = appeal.assessment
    before = form_before(user, form)
    sections = judged(before, data, read, files_of(form))
    columns = before.columns
    context = {
        "appeal": appeal,
        "form": form,
        "before": before,
        "words": state_words(form, form.period),
        "overdue": appeal.state == AppealState.OPEN and appeal.due_on < clock.today(),
        "can_decide": appeal.state == AppealState.OPEN and before.authority is not None,
        "sections": sections,
        "wrong": [row for section in sections for row in section.rows if row.error],
        "points": {
            "own": format_points(before.points_of(columns.own)),
            "manager": format_points(before.points_of(columns.manager)),
            "authority": format_points(before.points_of(columns.authority)),
        },
        "moves": MOVES,
        "verdict": request.POST.get("verdict", ""),
        "answer": data.note if data else "",
        "longest": LONGEST,
        "max_note": MAX_NOTE,
        "refusal": refusal,
        "crumbs": [
            ("Nhận xét phiếu", reverse("review_list")),
            ("Kiến nghị, mở lại phiếu", reverse("review_requests")),
            (form.staff.full_name, ""),
        ],
    }
    return render(request, "reviews/appeal.html", context, status=status)

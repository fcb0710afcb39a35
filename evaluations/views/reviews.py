"""The heads' side of self-assessments: who has sent and who owes, one form judged, several approved."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_GET, require_POST

from agencies.models import Posting
from core import clock
from core.access import require
from core.dates import format_day
from core.http import page_or_part
from evaluations.access.assessments import review_verdicts
from evaluations.actions.assessments.approve import approve_as_scored
from evaluations.actions.assessments.return_form import return_assessment
from evaluations.actions.assessments.review import review_assessment
from evaluations.enums import AssessmentState
from evaluations.forms.assessments import ReviewData, chosen_versions
from evaluations.gather.questions import sheet_of
from evaluations.gather.reviewing import TABS, OwingList, owing_under
from evaluations.models import Period, SelfAssessment
from evaluations.rules.answers import MAX_NOTE, Applicability
from evaluations.rules.reviewing import ReviewRead, read_review
from evaluations.views.assessment_rows import StateWords, state_words
from evaluations.views.review_rows import judged

PER_PAGE = 50
PERIODS_OFFERED = 24


class CountedPaginator(Paginator):  # type: ignore[type-arg]
    """A paginator that was told how many rows there are."""

    def __init__(self, rows: QuerySet[Posting], per_page: int, count: int) -> None:
        super().__init__(rows, per_page)
        self._count = count

    @cached_property
    def count(self) -> int:
        """The number of rows, counted together with the tabs."""
        return self._count


@dataclass(frozen=True, slots=True)
class OwingRow:
    """One person in the list: post, form if any, its state in words, whether a tick may approve it."""

    post: Posting
    form: SelfAssessment | None
    words: StateWords | None
    can_approve: bool


@require_GET
def review_list(request: HttpRequest) -> HttpResponse:
    """Who has sent and who owes in a month, for the units the user leads."""
    require(request.user, "assessment.review_list")
    periods = list(Period.objects.months().newest_first()[:PERIODS_OFFERED])
    period = _chosen_period(periods, request.GET.get("ky", ""))
    context = {"periods": periods, "period": period}
    if period is not None:
        context |= _list_context(request, period)
    return page_or_part(request, "reviews/list.html", "reviews/_list.html", context)


def _chosen_period(periods: list[Period], text: str) -> Period | None:
    """The period asked for, else the newest open one, else the newest."""
    asked = [period for period in periods if str(period.pk) == text]
    still_open = [period for period in periods if period.is_open]
    return next(iter([*asked, *still_open, *periods]), None)


def _list_context(request: HttpRequest, period: Period) -> dict[str, object]:
    words = request.GET.get("q", "").strip()[:100]
    tab = request.GET.get("loai", "")
    tab = tab if tab in TABS else "cho"
    owing = owing_under(request.user, period, words)
    page = CountedPaginator(owing.tab(tab), PER_PAGE, owing.counts[tab]).get_page(request.GET.get("trang"))
    rows = _rows(request, period, list(page))
    return {
        "tab": tab,
        "tabs": _tabs(owing),
        "q": words,
        "page": page,
        "rows": rows,
        "picks": any(row.can_approve for row in rows),
        "self_due": format_day(period.self_due_on),
        "review_due": format_day(period.review_due_on),
        "keep": [("ky", period.pk), ("loai", tab)],
        "everyone": owing.counts["tat-ca"],
        "sent": owing.counts["cho"] + owing.counts["xong"],
    }


def _tabs(owing: OwingList) -> list[tuple[str, str, int]]:
    return [(name, label, owing.counts[name]) for name, (label, _condition) in TABS.items()]


def _rows(request: HttpRequest, period: Period, posts: list[Posting]) -> list[OwingRow]:
    ids = [post.form_id for post in posts if post.form_id]
    forms = {form.pk: form for form in SelfAssessment.objects.filter(pk__in=ids).defer("scores", "notes")}
    verdicts = review_verdicts(request.user, period, forms.values())
    rows = []
    for post in posts:
        form = forms.get(post.form_id)
        waits = form is not None and form.state == AssessmentState.SUBMITTED and period.is_open
        words = state_words(form, period) if form else None
        rows.append(OwingRow(post, form, words, waits and bool(verdicts[form.pk])))
    return rows


@require_POST
def review_approve(request: HttpRequest) -> HttpResponse:
    """Approve the ticked forms as scored by the people themselves."""
    require(request.user, "assessment.review_list")
    versions = chosen_versions(request.POST)
    visible = SelfAssessment.objects.visible_to(request.user, clock.today())
    forms = list(visible.filter(pk__in=versions).select_related("period").order_by("pk"))
    for form in forms:
        require(request.user, "assessment.review", form)
    allowed = {form.pk: versions[form.pk] for form in forms}
    count = approve_as_scored(versions=allowed, actor=request.user, at=clock.now())
    if count:
        messages.success(request, f"Đã duyệt {count} phiếu theo mức tự chấm.")
    else:
        messages.info(request, "Không có phiếu nào được duyệt: chưa chọn phiếu, hoặc phiếu đã được xử lý.")
    return redirect(_back_to_list(request))


def _back_to_list(request: HttpRequest) -> str:
    """The list as it was before; only our own two parameters travel."""
    period = request.POST.get("ky", "")
    address = reverse("review_list")
    return f"{address}?ky={period}" if period.isascii() and period.isdecimal() else address


@require_GET
def review_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One form to judge: the person's answers, and where the head sees it otherwise."""
    form = _form_to_judge(request, pk)
    if form.state != AssessmentState.SUBMITTED:
        return redirect("assessment_detail", form.pk)
    return _review_page(request, form, None, ReviewRead())


@require_POST
def review_save(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Approve the form, with or without changes."""
    form = _form_to_judge(request, pk)
    data = ReviewData.read(request.POST)
    sheet = sheet_of(form.criteria_set_id, Applicability.from_flags(form.applies))
    read = read_review(sheet, form.scores, data.texts, data.reasons)
    if not read.is_valid:
        return _review_page(request, form, data, read, status=422)
    review_assessment(
        assessment=form, version=data.version, read=read, note=data.note, actor=request.user, at=clock.now()
    )
    messages.success(request, f"Đã duyệt phiếu của {form.staff.full_name}.")
    return redirect("review_list")


@require_POST
def review_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the form back with a note of what to change."""
    form = _form_to_judge(request, pk)
    data = ReviewData.read(request.POST)
    return_assessment(
        assessment=form, version=data.version, note=data.note, actor=request.user, at=clock.now()
    )
    messages.success(request, f"Đã trả lại phiếu của {form.staff.full_name} kèm lời nhắn.")
    return redirect("review_list")


def _form_to_judge(request: HttpRequest, pk: UUID) -> SelfAssessment:
    """A form that the user sees and may judge: 404 or 403 otherwise."""
    visible = SelfAssessment.objects.visible_to(request.user, clock.today())
    form = get_object_or_404(visible.select_related("period", "staff"), pk=pk)
    require(request.user, "assessment.review", form)
    return form


def _review_page(
    request: HttpRequest,
    form: SelfAssessment,
    data: ReviewData | None,
    read: ReviewRead,
    *,
    status: int = 200,
) -> HttpResponse:
    sections = judged(form, data, read)
    context = {
        "form": form,
        "words": state_words(form, form.period),
        "sections": sections,
        "wrong": [row for section in sections for row in section.rows if row.error],
        "note": data.note if data else "",
        "max_note": MAX_NOTE,
        "crumbs": [("Nhận xét phiếu", reverse("review_list")), (form.staff.full_name, "")],
    }
    return render(request, "reviews/detail.html", context, status=status)

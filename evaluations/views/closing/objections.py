"""Objections to provisional results: the list, a new one, one with its answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.gather.names import names_on
from agencies.views.parameters import page_of, words_of
from core import clock
from core.access import may, require
from core.errors import Refused
from core.forms import form_uuid
from core.text import fold
from evaluations.actions.closing.objections import answer_objection, check_window, raise_objection
from evaluations.enums import ObjectionState
from evaluations.forms.closing.objections import AnswerForm, ObjectionForm
from evaluations.gather.closing.objections import criteria_choices
from evaluations.models import Criterion, Objection, Period
from evaluations.views.closing.period_frame import (
    address,
    of_agency,
    period_of,
    preview_of,
    standing_words,
    trail,
    version_of,
)
from evaluations.views.closing.signing_agency import line_of
from evaluations.views.closing.signing_parts import objection_row
from evaluations.views.planning.frame import FormWords, with_form

LIST = "Ý kiến của cơ quan"
TABS = (("", "Tất cả"), *ObjectionState.choices)
NOTE = (
    "Sở Nội vụ xem xét từng ý kiến và trả lời trước khi chốt kỳ. Nếu số liệu gốc sai, hãy nêu rõ cuộc "
    "kiểm tra, sổ hoặc phiếu nào để sửa ở nguồn; điểm được tính lại từ nguồn."
)


@require_safe
def objection_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Those that the person may read, the unanswered first, by state and by the agency's name."""
    user: Any = request.user
    require(user, "objection.list")
    period = period_of(pk)
    rows: Any = Objection.objects.visible_to(user, clock.today()).filter(period=period)
    found = list(rows.select_related("criterion").order_by("answered_at", "-raised_at", "pk"))
    names = names_on({one.agency_id for one in found}, period.last_day)
    state, asked = request.GET.get("loc", ""), words_of(request)
    shown = [
        objection_row(one) | {"agency": names[one.agency_id].name}
        for one in sorted(found, key=lambda one: one.answered_at is not None)
        if state in ("", one.state) and _holds(names[one.agency_id].name_folded, asked)
    ]
    kind, words = standing_words(period, preview_of(period))
    context = {
        "trail": trail(period, (LIST, "")),
        "period": period,
        "kind": kind,
        "words": words,
        "tabs": [
            {
                "value": code,
                "label": label,
                "count": sum(code in ("", one.state) for one in found),
                "chosen": code == state,
            }
            for code, label in TABS
        ],
        "q": asked,
        "keep": [("loc", state)] if state else [],
        "page": page_of(request, shown, 25),
        "any": bool(found),
        "sign_url": reverse("sign_list", args=[pk]),
    }
    return render(request, "closing/objection_list.html", context)


def _holds(name: str, asked: str) -> bool:
    return all(word in name for word in fold(asked).split())


@require_http_methods(["GET", "HEAD", "POST"])
def objection_raise(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """Object to the result of one agency; ?tieu-chi= fills in the criterion."""
    user: Any = request.user
    period = period_of(period_pk)
    line = line_of(request, period, agency_pk)
    require(user, "objection.raise", of_agency(line.agency))
    if request.method != "POST":
        check_window(period, clock.now())
    choices = criteria_choices(line.result.criteria_set_id)
    form = ObjectionForm(
        request.POST or None, criteria=choices, initial={"criterion": request.GET.get("tieu-chi", "")}
    )

    def act() -> HttpResponse:
        chosen = form.cleaned_data["criterion"]
        made = raise_objection(
            form_id=form_uuid(request.POST),
            period=period,
            agency=line.agency,
            criterion=get_object_or_404(Criterion, pk=chosen) if chosen else None,
            text=form.cleaned_data["text"],
            actor=user,
            at=clock.now(),
        )
        messages.success(request, "Đã gửi ý kiến đến Sở Nội vụ. Bạn được báo khi có trả lời.")
        return redirect("objection_detail", pk=made.pk)

    back = reverse("sign_agency", args=[period_pk, agency_pk])
    words = FormWords(
        title="Nêu ý kiến về kết quả dự kiến",
        lead=f"{line.agency.name}, {period.label.lower()}",
        button="Gửi ý kiến",
        back=back,
        trail=trail(period, (line.agency.name, back), ("Nêu ý kiến", "")),
        notes=[NOTE],
        symbol="send",
    )
    return with_form(request, form, words, act)


@require_safe
def objection_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An objection with its answer, or the form to answer it."""
    return _page(request, _visible(request, pk))


@require_POST
def objection_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer an objection; the agency's heads are told."""
    objection = _visible(request, pk)
    require(request.user, "objection.answer", objection)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, objection, form=form, status=422)
    try:
        answer_objection(
            objection=objection,
            move=form.cleaned_data["verdict"],
            answer=form.cleaned_data["answer"],
            actor=request.user,
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _page(request, objection, form=form, status=refusal.status)
    messages.success(request, "Đã trả lời; thủ trưởng cơ quan được báo.")
    return redirect("objection_list", pk=objection.period_id)


def _visible(request: HttpRequest, pk: UUID) -> Objection:
    """An objection that the person may read, else 404."""
    user: Any = request.user
    rows: Any = Objection.objects.visible_to(user, clock.today())
    found: Objection = get_object_or_404(
        rows.select_related("period", "criterion", "raised_by", "answered_by"), pk=pk
    )
    return found


def _page(
    request: HttpRequest, objection: Objection, *, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    period: Period = objection.period
    agency = version_of(objection.agency_id, period)
    verdict = may(request.user, "objection.answer", objection)
    waits = objection.state == ObjectionState.OPEN and period.is_open
    title = f"Ý kiến của {agency.name}"
    context = {
        "trail": trail(period, (LIST, reverse("objection_list", args=[period.pk])), (title, "")),
        "title": title,
        "objection": objection,
        "shown": objection_row(objection),
        "period": period,
        "agency_url": reverse("sign_agency", args=[period.pk, objection.agency_id]),
        "criterion_url": _criterion_url(objection),
        "form": form or AnswerForm(),
        "may_answer": bool(verdict) and waits,
        "corrections": "" if period.is_open else address("correction_list", period.pk),
    }
    return render(request, "closing/objection_detail.html", context, status=status)


def _criterion_url(objection: Objection) -> str:
    """The page of the criterion's figure, down to its rows, where facts are looked at before an answer."""
    if objection.criterion is None:
        return ""
    url = address("criterion_detail", objection.agency_id, objection.criterion.code)
    return f"{url}?ky={objection.period.starts_on.isoformat()}" if url else ""

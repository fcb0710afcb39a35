"""Overdue dossiers: the work list of an agency, one dossier, the day on which its result was handed out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies.views.parameters import page_of, words_of
from core import clock
from core.access import may, require
from core.cells import Cell, Column, Row
from core.dates import format_day
from core.errors import Refused
from feedback.actions.dossiers.finish import finish_dossier
from feedback.enums import LetterState
from feedback.forms.letters import FinishForm
from feedback.gather.letters.work import VIEWS, Worked, dossiers_in, owing_count, worked
from feedback.models import Letter, OverdueDossier
from feedback.rules.letters import OWING, Standing, last_lawful_day, last_working_day
from feedback.views.letters.frame import (
    STANDINGS,
    STATE_KINDS,
    agency_of,
    dossier_trail,
    version_of,
    visible_dossier,
)

COLUMNS: list[Column] = [
    {"label": "Hồ sơ"},
    {"label": "Người nộp"},
    {"label": "Hẹn trả"},
    {"label": "Xin lỗi chậm nhất"},
    {"label": "Tình trạng"},
    {"label": "Việc cần làm"},
]


@require_safe
def dossier_list(request: HttpRequest, agency: int) -> HttpResponse:
    """Who owes an apology, the most urgent first, with the last lawful day."""
    user: Any = request.user
    version = agency_of(request, agency)
    today = clock.today()
    view = request.GET.get("xem", "")
    view = view if view in VIEWS else "no"
    page = page_of(request, dossiers_in(user, agency, view, words_of(request), today))
    drafts = bool(may(user, "letter.draft", agency)) and version.ends_on is None
    context = {
        "version": version,
        "trail": dossier_trail(version),
        "q": words_of(request),
        "view": view,
        "views": list(VIEWS.items()),
        "owing": owing_count(user, agency, today),
        "columns": COLUMNS,
        "rows": [_row(one, drafts) for one in worked(page, today)],
        "page": page,
        "may_import": bool(may(user, "dossier.import", agency)) and version.ends_on is None,
        "today": format_day(today),
    }
    return render(request, "feedback/letters/dossiers.html", context)


def _row(one: Worked, drafts: bool) -> Row:
    dossier, (kind, words) = one.dossier, STANDINGS[one.standing]
    last = last_working_day(dossier.due_on) if one.standing in OWING else None
    return [
        {"text": dossier.code, "url": reverse("dossier_detail", args=[dossier.pk]), "header": True},
        {"text": dossier.applicant},
        {"text": format_day(dossier.due_on), "class": "nowrap"},
        {"text": format_day(last), "class": "nowrap"},
        {"text": words, "class": f"state-{kind}"},
        _next(one, drafts),
    ]


def _next(one: Worked, drafts: bool) -> Cell:
    """What there is to do, as a link where the reader may do it."""
    kept = one.apologies
    if kept.draft is not None:
        return {"text": "Xem nháp, ban hành", "url": reverse("letter_detail", args=[kept.draft])}
    if kept.letter is not None:
        return {
            "text": f"Hẹn lại {format_day(kept.new_due_on)}",
            "url": reverse("letter_detail", args=[kept.letter]),
        }
    owes = one.standing in OWING or one.standing is Standing.FINISHED_LATE
    if owes and drafts:
        return {"text": "Soạn thư xin lỗi", "url": write_url(one.dossier)}
    return {"text": "–"}


def write_url(dossier: OverdueDossier) -> str:
    """Where the apology of a dossier is written."""
    return f"{reverse('letter_new', args=[dossier.agency_id, 'xin-loi'])}?ho_so={dossier.pk}"


@require_safe
def dossier_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One dossier with its letters and what there is to do."""
    return _page(request, visible_dossier(request, pk))


@require_POST
def dossier_finish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down the day on which the result was handed out."""
    user: Any = request.user
    dossier = visible_dossier(request, pk)
    require(user, "dossier.finish", dossier)
    form = FinishForm(request.POST)
    if not form.is_valid():
        return _page(request, dossier, form=form, status=422)
    try:
        finish_dossier(
            dossier=dossier, finished_on=form.cleaned_data["finished_on"], actor=user, at=clock.now()
        )
    except Refused as refusal:
        form.say({"finished_on": refusal.message})
        return _page(request, dossier, form=form, status=refusal.status)
    messages.success(request, "Đã ghi ngày trả kết quả.")
    return redirect("dossier_detail", pk=dossier.pk)


def _page(
    request: HttpRequest, dossier: OverdueDossier, *, form: FinishForm | None = None, status: int = 200
) -> HttpResponse:
    user: Any = request.user
    today = clock.today()
    version = version_of(dossier.agency_id)
    (one,) = worked([dossier], today)
    kind, words = STANDINGS[one.standing]
    owes = one.standing in OWING or one.standing is Standing.FINISHED_LATE
    writes = owes and one.apologies.draft is None and bool(may(user, "letter.draft", dossier.agency_id))
    letters = Letter.objects.filter(dossier=dossier).order_by("drafted_at")
    context = {
        "dossier": dossier,
        "version": version,
        "trail": dossier_trail(version, (dossier.code, "")),
        "kind": kind,
        "standing": words,
        "last": format_day(last_lawful_day(dossier.due_on)),
        "last_at_work": format_day(last_working_day(dossier.due_on)),
        "letters": [
            (letter, STATE_KINDS[letter.state])  # type: ignore[index]
            for letter in letters
            if letter.state != LetterState.CANCELLED
        ],
        "write_url": write_url(dossier) if writes else "",
        "finish_form": form
        or (FinishForm(initial={"finished_on": today}) if may(user, "dossier.finish", dossier) else None),
    }
    return render(request, "feedback/letters/dossier.html", context, status=status)

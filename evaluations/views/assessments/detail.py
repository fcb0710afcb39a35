"""A form once it is handed in: three columns side by side, every reason, what followed, what may follow."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from core import clock
from core.access import Denied
from core.dates import add_working_days, format_day
from core.errors import Refused
from core.words import LONGEST
from evaluations.access.judging import OWN, Standing
from evaluations.actions.assessments.storing import EDITABLE
from evaluations.enums import AppealState, AssessmentState, Capacity, ReopenState
from evaluations.gather.assessments.asking import files_of
from evaluations.gather.assessments.questions import Question
from evaluations.gather.assessments.terms import form_terms
from evaluations.gather.reviews.one_form import FormBefore, form_before
from evaluations.models import AssessmentEvidence, ManagerReview, Review, SelfAssessment
from evaluations.rules.assessments.reviewing import ReviewRead
from evaluations.rules.reviews.columns import columns_of
from evaluations.views.assessments.rows import state_words
from evaluations.views.reviews.forms import visible_form
from evaluations.views.reviews.looking import note_look
from evaluations.views.reviews.rows import JudgedQuestion, answer_alone, judged

APPEAL_KINDS = {
    AppealState.OPEN: "info",
    AppealState.UPHELD: "ok",
    AppealState.PARTLY: "ok",
    AppealState.REJECTED: "warn",
}
UNJUDGED = (AssessmentState.DRAFT, AssessmentState.SUBMITTED)
BOXES = {"reply": "can_reply", "appeal": "can_appeal", "reopen": "can_ask_reopen"}
REOPEN_KINDS = {ReopenState.OPEN: "info", ReopenState.GRANTED: "ok", ReopenState.REFUSED: "warn"}


@dataclass(frozen=True, slots=True)
class Typed:
    """What the person typed into one of the three boxes and why it was refused."""

    box: str
    text: str
    error: Refused
    form_id: str


@dataclass(frozen=True, slots=True)
class Column:
    """A head's column in words: who, by which right, when, the note, how many scores differ."""

    who: str
    right: str
    at: Any
    note: str
    changed: int


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A question with its three columns and the files of the person."""

    said: JudgedQuestion
    files: tuple[AssessmentEvidence, ...]

    @property
    def markup(self) -> SafeString:
        """The row as the page shows it; an answer alone is drawn once per process, the same for everybody."""
        said = self.said
        is_alone = not (said.note or said.manager or said.authority or self.files)
        return _drawn(said.question, said.own_label) if is_alone else _draw(self)


def _draw(row: SaidRow) -> SafeString:
    return render_to_string("assessments/_said_row.html", {"row": row})


@lru_cache(maxsize=2048)
def _drawn(question: Question, label: str) -> SafeString:
    """A question with nothing but the person's own answer."""
    return _draw(SaidRow(answer_alone(question, label), ()))


@require_GET
def assessment_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A form as it stands, for its person and for the heads who may read it."""
    form = visible_form(request, pk)
    note_look(request, form)
    return detail_page(request, form)


def detail_page(request: HttpRequest, form: SelfAssessment, typed: Typed | None = None) -> HttpResponse:
    """The page of a form; with ``typed`` what was refused stands in its box, with the refusal's status."""
    own = form.staff_id == request.user.staff_id
    before = _own_before(form) if own and form.state in UNJUDGED else form_before(request.user, form)
    files = files_of(form)
    sections = [
        (section, [SaidRow(row, tuple(files.get(row.question.position, ()))) for row in section.rows])
        for section in judged(before, None, ReviewRead())
    ]
    context: dict[str, Any] = {
        "form": form,
        "words": state_words(form, form.period),
        "is_own": own,
        "can_edit": own and form.state in EDITABLE and form.period.is_open,
        "before": before,
        "sections": sections,
        "manager": _column(before.manager),
        "authority": _column(before.authority),
        "typed": typed,
        "longest": LONGEST,
        "appeal_kind": APPEAL_KINDS[AppealState(before.appeal.state)] if before.appeal else "",
        "reopenings": [(one, REOPEN_KINDS[ReopenState(one.state)]) for one in before.reopenings],
        "crumbs": [_way_back(own), (form.period.label, "")],
    }
    steps = _next_steps(before, own)
    context |= steps
    # a box that is no longer there still shows what was typed into it
    context["typed_elsewhere"] = typed is not None and not steps[BOXES[typed.box]]
    status = typed.error.status if typed else 200
    return render(request, "assessments/detail.html", context, status=status)


def _own_before(form: SelfAssessment) -> FormBefore:
    """What a person reads of their own form before anybody judged it: two queries, for on a month's last day
    everybody comes here straight after submitting."""
    nobody = Denied(OWN)
    return FormBefore(
        form=form,
        columns=columns_of(form.scores, form.state, None, None),
        weights=(),
        manager=None,
        authority=None,
        returned=None,
        standing=Standing(nobody, nobody),
        has_manager=False,
        signing=None,
        signed_for=None,
        month_heads=[],
        replies=list(form.replies.select_related("author").order_by("written_at", "pk")),
        appeal=None,
        reopenings=list(form.reopenings.select_related("asked_by", "decided_by").order_by("asked_at", "pk")),
    )


def _column(row: ManagerReview | Review | None) -> Column | None:
    if row is None:
        return None
    right = ""
    if row.capacity != Capacity.OWN:
        right = str(Capacity(row.capacity).label)
        if row.signed_for is not None:
            right = f"{right}: {row.signed_for.display_name}"
    return Column(row.reviewer.display_name, right, row.reviewed_at, row.note, len(row.changes or {}))


def _next_steps(before: FormBefore, own: bool) -> dict[str, Any]:
    """Which boxes the person finds: a word, an appeal until a day, a request to reopen."""
    form = before.form
    decided = form.state == AssessmentState.REVIEWED
    last_day = _last_day_to_appeal(before) if own and decided and before.appeal is None else None
    waiting = any(one.state == ReopenState.OPEN for one in before.reopenings)
    return {
        "can_reply": own and bool(before.manager or before.authority or before.returned),
        "can_appeal": last_day is not None and clock.today() <= last_day,
        "appeal_over": last_day is not None and clock.today() > last_day,
        "appeal_last_day": format_day(last_day),
        "can_ask_reopen": own and decided and form.period.is_open and not waiting,
        "fresh_ids": {box: uuid4() for box in ("reply", "appeal", "reopen")},
    }


def _last_day_to_appeal(before: FormBefore) -> date | None:
    if before.authority is None:
        return None
    return add_working_days(clock.local_day(before.authority.reviewed_at), form_terms().appeal)


def _way_back(own: bool) -> tuple[str, str]:
    """The person came from their months, a head from the list of the unit."""
    label, name = ("Phiếu của tôi", "assessment_list") if own else ("Nhận xét phiếu", "review_list")
    return label, reverse(name)

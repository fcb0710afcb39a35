"""The page of the month's form, as first opened, or again with all that was typed and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import clock
from core.dates import format_day
from core.errors import Refused
from evaluations.actions.assessments.storing import EDITABLE
from evaluations.enums import AssessmentState
from evaluations.forms.assessments import AssessmentData
from evaluations.gather.assessments.asking import Before, before, demands_of, files_of, pattern_in
from evaluations.gather.assessments.known import known_facts
from evaluations.gather.assessments.owed import OwnForm
from evaluations.gather.assessments.questions import questions_for, sheet_of
from evaluations.gather.sets import load_set
from evaluations.models import Review
from evaluations.rules.assessments.answers import UNANSWERED
from evaluations.rules.assessments.asking import Demands
from evaluations.rules.assessments.patterns import WORDS, Pattern
from evaluations.rules.assessments.prefill import beside, proven
from evaluations.views.assessments.rows import AskedQuestion, Filled, Known, asked, stored_texts
from evaluations.views.assessments.speaking import seal_of
from feedback.rules.release import telling_day

TEMPLATE = "assessments/edit.html"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why what was sent is back on the screen: a refusal, what is missing, or a pattern to look at."""

    refused: Refused | None = None
    errors: Mapping[int, str] = field(default_factory=dict)
    form_error: str = ""
    pattern: Pattern | None = None

    @property
    def status(self) -> int:
        """200 for a gentle question, 422 for what is missing or wrong, else the refusal's own."""
        if self.refused:
            return self.refused.status
        return 200 if self.pattern else 422


NONE = Trouble()


class _Desk(NamedTuple):
    """What lies beside a form: what is known, what it asks for with an answer, the person's months before."""

    known: Known
    demands: Demands
    earlier: Before


def stored_page(request: HttpRequest, form: OwnForm) -> HttpResponse:
    """The form as it is stored, with what is known beside it."""
    desk = _desk(form)
    filled = Filled(*stored_texts(form.stored))
    context = {
        "version": form.stored.version if form.stored else 0,
        "form_id": form.stored.pk if form.stored else None,
        "pattern": _pattern_words(_stored_pattern(form, filled, desk.earlier)),
        "returned": _returned(form),
    }
    return render(request, TEMPLATE, context | _context(request, form, filled, desk, NONE))


def typed_page(request: HttpRequest, form: OwnForm, data: AssessmentData, trouble: Trouble) -> HttpResponse:
    """The form with everything that was sent, whatever became of it; ``form`` as it is stored now.

    After a conflict the person goes on from what is stored now, which stands beside what they typed.
    """
    filled = Filled(data.texts, data.notes, trouble.errors, is_typed=True)
    context: dict[str, Any] = {"version": data.version, "form_id": data.form_id}
    if trouble.refused:
        context = {
            "version": form.stored.version if form.stored else 0,
            "form_id": form.stored.pk if form.stored else uuid4(),
        }
    context |= {"pattern": _pattern_words(trouble.pattern), "is_typed": True}
    context |= _context(request, form, filled, _desk(form), trouble)
    return render(request, TEMPLATE, context, status=trouble.status)


def _desk(form: OwnForm) -> _Desk:
    """Everything that lies beside the form, by a fixed number of queries."""
    rules = load_set(form.criteria_set_id).rules
    facts = known_facts(form, telling_day(clock.now()))
    earlier = before(form)
    files = files_of(form.stored)
    demands = demands_of(form, earlier, files)
    proofs = proven(sheet_of(form.criteria_set_id, form.applies), rules, facts)
    return _Desk(Known(beside(rules, facts), proofs, demands.by_position, files), demands, earlier)


def _stored_pattern(form: OwnForm, filled: Filled, earlier: Before) -> Pattern | None:
    """The pattern of a draft in which everything is answered."""
    sheet = sheet_of(form.criteria_set_id, form.applies)
    if form.stored is None or any(at not in filled.texts for at in sheet.positions):
        return None
    return pattern_in(form, form.stored.scores, earlier)


def _pattern_words(pattern: Pattern | None) -> str:
    return WORDS[pattern] if pattern else ""


def _returned(form: OwnForm) -> Review | None:
    """The head's note on a form that came back."""
    if form.stored is None or form.stored.state != AssessmentState.RETURNED:
        return None
    return Review.objects.filter(assessment=form.stored).select_related("reviewer").first()


def _context(
    request: HttpRequest, form: OwnForm, filled: Filled, desk: _Desk, trouble: Trouble
) -> dict[str, Any]:
    """What both pages show."""
    stored = form.stored
    groups = questions_for(form.criteria_set_id, form.applies)
    sections = asked(groups, filled, desk.known, stored if trouble.refused else None)
    rows = [row for section in sections for row in section.rows]
    return {
        "form": form,
        "sections": sections,
        "asked": len(rows),
        "done": sum(1 for row in rows if row.text),
        "wrong": [row for row in rows if row.error],
        "unanswered": [row for row in rows if row.error == UNANSWERED],
        "faulty": [row for row in rows if row.error and row.error != UNANSWERED],
        "strange": _strange(trouble.errors, rows),
        "trouble": trouble,
        "least": desk.demands.least,
        "overdue": clock.today() > form.period.self_due_on,
        "due": format_day(form.period.self_due_on),
        "is_open": form.period.is_open and (stored is None or stored.state in EDITABLE),
        "seal": seal_of(request.user),
    }


def _strange(errors: Mapping[int, str], rows: Sequence[AskedQuestion]) -> list[str]:
    """What is wrong with answers to criteria that the form does not ask."""
    known = {row.question.position for row in rows}
    return [error for position, error in sorted(errors.items()) if position not in known]

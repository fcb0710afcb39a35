"""Self-assessments as pages show them: questions with answers, states in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from core import clock
from core.dates import format_moment
from evaluations.enums import AssessmentState
from evaluations.gather.questions import Question, QuestionGroup, questions_for
from evaluations.models import Period, Review, SelfAssessment
from evaluations.rules.answers import NOT_APPLICABLE, Applicability
from evaluations.rules.reviewing import Change, is_late

STATE_KINDS = {
    AssessmentState.DRAFT: "neutral",
    AssessmentState.SUBMITTED: "info",
    AssessmentState.RETURNED: "warn",
    AssessmentState.REVIEWED: "ok",
}


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of the form with what is filled in so far and what is wrong with it."""

    question: Question
    text: str
    note: str
    error: str


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question with the person's answer beside the head's."""

    question: Question
    own: int | None
    own_label: str
    note: str
    head: int | None
    head_label: str
    reason: str

    @property
    def direction(self) -> str:
        """Whether the head raised ("up") or lowered ("down") the score; empty where nothing changed."""
        if self.head is None or self.own is None or self.head == self.own:
            return ""
        return "up" if self.head > self.own else "down"


@dataclass(frozen=True, slots=True)
class Section:
    """A group with its rows."""

    code: str
    name: str
    rows: list[AskedQuestion] | list[AnsweredQuestion]


def asked(
    groups: tuple[QuestionGroup, ...],
    texts: Mapping[int, str],
    notes: Mapping[int, str],
    errors: Mapping[int, str],
) -> list[Section]:
    """The form's sections; nothing is ticked that the person did not tick."""
    return [
        Section(
            group.code,
            group.name,
            [
                AskedQuestion(
                    one,
                    texts.get(one.position, ""),
                    notes.get(one.position, ""),
                    errors.get(one.position, ""),
                )
                for one in group.questions
            ],
        )
        for group in groups
    ]


def stored_texts(form: SelfAssessment | None) -> tuple[dict[int, str], dict[int, str]]:
    """A stored form back as the texts and notes that a browser would send."""
    if form is None:
        return {}, {}
    texts = {position: str(score) for position, score in enumerate(form.scores) if score is not None}
    notes = {}
    for position, said in (form.notes or {}).items():
        notes[int(position)] = said.get("na") or said.get("note", "")
        if "na" in said:
            texts[int(position)] = NOT_APPLICABLE
    return texts, notes


def answered(form: SelfAssessment, review: Review | None) -> list[Section]:
    """A sent form's sections with the head's changes, if there are any."""
    changes: Mapping[str, Change] = (review.changes if review else None) or {}
    groups = questions_for(form.criteria_set_id, Applicability.from_flags(form.applies))
    return [
        Section(group.code, group.name, [_answered(one, form, changes) for one in group.questions])
        for group in groups
    ]


def own_words(question: Question, form: SelfAssessment) -> tuple[str, str]:
    """The person's answer in words, and their remark or reason."""
    said = (form.notes or {}).get(str(question.position), {})
    own = form.scores[question.position]
    note = said.get("na") or said.get("note", "")
    if "na" in said:
        return "Không áp dụng", note
    return ("Chưa trả lời" if own is None else _label(question, own)), note


def _label(question: Question, score: int) -> str:
    labels = {choice.score: choice.label for choice in question.choices}
    label = labels.get(score, str(score))
    return f"{label}/10" if question.is_scale else label


def _answered(question: Question, form: SelfAssessment, changes: Mapping[str, Change]) -> AnsweredQuestion:
    own_label, note = own_words(question, form)
    change = changes.get(str(question.position))
    return AnsweredQuestion(
        question=question,
        own=form.scores[question.position],
        own_label=own_label,
        note=note,
        head=change["score"] if change else None,
        head_label=_label(question, change["score"]) if change else "",
        reason=change["reason"] if change else "",
    )


@dataclass(frozen=True, slots=True)
class StateWords:
    """A form's state as a badge, whether it came late, and when it came."""

    label: str
    kind: str
    late: bool
    sent: str


def state_words(form: SelfAssessment, period: Period) -> StateWords:
    """The words for a stored form; lateness counts in days of Vietnam."""
    state = AssessmentState(form.state)
    sent_on = clock.local_day(form.submitted_at) if form.submitted_at else None
    return StateWords(
        label=str(state.label),
        kind=STATE_KINDS[state],
        late=is_late(sent_on, period.self_due_on),
        sent=format_moment(form.submitted_at) if form.submitted_at else "",
    )

"""Self-assessments as pages show them: questions with what is filled in, answers and states in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core import clock
from core.dates import format_day, format_moment
from evaluations.enums import AssessmentState
from evaluations.gather.assessments.questions import Question, QuestionGroup
from evaluations.models import AssessmentEvidence, Period, SelfAssessment
from evaluations.rules.assessments.answers import MAX_NOTE, NOT_APPLICABLE
from evaluations.rules.assessments.asking import DEMANDS_EVIDENCE, DEMANDS_NOTE, Rule
from evaluations.rules.assessments.prefill import Fact, Proof
from evaluations.rules.assessments.reviewing import is_late

STATE_KINDS = {
    AssessmentState.DRAFT: "neutral",
    AssessmentState.SUBMITTED: "info",
    AssessmentState.RETURNED: "warn",
    AssessmentState.MANAGED: "info",
    AssessmentState.REVIEWED: "ok",
}
ALWAYS = {"note": DEMANDS_NOTE, "evidence": DEMANDS_EVIDENCE}


@dataclass(frozen=True, slots=True)
class FactWords:
    """A known fact as it stands beside a question."""

    title: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of the form with what is filled in so far, what is known, and what is wrong with it.

    ``kept`` is what is stored where it differs from what was just typed (a conflict), in words.
    """

    question: Question
    text: str = ""
    note: str = ""
    error: str = ""
    facts: tuple[FactWords, ...] = ()
    prefilled: str = ""
    usual: str = ""
    always: str = ""
    kept: str = ""
    files: tuple[AssessmentEvidence, ...] = ()

    @property
    def least(self) -> int:
        """The lowest score on offer; choosing it asks for a word."""
        return min(choice.score for choice in self.question.choices)

    @property
    def markup(self) -> SafeString:
        """The question as the page shows it; what holds nothing of the person is drawn once per process.

        Thirty-five questions were two thirds of the page's work, and mostly the same for everybody.
        """
        is_plain = not (self.note or self.error or self.kept or self.prefilled or self.files)
        return _drawn(self) if is_plain and not self.facts else _draw(self)

    @property
    def choices(self) -> SafeString:
        """The choices as the page shows them, the one that was taken ticked."""
        on_offer = {NOT_APPLICABLE, *(str(choice.score) for choice in self.question.choices)}
        # What is not on offer ticks nothing, and is never kept.
        return choices_of(self.question, self.text if self.text in on_offer else "")


def _draw(row: AskedQuestion) -> SafeString:
    return render_to_string("assessments/_question.html", {"row": row, "max_note": MAX_NOTE})


_drawn = lru_cache(maxsize=4096)(_draw)


@lru_cache(maxsize=2048)
def choices_of(question: Question, text: str) -> SafeString:
    """The choices of a question, kept by each process."""
    return render_to_string("assessments/_choices.html", {"question": question, "text": text})


@dataclass(frozen=True, slots=True)
class Section:
    """A group with its rows."""

    code: str
    name: str
    rows: list[AskedQuestion]


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form: texts and notes by position, and what is wrong by position.

    ``is_typed``: it came from the browser, so an empty answer was left empty and no fact fills it.
    """

    texts: Mapping[int, str] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)
    errors: Mapping[int, str] = field(default_factory=dict)
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What stands beside the questions: facts, what they prove, what each answer must come with, files."""

    facts: Mapping[int, tuple[Fact, ...]] = field(default_factory=dict)
    proofs: Mapping[int, Proof] = field(default_factory=dict)
    rules: Mapping[int, Rule] = field(default_factory=dict)
    files: Mapping[int, list[AssessmentEvidence]] = field(default_factory=dict)


def asked(
    groups: tuple[QuestionGroup, ...], filled: Filled, known: Known, kept: SelfAssessment | None = None
) -> list[Section]:
    """The form's sections; nothing is ticked but what the person ticked or a fact proves.

    ``kept`` is the stored form to compare with after a conflict.
    """
    return [
        Section(group.code, group.name, [_asked(one, filled, known, kept) for one in group.questions])
        for group in groups
    ]


def _asked(question: Question, filled: Filled, known: Known, kept: SelfAssessment | None) -> AskedQuestion:
    at = question.position
    proof = known.proofs.get(at)
    text = filled.texts.get(at, "")
    if proof and not text and not filled.is_typed:
        text = proof.text
    rule = known.rules.get(at)
    return AskedQuestion(
        question=question,
        text=text,
        note=filled.notes.get(at, ""),
        error=filled.errors.get(at, ""),
        facts=tuple(_fact(one) for one in known.facts.get(at, ())),
        prefilled=proof.fact.title if proof and proof.text == text else "",
        usual="" if rule is None or rule.usual is None else f"{rule.usual:g}",
        always=ALWAYS.get(rule.asks, "") if rule else "",
        kept="" if kept is None else _difference(question, filled, kept),
        files=tuple(known.files.get(at, ())),
    )


def _fact(fact: Fact) -> FactWords:
    source = f"{fact.source}, {format_day(fact.on)}" if fact.on and fact.kind != "leave" else fact.source
    return FactWords(fact.title, source, fact.verified)


def _difference(question: Question, filled: Filled, kept: SelfAssessment) -> str:
    """The stored answer and note in words, where they are not what was just typed."""
    texts, notes = stored_texts(kept)
    at = question.position
    typed = (filled.texts.get(at, ""), filled.notes.get(at, "").strip())
    if (texts.get(at, ""), notes.get(at, "")) == typed:
        return ""
    label, note = own_words(question, kept)
    return f"{label}; {note}" if note else label


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


def own_words(question: Question, form: SelfAssessment) -> tuple[str, str]:
    """The person's answer in words, and their remark or reason."""
    said = (form.notes or {}).get(str(question.position), {})
    own = form.scores[question.position]
    note = said.get("na") or said.get("note", "")
    if "na" in said:
        return "Không áp dụng", note
    return ("Chưa trả lời" if own is None else score_words(question, own)), note


def score_words(question: Question, score: int) -> str:
    """A score as the choice that the question offers for it."""
    labels = {choice.score: choice.label for choice in question.choices}
    label = labels.get(score, str(score))
    return f"{label}/10" if question.is_scale else label


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

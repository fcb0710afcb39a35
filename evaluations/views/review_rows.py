"""A form as its head judges it: own answer, the head's choice and reason, what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluations.forms.assessments import ReviewData
from evaluations.gather.questions import Question, questions_for
from evaluations.models import SelfAssessment
from evaluations.rules.answers import Applicability
from evaluations.rules.reviewing import ReviewRead
from evaluations.views.assessment_rows import own_words


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """One answered question and what the head says of it; ``text`` is empty for "as self-scored"."""

    question: Question
    own: int | None
    own_label: str
    note: str
    text: str
    reason: str
    error: str

    @property
    def is_open(self) -> bool:
        """Whether the head's part is shown unfolded."""
        return bool(self.text or self.reason or self.error)


@dataclass(frozen=True, slots=True)
class JudgedSection:
    """A group with its rows."""

    code: str
    name: str
    rows: list[JudgedQuestion]


def judged(form: SelfAssessment, data: ReviewData | None, read: ReviewRead) -> list[JudgedSection]:
    """The form's sections with what the head has typed so far."""
    texts: Mapping[int, str] = data.texts if data else {}
    reasons: Mapping[int, str] = data.reasons if data else {}
    groups = questions_for(form.criteria_set_id, Applicability.from_flags(form.applies))
    return [
        JudgedSection(
            group.code,
            group.name,
            [_judged(one, form, texts, reasons, read.errors) for one in group.questions],
        )
        for group in groups
    ]


def _judged(
    question: Question,
    form: SelfAssessment,
    texts: Mapping[int, str],
    reasons: Mapping[int, str],
    errors: Mapping[int, str],
) -> JudgedQuestion:
    position = question.position
    own_label, note = own_words(question, form)
    return JudgedQuestion(
        question=question,
        own=form.scores[position],
        own_label=own_label,
        note=note,
        text=texts.get(position, ""),
        reason=reasons.get(position, ""),
        error=errors.get(position, ""),
    )

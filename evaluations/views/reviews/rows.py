"""A form as its head judges it: the three columns side by side, the head's choice, what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from evaluations.forms.reviews import ReviewData
from evaluations.gather.assessments.questions import Question, questions_for
from evaluations.gather.reviews.one_form import FormBefore
from evaluations.models import AssessmentEvidence, SelfAssessment
from evaluations.rules.assessments.answers import Applicability
from evaluations.rules.assessments.reviewing import ReviewRead
from evaluations.views.assessments.rows import own_words


@dataclass(frozen=True, slots=True)
class Said:
    """What one head put in the place of the own score; ``direction`` "up", "down" or "" for the same."""

    label: str
    reason: str
    direction: str


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """One question with its three columns; ``text`` is the head's choice so far, empty to leave it.

    ``stands`` is the score that holds if the head leaves it, ``weight`` its share in the person's points.
    """

    question: Question
    own: int | None
    own_label: str
    note: str
    manager: Said | None
    authority: Said | None
    stands: int | None
    stands_label: str
    weight: int
    text: str
    reason: str
    error: str
    files: Sequence[AssessmentEvidence] = ()

    @property
    def choice(self) -> SafeString:
        """The list from which the head chooses; built here, for there are forty on a page."""
        options = format_html_join(
            "",
            '<option value="{}"{}>{}{}</option>',
            (
                (
                    score,
                    mark_safe(" selected") if str(score) == self.text else "",
                    label,
                    " (tự chấm)" if score == self.own else "",
                )
                for score, label in self.question.choices
                if score != self.stands
            ),
        )
        return format_html(
            '<select class="form-select" name="s{}" aria-label="Mức của bạn, {}">'
            '<option value="">Giữ: {}</option>{}</select>',
            self.question.position,
            self.question.code,
            self.stands_label,
            options,
        )

    @property
    def is_changed(self) -> bool:
        """Whether a head put another score in the place of the own one."""
        return any(said is not None and bool(said.direction) for said in (self.manager, self.authority))


def answer_alone(question: Question, label: str) -> JudgedQuestion:
    """A question with the person's answer in words and nobody's column beside it."""
    return JudgedQuestion(
        question=question,
        own=None,
        own_label=label,
        note="",
        manager=None,
        authority=None,
        stands=None,
        stands_label="",
        weight=0,
        text="",
        reason="",
        error="",
    )


@dataclass(frozen=True, slots=True)
class JudgedSection:
    """A group with its rows."""

    code: str
    name: str
    rows: list[JudgedQuestion]


def judged(
    before: FormBefore,
    data: ReviewData | None,
    read: ReviewRead,
    files: Mapping[int, Sequence[AssessmentEvidence]] = MappingProxyType({}),
) -> list[JudgedSection]:
    """The form's sections with what the head has typed so far; none while the person changes them.

    ``files``: the person's evidence by position, where the page shows it here.
    """
    if before.is_hidden:
        return []
    form = before.form
    groups = questions_for(form.criteria_set_id, Applicability.from_flags(form.applies))
    return [
        JudgedSection(
            group.code, group.name, [_judged(one, before, data, read, files) for one in group.questions]
        )
        for group in groups
    ]


def _judged(
    question: Question,
    before: FormBefore,
    data: ReviewData | None,
    read: ReviewRead,
    files: Mapping[int, Sequence[AssessmentEvidence]],
) -> JudgedQuestion:
    form, position = before.form, question.position
    own_label, note = own_words(question, form)
    columns = before.columns
    stands = columns.standing[position]
    return JudgedQuestion(
        question=question,
        own=form.scores[position],
        own_label=own_label,
        note=note,
        manager=_said(question, form, columns.manager, before.manager and before.manager.changes),
        authority=_said(question, form, columns.authority, before.authority and before.authority.changes),
        stands=stands,
        stands_label=label_of(question, stands),
        weight=before.weights[position] if position < len(before.weights) else 0,
        text=data.texts.get(position, "") if data else "",
        reason=data.reasons.get(position, "") if data else "",
        error=read.errors.get(position, ""),
        files=files.get(position, ()),
    )


def _said(
    question: Question,
    form: SelfAssessment,
    column: tuple[int | None, ...] | None,
    changes: Mapping[str, Mapping[str, str]] | None,
) -> Said | None:
    if column is None:
        return None
    own, given = form.scores[question.position], column[question.position]
    reason = (changes or {}).get(str(question.position), {}).get("reason", "")
    direction = "" if own is None or given is None or own == given else "up" if given > own else "down"
    return Said(label_of(question, given), reason, direction)


def label_of(question: Question, score: int | None) -> str:
    """A score in the words of its answers."""
    if score is None:
        return "—"
    labels = {choice.score: choice.label for choice in question.choices}
    label = labels.get(score, str(score))
    return f"{label}/10" if question.is_scale else label

"""The one validator of a self-assessment: raw texts of a form become positional scores and sparse notes.

A score is a whole number 0..100 (value × 100). ``None`` is unanswered, or not applicable to the person; an
answer "not applicable" needs a reason, kept in the notes as ``{"<position>": {"na": reason}}``. Nothing is
ever answered by default.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize

from evaluations.enums import AppliesTo, Measure
from evaluations.rules.set_rules import CriterionRule, SetRules

NOT_APPLICABLE = "na"
"""The raw text with which a person says that a criterion does not apply."""

MAX_NOTE = 500
"""Longest reason or note, in characters."""

Notes = dict[str, dict[str, str]]

UNANSWERED = "Chưa trả lời tiêu chí này."
NOT_OFFERED = "Câu trả lời không có trong các lựa chọn."
NOT_FOR_YOU = "Tiêu chí này không áp dụng cho vị trí của bạn."
NEEDS_REASON = "Hãy nêu lý do không áp dụng."
TOO_LONG = f"Ghi chú dài quá {MAX_NOTE} ký tự."
UNKNOWN_POSITION = "Không có tiêu chí này trong bộ tiêu chí của kỳ."


class Choice(NamedTuple):
    """An answer on offer: the score it stands for and its words."""

    score: int
    label: str


SCALE = tuple(Choice(10 * mark, str(mark)) for mark in range(11))
STEPS = (
    Choice(100, "Luôn luôn"),
    Choice(80, "Hầu hết"),
    Choice(50, "Thỉnh thoảng"),
    Choice(20, "Hiếm khi"),
    Choice(0, "Chưa thực hiện"),
)
YES_NO = (Choice(100, "Có"), Choice(0, "Không"))
CLEAN = (Choice(100, "Không vi phạm"), Choice(0, "Có vi phạm"))


def choices_for(measure: str) -> tuple[Choice, ...]:
    """The answers a person may choose from, by the criterion's measure; none of them is preselected."""
    if measure == Measure.SCALE:
        return SCALE
    if measure == Measure.BOOLEAN:
        return YES_NO
    if measure in (Measure.DEDUCTION, Measure.COUNT_DEDUCT):
        return CLEAN
    return STEPS


class Applicability(NamedTuple):
    """What a post makes applicable: leads, meets citizens at a counter, wears a sector's uniform."""

    leader: bool = False
    counter: bool = False
    uniform: bool = False

    @property
    def flags(self) -> int:
        """As stored with the form: 1 leader + 2 counter + 4 uniform."""
        return self.leader + 2 * self.counter + 4 * self.uniform

    @classmethod
    def from_flags(cls, flags: int) -> "Applicability":
        """Back from the stored number."""
        return cls(bool(flags & 1), bool(flags & 2), bool(flags & 4))


def applies(criterion: CriterionRule, person: Applicability) -> bool:
    """Whether a criterion is asked of a person (S5)."""
    if criterion.params.replaced_by_uniform and person.uniform:
        return False
    match criterion.applies_to:
        case AppliesTo.ALL:
            return True
        case AppliesTo.LEADERS:
            return person.leader
        case AppliesTo.COUNTER:
            return person.counter
        case AppliesTo.NO_COUNTER:
            return not person.counter
        case AppliesTo.UNIFORM:
            return person.uniform
    return False


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """What one kind of post is asked: accepted texts per position, ``None`` where it does not apply.

    There are at most eight sheets per set; ``sheet_for`` keeps them.
    """

    accepted: tuple[Mapping[str, int] | None, ...]

    @property
    def positions(self) -> tuple[int, ...]:
        """The positions that are asked, in order."""
        return tuple(position for position, texts in enumerate(self.accepted) if texts is not None)


@lru_cache(maxsize=256)
def sheet_for(rules: SetRules, person: Applicability) -> AnswerSheet:
    """The sheet of a person's kind of post. Raises ValueError if people's criteria do not come first."""
    people = [criterion for criterion in rules.criteria if criterion.is_for_people]
    if any(criterion.position != index for index, criterion in enumerate(people)):
        raise ValueError("Các tiêu chí dành cho cá nhân phải đứng đầu bộ tiêu chí.")
    texts = {
        c.measure: {str(choice.score): choice.score for choice in choices_for(c.measure)} for c in people
    }
    return AnswerSheet(tuple(texts[c.measure] if applies(c, person) else None for c in people))


@dataclass(slots=True)
class Answers:
    """A form read: scores by position, notes, and what is wrong by position (Vietnamese).

    ``form_error`` is what the form as a whole lacks; empty if nothing.
    """

    scores: tuple[int | None, ...] = ()
    notes: Notes = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)
    form_error: str = ""

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.errors or self.form_error)


def read_answers(
    sheet: AnswerSheet,
    texts: Mapping[int, str],
    notes: Mapping[int, str] | None = None,
    *,
    complete: bool = True,
) -> Answers:
    """Validate a form in one pass: ``texts`` by position ("0".."100", "na" or ""), ``notes`` alike.

    ``complete`` (a submission) refuses unanswered criteria; a draft may leave them. What is wrong is told by
    position; the scores are then not to be stored.
    """
    answers = Answers()
    wrong = answers.errors
    scores: list[int | None] = []
    get = texts.get
    for position, accepted in enumerate(sheet.accepted):
        text = get(position, "")
        score = None if accepted is None else accepted.get(text)
        if score is None and (problem := _problem(text, accepted, (notes or {}).get(position, ""), complete)):
            wrong[position] = problem
        scores.append(score)
    answers.scores = tuple(scores)
    wrong.update((position, UNKNOWN_POSITION) for position in texts if not 0 <= position < len(scores))
    if notes:
        _read_notes(answers, texts, notes)
    return answers


def _problem(text: str, accepted: Mapping[str, int] | None, note: str, complete: bool) -> str:
    """What is wrong with a text that is not a score; empty if nothing."""
    if accepted is None:
        return NOT_FOR_YOU if text else ""
    if not text:
        return UNANSWERED if complete else ""
    if text == NOT_APPLICABLE:
        return "" if clean(note) else NEEDS_REASON
    return NOT_OFFERED


def _read_notes(answers: Answers, texts: Mapping[int, str], notes: Mapping[int, str]) -> None:
    """Keep the notes that say something: a reason of "not applicable" as ``na``, a remark as ``note``."""
    for position, raw in notes.items():
        note = clean(raw)
        if not note:
            continue
        if not 0 <= position < len(answers.scores):
            answers.errors[position] = UNKNOWN_POSITION
        elif len(note) > MAX_NOTE:
            answers.errors[position] = TOO_LONG
        else:
            kind = "na" if texts.get(position) == NOT_APPLICABLE else "note"
            answers.notes[str(position)] = {kind: note}


def clean(text: str) -> str:
    """A note as it is stored: NFC, trimmed, without the control characters that no keyboard types.

    PostgreSQL refuses the character 0 in any text, so it must not come that far; line breaks stay.
    """
    kept = "".join(char for char in text if char in "\n\t" or category(char) not in ("Cc", "Cs"))
    return normalize("NFC", kept.strip())

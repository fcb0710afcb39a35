"""When an answer must come with a word or with evidence: what departs from the usual, and what always does.

A person is asked only where the head would ask anyway, so that a form without surprises stays two minutes
long (FEATURES 57, 60, 64). The thresholds are this portal's own; no text fixes them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from evaluations.rules.assessments.answers import Answers, AnswerSheet
from evaluations.rules.set_rules import SetRules

MONTHS_BACK = 3
"""How many of the person's last submitted months make their usual."""

DEPARTS = 25
"""Points of 100 from the usual at which a word is asked: three marks of ten, or two steps of the five."""

EVIDENCE_LEAST = 3
"""Criteria with evidence, or with a word of why there is none, that a person drawn for the month hands in."""

LOWEST = "Bạn chọn mức thấp nhất. Hãy ghi một câu vì sao."
UNUSUAL = "Khác hẳn mức bạn thường chọn (trung vị ba tháng gần nhất). Hãy ghi một câu vì sao."
DEMANDS_NOTE = "Tiêu chí này luôn kèm ghi chú. Hãy ghi một câu."
DEMANDS_EVIDENCE = "Tiêu chí này luôn kèm minh chứng. Hãy đính kèm ảnh, tệp PDF, hoặc ghi vì sao chưa có."
DRAWN = (
    "Tháng này bạn được rút vào mẫu minh chứng: cần ảnh, tệp PDF hoặc lý do chưa có ở ít nhất {least} "
    "tiêu chí, còn thiếu {missing}."
)

Usual = tuple[float | None, ...]


def usual_of(months: Sequence[Sequence[int | None]]) -> Usual:
    """The median (0–100) at each position over the latest MONTHS_BACK of ``months``, newest first.

    Months of another criteria set must be left out by the caller. None where nothing was answered.
    """
    latest = months[:MONTHS_BACK]
    width = max((len(scores) for scores in latest), default=0)
    usual: list[float | None] = []
    for position in range(width):
        given = [scores[position] for scores in latest if position < len(scores)]
        known = [score for score in given if score is not None]
        usual.append(median(known) if known else None)
    return tuple(usual)


def departs(score: int, usual: float | None) -> bool:
    """Whether ``score`` is far enough from the person's own usual to be worth a word."""
    return usual is not None and abs(score - usual) >= DEPARTS


class Rule(NamedTuple):
    """What one position asks: the lowest score on offer, the person's usual, what the set demands."""

    least: int
    usual: float | None
    asks: str

    def reason(self, score: int | None) -> str:
        """Why a note is asked for ``score``; empty where none is."""
        if score is None:
            return ""
        if self.asks == "evidence":
            return DEMANDS_EVIDENCE
        if self.asks == "note":
            return DEMANDS_NOTE
        if score == self.least:
            return LOWEST
        return UNUSUAL if departs(score, self.usual) else ""


def rules_for(sheet: AnswerSheet, rules: SetRules, usual: Usual) -> dict[int, Rule]:
    """What each position of a person's sheet asks."""
    asked = {}
    for position in sheet.positions:
        accepted = sheet.accepted[position] or {}
        known = usual[position] if position < len(usual) else None
        asked[position] = Rule(min(accepted.values()), known, rules.criteria[position].params.asks)
    return asked


@dataclass(frozen=True, slots=True)
class Demands:
    """All that a submission is asked beside its answers; ``evidence`` are positions that have a file."""

    by_position: Mapping[int, Rule]
    is_drawn: bool = False
    evidence: Collection[int] = field(default=frozenset())

    def ask(self, answers: Answers) -> Answers:
        """The answers with an error beside each one that lacks its word or its evidence.

        Nothing is said of a position that is wrong already; "not applicable" has its own reason.
        """
        for position, rule in self.by_position.items():
            score = answers.scores[position]
            if position in answers.errors or str(position) in answers.notes:
                continue
            reason = rule.reason(score)
            if reason and not (rule.asks == "evidence" and position in self.evidence):
                answers.errors[position] = reason
        answers.form_error = self._drawn_error(answers)
        return answers

    @property
    def least(self) -> int:
        """How many criteria need evidence or a word: none unless the person was drawn."""
        return min(EVIDENCE_LEAST, len(self.by_position)) if self.is_drawn else 0

    def _drawn_error(self, answers: Answers) -> str:
        shown = {*self.evidence, *map(int, answers.notes)} & set(self.by_position)
        missing = self.least - len(shown)
        return DRAWN.format(least=self.least, missing=missing) if missing > 0 else ""

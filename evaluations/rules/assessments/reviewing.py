"""A head's column: only what differs from the person's own scores, each difference with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict
from unicodedata import normalize

from evaluations.rules.assessments.answers import MAX_NOTE, NOT_OFFERED, TOO_LONG, AnswerSheet

LONGEST_NOTE = 2_000
"""Longest word of a head about a whole form, in characters."""

NOTE_TOO_LONG = "Lời nhận xét dài quá 2.000 ký tự. Hãy viết ngắn hơn."
NEEDS_REASON = "Hãy nêu lý do nâng hoặc hạ mức này; người được đánh giá sẽ đọc lý do."
NOTHING_TO_CHANGE = "Người này không trả lời tiêu chí đó nên không có mức để nâng hay hạ."


class Change(TypedDict):
    """What the head puts in the place of a score (0–100), and why."""

    score: int
    reason: str


Changes = Mapping[str, Change]
"""Changes by position, written as text, as they are stored."""


@dataclass(slots=True)
class ReviewRead:
    """A review read: changes by position (as text), and what is wrong by position (Vietnamese)."""

    changes: dict[str, Change] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.errors


def read_review(
    sheet: AnswerSheet,
    own: Sequence[int | None],
    texts: Mapping[int, str],
    reasons: Mapping[int, str],
    start: Changes | None = None,
) -> ReviewRead:
    """Compare the head's texts ("0".."100", or "" to leave it) with the person's ``own`` scores.

    ``start`` is what stands already (the manager's changes): what the head leaves is kept with its reason,
    and a head who means the same score needs no reason of their own. A score that equals the person's own is
    no change and needs no reason.
    """
    read = ReviewRead()
    standing = start or {}
    for position in sorted({*texts, *map(int, standing)}):
        before = standing.get(str(position))
        text = texts.get(position, "")
        score = _score(sheet, position, text)
        given = own[position] if position in range(len(own)) else None
        if not text:
            if before is not None:
                read.changes[str(position)] = before
            continue
        if score is not None and score == given:
            continue
        reason = normalize("NFC", reasons.get(position, "").strip())
        if not reason and before is not None and before["score"] == score:
            reason = before["reason"]
        problem = _problem(score, given, reason)
        if problem:
            read.errors[position] = problem
        elif score is not None:
            read.changes[str(position)] = Change(score=score, reason=reason)
    return read


def _score(sheet: AnswerSheet, position: int, text: str) -> int | None:
    accepted = sheet.accepted[position] if position in range(len(sheet.accepted)) else None
    return None if accepted is None else accepted.get(text)


def _problem(score: int | None, own: int | None, reason: str) -> str:
    if own is None:
        return NOTHING_TO_CHANGE
    if score is None:
        return NOT_OFFERED
    if not reason:
        return NEEDS_REASON
    return TOO_LONG if len(reason) > MAX_NOTE else ""


def is_late(sent_on: date | None, due_on: date) -> bool:
    """Whether a form sent on a day (in Vietnam) came after its due day; one not sent is not late but owed."""
    return sent_on is not None and sent_on > due_on

"""Signs that a form was filled in without a look: one mark all the way down, or last month's form again.

Both are known from research on careless answering (long strings of one answer: Krosnick 1991 on satisficing,
Meade & Craig 2012), and both may be honest. So the person is told first and alone, may submit all the same,
and the head later reads a share, the province never a name (FEATURES 69).
"""

from collections.abc import Collection, Sequence
from enum import StrEnum

from evaluations.rules.assessments.answers import Choice

LEAST_GRADED = 8
"""Fewest graded answers from which a pattern is spoken of: with fewer it turns up by chance."""

Scores = Sequence[int | None]


class Pattern(StrEnum):
    """What a form looks like."""

    STRAIGHT = "straight"
    COPIED = "copied"


WORDS = {
    Pattern.STRAIGHT: (
        "Bạn đang chọn cùng một mức cho mọi tiêu chí có nhiều mức. Nếu đúng như vậy, cứ nộp; nếu chưa kịp "
        "xem từng câu, hãy lướt lại một lượt."
    ),
    Pattern.COPIED: (
        "Phiếu này giống hệt phiếu tháng trước của bạn. Nếu tháng này không có gì khác, cứ nộp; nếu có, "
        "hãy sửa câu đó trước."
    ),
}
"""What the person is told, gently, before submitting; nobody else reads it."""


def is_graded(choices: Collection[Choice]) -> bool:
    """Whether an answer has degrees; "no violation" everywhere is the ordinary state and tells nothing."""
    return len(choices) > 2


def is_straight(scores: Scores, graded: Collection[int]) -> bool:
    """Whether all graded answers, LEAST_GRADED of them or more, are one and the same mark."""
    given = [scores[position] for position in graded if position < len(scores)]
    known = [score for score in given if score is not None]
    return len(known) >= LEAST_GRADED and len(set(known)) == 1


def is_copied(scores: Scores, before: Scores | None, graded: Collection[int]) -> bool:
    """Whether every answer, LEAST_GRADED graded ones or more, is what it was the month before."""
    if before is None or tuple(scores) != tuple(before):
        return False
    return sum(scores[position] is not None for position in graded if position < len(scores)) >= LEAST_GRADED


def pattern_of(scores: Scores, before: Scores | None, graded: Collection[int]) -> Pattern | None:
    """The pattern to speak of, the plainer one first; ``before`` is the month before in the same set."""
    if is_straight(scores, graded):
        return Pattern.STRAIGHT
    return Pattern.COPIED if is_copied(scores, before, graded) else None

"""Who answers the survey, whether a ballot is well formed, and what the ballots come to (S2, S4)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from evaluations.rules.rounding import half_up

MARKS = range(1, 6)
LEAST = 5
"""Ballots that must have answered a question before anything of it is told; a set may ask for more."""

Marks = tuple[int | None, ...]


class Count(NamedTuple):
    """What one question came to: ballots that answered it, and the sum of their marks 1–5."""

    code: str
    answers: int
    marks: int

    @property
    def fact(self) -> tuple[int, int]:
        """(n, k) of the register fact: the highest marks possible, and the marks given (S2)."""
        return len(MARKS) * self.answers, self.marks


def is_ballot(marks: Sequence[object], questions: int) -> bool:
    """Whether there is one mark 1–5, or none, for each question, and at least one is given."""
    given = [mark for mark in marks if mark is not None]
    whole = all(isinstance(mark, int) and not isinstance(mark, bool) and mark in MARKS for mark in given)
    return len(marks) == questions and bool(given) and whole


def count(codes: Sequence[str], ballots: Sequence[Marks], least: int = LEAST) -> list[Count]:
    """One count for each question that at least ``least`` (never under 5) ballots answered, in order."""
    enough = max(least, LEAST)
    found = []
    for at, code in enumerate(codes):
        given = [ballot[at] for ballot in ballots]
        answered = [mark for mark in given if mark is not None]
        if len(answered) >= enough:
            found.append(Count(code, len(answered), sum(answered)))
    return found


def mean(one: Count) -> Decimal:
    """The mean mark, 1–5, half up to 0.01."""
    return half_up(Decimal(one.marks) / one.answers)

"""Which concluded inspections take part in the draw of those that another team repeats, and how many.

The draw itself is that of planning (``rules/planning/draws.py``), so one recipe redoes both.
"""

from datetime import date
from typing import NamedTuple

from evaluations.rules.fairness.agreement import MOST_DAYS

ALREADY_DOUBLED = "Đã được kiểm tra lặp."
IS_DOUBLE = "Chính nó là cuộc kiểm tra lặp."
IS_FOLLOW_UP = "Phúc tra chỉ xem lại kiến nghị cũ nên không so sánh được."
OWN_AGENCY = "Có người rút mẫu, giao kiểm tra lặp công tác tại đây."
TOO_LATE = f"Đã quá {MOST_DAYS} ngày kể từ ngày kiểm tra."


class Candidate(NamedTuple):
    """A concluded inspection as the draw considers it."""

    code: str
    visited_on: date
    is_double: bool = False
    is_doubled: bool = False
    is_follow_up: bool = False
    is_own: bool = False


def why_left_out(candidate: Candidate, on: date) -> str:
    """Why an inspection takes no part in a draw made on ``on``; empty when it does."""
    reasons = (
        (candidate.is_own, OWN_AGENCY),
        (candidate.is_double, IS_DOUBLE),
        (candidate.is_doubled, ALREADY_DOUBLED),
        (candidate.is_follow_up, IS_FOLLOW_UP),
        ((on - candidate.visited_on).days > MOST_DAYS, TOO_LATE),
    )
    return next((words for applies, words in reasons if applies), "")


def sample_size(count: int, percent: int) -> int:
    """``percent`` (1..100) of ``count``, rounded up: a share of something is never nothing."""
    return -(-count * percent // 100)

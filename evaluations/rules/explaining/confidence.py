"""Why a confidence mark is what it is: each threshold beside what there was (S10)."""

from collections.abc import Sequence
from decimal import Decimal

from core.numbers import format_integer, format_percent
from core.small_counts import LEAST, told
from evaluations.rules.explaining.parts import Reason
from evaluations.rules.set_rules import ConfidenceRule


def better_mark(mark: str, rules: Sequence[ConfidenceRule]) -> ConfidenceRule | None:
    """The rule of the mark just above ``mark``, or None at the top; rules come best first."""
    marks = [rule.mark for rule in rules]
    at = marks.index(mark) if mark in marks else len(marks)
    return rules[at - 1] if at else None


def own_mark(mark: str, rules: Sequence[ConfidenceRule]) -> ConfidenceRule | None:
    """The rule whose every threshold was met; None for the last mark, which asks nothing."""
    return next((rule for rule in rules if rule.mark == mark), None)


def reasons(
    rule: ConfidenceRule, *, visited: bool, submitted: int, expected: int, ratings: int | None
) -> list[Reason]:
    """What ``rule`` asks and what there was; ``ratings`` None for an agency that meets no citizens."""
    rate = Decimal(submitted) / expected if expected else None
    responded = rate is not None and submitted >= rule.min_response * expected
    found = []
    if rule.min_visits:
        seen = "đang có số liệu kiểm tra còn hiệu lực" if visited else "chưa có cuộc nào còn hiệu lực"
        found.append(Reason(visited, f"Cần ít nhất {rule.min_visits} cuộc kiểm tra còn hiệu lực: {seen}."))
    found.append(
        Reason(
            responded,
            f"Cần {format_percent(rule.min_response)} phiếu tự đánh giá: đã nộp {format_integer(submitted)} "
            f"trên {format_integer(expected)} ({format_percent(rate)}).",
        )
    )
    if ratings is not None:
        had = f"có {told(ratings)}" if ratings >= LEAST else "chưa đủ lượt để công bố"
        words = f"Cần {rule.min_ratings} lượt đánh giá của người dân: {had}."
        found.append(Reason(ratings >= rule.min_ratings, words))
    return found

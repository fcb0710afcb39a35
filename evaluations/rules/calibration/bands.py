"""A share of people in a band, so that "all of them" and "none of them" are never told exactly."""

from collections.abc import Sequence

LEAST = 5
"""People of whom a share is told."""
BANDS = (
    (10, "dưới 10%"),
    (25, "từ 10% đến dưới 25%"),
    (50, "từ 25% đến dưới 50%"),
    (75, "từ 50% đến dưới 75%"),
)
ABOVE = "từ 75% trở lên"
TOO_FEW = f"dưới {LEAST} phiếu nên không nêu"


def band(k: int, n: int) -> str:
    """The band of k of n; a word where n is too small."""
    if n < LEAST:
        return TOO_FEW
    return next((words for edge, words in BANDS if 100 * k < edge * n), ABOVE)


def quantile_words(own: float, others: Sequence[float]) -> str:
    """Where a figure stands among those of others, in tenths; "" where there are fewer than ten of them."""
    if len(others) < 2 * LEAST:
        return ""
    below = sum(other < own for other in others) / len(others)
    return f"rộng hơn khoảng {round(10 * below) * 10}% người khác"

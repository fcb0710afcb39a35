"""Exact fractions in words: "0,90" where that is all, "≈ 0,8095" where it goes on.

What is reckoned with further is told to six decimals, so that whoever redoes it comes to the same hundredth.
"""

from fractions import Fraction

from core.numbers import format_points
from evaluations.rules.rounding import half_up, quotient

PLACES, FINE = 4, 6


def plain(value: Fraction, places: int = PLACES) -> str:
    """The number with at least two decimals, as few as say it."""
    rounded = half_up(quotient(value.numerator, value.denominator), places)
    whole, _, decimals = format_points(rounded, places).partition(",")
    return f"{whole},{decimals[: max(2, len(decimals.rstrip('0')))]}"


def sign(value: Fraction, places: int) -> str:
    """ "=" where so many decimals hold the number, else "≈"."""
    return "=" if (value * 10**places).denominator == 1 else "≈"


def equals(value: Fraction, places: int = PLACES) -> str:
    """ "= 0,90", or "≈ 0,8095" for a number that so many decimals do not hold."""
    return f"{sign(value, places)} {plain(value, places)}"


def percent(part: int, whole: int) -> str:
    """ "60%", "33,3%"."""
    share = Fraction(100 * part, whole)
    rounded = half_up(quotient(share.numerator, share.denominator), 1)
    return f"{format_points(rounded, 0 if rounded == int(rounded) else 1)}%"

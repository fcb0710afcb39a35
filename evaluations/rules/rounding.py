"""Rounding of the rulebook: half up, once, on exact numbers."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

WORKING = Context(prec=28, rounding=ROUND_HALF_UP)
"""Working precision where a Decimal quotient is unavoidable: 28 significant digits."""

MILLION = 1_000_000
CENT = Decimal("0.01")
_CENTS = tuple(Decimal(cents).scaleb(-2) for cents in range(10_001))


def from_cents(cents: int) -> Decimal:
    """Hundredths of a point as points with exactly two decimals (looked up: this runs for every cell)."""
    return _CENTS[cents] if 0 <= cents <= 10_000 else Decimal(cents).scaleb(-2)


def to_cents(points: Decimal) -> int:
    """Points as whole hundredths, half up."""
    cents = points * 100
    whole = int(cents)
    return whole if whole == cents else int(half_up(points) * 100)


def half_up(value: Decimal, places: int = 2) -> Decimal:
    """Round half away from zero to so many decimals."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=WORKING)


def nearest(numerator: int, denominator: int) -> int:
    """The whole number nearest to a fraction that is not negative, halves going up; exact at any size."""
    return (2 * numerator // denominator + 1) >> 1


def quotient(numerator: int | Decimal, denominator: int | Decimal) -> Decimal:
    """A fraction as a Decimal of the working precision, whatever context the caller has set."""
    with localcontext(WORKING):
        return Decimal(numerator) / Decimal(denominator)


def apportion(shares: Sequence[int], denominator: int, whole: int) -> list[int]:
    """Whole parts near ``share / denominator`` whose sum is exactly ``whole`` (largest remainders first).

    ``whole`` must be the rounded sum of the shares, so that no part moves by more than one.
    """
    parts = [share // denominator for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda i: (-(shares[i] % denominator), i))
    for index in by_remainder[: whole - sum(parts)]:
        parts[index] += 1
    return parts

"""Numbers as Vietnamese readers expect them: comma for decimals, point for thousands.

Formatting happens once, in Python; templates only place the text.
"""

from decimal import ROUND_HALF_UP, Decimal

NO_DATA = "—"
_VIETNAMESE = str.maketrans(",.", ".,")


def half_up(value: Decimal, places: int = 2) -> Decimal:
    """``value`` rounded half up to ``places`` decimals."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def format_points(value: Decimal | None, places: int = 2) -> str:
    """Points or a value with ``places`` decimals, "87,43"; no value is a dash, never a zero."""
    if value is None:
        return NO_DATA
    text = f"{half_up(Decimal(value), places):,.{places}f}"
    return text.translate(_VIETNAMESE)


def format_integer(value: int | None) -> str:
    """A count with thousands points, "1.234"; no value is a dash."""
    return NO_DATA if value is None else f"{value:,}".replace(",", ".")


def format_percent(ratio: Decimal | None, places: int = 0) -> str:
    """A ratio in [0, 1] as per cent, "93%"; no value is a dash."""
    return NO_DATA if ratio is None else f"{format_points(Decimal(ratio) * 100, places)}%"


def format_signed(value: Decimal | None, places: int = 2) -> str:
    """A difference with its sign in words of mathematics, "+1,20" or "−0,35"; no value is a dash."""
    if value is None:
        return NO_DATA
    rounded = half_up(Decimal(value), places)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + format_points(abs(rounded), places)

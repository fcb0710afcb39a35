"""The eight ticks of "4 xin, 4 luôn" as bits of one number."""

from collections.abc import Iterable

TICKS = 8


def as_bits(ticked: Iterable[int]) -> int:
    """The number 0–255 whose bits are the places ``ticked`` (0–7); raises ValueError for another place."""
    bits = 0
    for place in ticked:
        if not 0 <= place < TICKS:
            raise ValueError(f"there is no tick {place}")
        bits |= 1 << place
    return bits

"""When reports and sentences of citizens come in a flood: they are taken, and laid in a tray of their own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FloodLimits:
    """How many a day one source may send, and how many the province gets in ten minutes (``FLOOD_*``)."""

    of_source: int
    in_window: int


def is_flood(of_source: int, in_window: int, limits: FloodLimits) -> bool:
    """Whether the newest one, which is counted in both numbers, is laid aside as part of a flood."""
    return of_source > limits.of_source or in_window > limits.in_window

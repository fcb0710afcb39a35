"""The colours of every heat map: ten steps of five per cent, so that good and very good can be told apart."""

LOWEST_STEP = 50
WIDTH = 5
TOP = 9


def heat_class(percent: int | None) -> str:
    """The class of a cell worth ``percent`` (0–100): heat-0 below 55, heat-9 from 95, or heat-none."""
    if percent is None:
        return "heat-none"
    return f"heat-{min(max((percent - LOWEST_STEP) // WIDTH, 0), TOP)}"


def percent_of(cents: int | None, possible: int) -> int | None:
    """Points of possible points as a whole per cent, half up; no data, or nothing possible, is None."""
    if cents is None or not possible:
        return None
    return (200 * cents // possible + 1) // 2


_BETWEEN = [(step, LOWEST_STEP + WIDTH * step) for step in range(1, TOP)]
LEGEND: tuple[tuple[str, str], ...] = (
    ("heat-0", "dưới 55"),
    *((f"heat-{step}", f"{low}–{low + WIDTH - 1}") for step, low in _BETWEEN),
    ("heat-9", "từ 95"),
    ("heat-none", "chưa có dữ liệu"),
)
"""Each class with the per cents it stands for, in words."""

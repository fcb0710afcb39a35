"""What in a form is worth a second look before it is approved as it stands; hints, never a judgement."""

from statistics import median

FAR = 1_500
"""Hundredths of a point from the middle of the list that are shown."""

APART = 1_000
"""Hundredths of a point between the person and the manager that are shown."""

FEWEST = 5
"""Fewer forms than this have no middle to be far from."""


def middle_of(points: list[int]) -> int | None:
    """The median of the own points of a list in hundredths; None for fewer than ``FEWEST``."""
    return round(median(points)) if len(points) >= FEWEST else None


def unusual(own: int | None, manager: int | None, middle: int | None) -> list[str]:
    """Why a form is flagged, in words; points in hundredths. Empty where nothing stands out."""
    found = []
    if own is not None and middle is not None and abs(own - middle) >= FAR:
        found.append(
            "Tự chấm cao hơn hẳn mức giữa của danh sách."
            if own > middle
            else "Tự chấm thấp hơn hẳn mức giữa của danh sách."
        )
    if own is not None and manager is not None and abs(own - manager) >= APART:
        found.append("Trưởng bộ phận và tự chấm lệch nhau từ 10 điểm.")
    return found

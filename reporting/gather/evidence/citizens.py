"""What citizens answered, added up by counter and by day; never a single answer."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from core.dates import format_day
from evaluations.models import Period
from feedback.models import Rating
from reporting.rules.small_counts import Tally, at_least_five

READS: dict[str, Callable[[int, int], int]] = {
    "stars": lambda stars, _ticks: stars,
    "xin": lambda _stars, ticks: (ticks & 0b1111).bit_count(),
    "luon": lambda _stars, ticks: (ticks >> 4).bit_count(),
}
"""How a criterion reads an answer: stars 1–5, or ticks of "4 xin" or "4 luôn"."""


def citizen_tallies(*, period: Period, agency: int, reads: str) -> tuple[int, int, list[Tally], list[Tally]]:
    """n and k of all answers of the month, and the same split by counter and by day (small ones merged).

    Both splits add up to n and k, unless there are fewer than five answers in all: then they are empty.
    Raises KeyError for a criterion that citizens do not answer.
    """
    read = READS[reads]
    rows = Rating.objects.between(period.starts_on, period.ends_on).filter(agency=agency)
    answers = rows.order_by("day", "counter__name", "counter_id").values_list(
        "counter__name", "day", "stars", "courtesies"
    )
    marks = [(counter, day, read(stars, ticks)) for counter, day, stars, ticks in answers]
    by_counter = _summed((counter, mark) for counter, _day, mark in marks)
    by_day = _summed((format_day(day), mark) for _counter, day, mark in marks)
    return (
        len(marks),
        sum(mark for _counter, _day, mark in marks),
        at_least_five(by_counter, "Các quầy ít lượt, gộp chung"),
        at_least_five(by_day, "Các ngày ít lượt, gộp chung"),
    )


def _summed(marks: Iterable[tuple[str, int]]) -> list[Tally]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for label, mark in marks:
        sums[label][0] += 1
        sums[label][1] += mark
    return [Tally(label, n, k) for label, (n, k) in sums.items()]

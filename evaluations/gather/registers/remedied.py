"""CQ-09: recommendations that fell due in the year, and those mended in time and verified."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from core.clock import local_day
from evaluations.enums import RemedyState
from evaluations.models import Recommendation


def remedied(agencies: Collection[int], on: date) -> dict[int, tuple[int, int]]:
    """By owner (k mended in time, n due) of the year up to ``on``; agencies with nothing due are absent.

    A recommendation belongs to the year of the day after its due day, on which it would first be late, so
    that one due on 31 December counts once, in the year that follows. In time is an answer not later than
    the due day that the inspectorate accepted (NĐ 233/2026 Đ5.3, Đ7.1c).
    """
    due = Recommendation.objects.filter(
        owner__in=set(agencies),
        due_on__gte=date(on.year - 1, 12, 31),
        due_on__lt=date(on.year, 12, 31),
        due_on__lte=on,
    )
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    rows = due.order_by().values_list("owner", "due_on", "state", "answered_at")
    for owner, due_on, state, answered_at in rows:
        done = state == RemedyState.DONE
        if due_on < on or done:
            found[owner][1] += 1
            found[owner][0] += bool(done and answered_at and local_day(answered_at) <= due_on)
    return {owner: (k, n) for owner, (k, n) in found.items()}

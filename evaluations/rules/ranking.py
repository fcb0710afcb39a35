"""S11: ranking inside a comparison group, on published totals; equal figures share a rank (1, 2, 2, 4)."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple


class Entry(NamedTuple):
    """One agency to rank: its published total, or None; ``exact`` only for sets that rank unrounded."""

    agency: int
    group: str
    total: Decimal | None
    provisional: bool = False
    exact: Decimal | None = None


class Ranked(NamedTuple):
    """An agency's place among ``of`` ranked ones of its group; ``rank`` None has a reason."""

    agency: int
    group: str
    rank: int | None
    of: int
    reason: str = ""


NO_TOTAL = "Chưa có dữ liệu."
PROVISIONAL = "Điểm tạm tính: độ phủ dưới mức tối thiểu."
TOO_SMALL = "Nhóm so sánh có quá ít cơ quan để xếp hạng."


def rank(entries: Iterable[Entry], *, unrounded: bool = False, min_ranked: int = 2) -> dict[int, Ranked]:
    """The place of every agency by its id (S11); never across groups, never below coverage or group size."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.group].append(entry)
    places: dict[int, Ranked] = {}
    for members in groups.values():
        places.update((place.agency, place) for place in _rank_group(members, unrounded, min_ranked))
    return places


def _rank_group(members: list[Entry], unrounded: bool, min_ranked: int) -> Iterable[Ranked]:
    eligible = [m for m in members if m.total is not None and not m.provisional]
    figures = {m.agency: _figure(m, unrounded) for m in eligible}
    ordered = sorted(figures.values(), reverse=True)
    first_place = {figure: place for place, figure in reversed(list(enumerate(ordered, 1)))}
    for member in members:
        if member.agency in figures and len(figures) >= min_ranked:
            place = first_place[figures[member.agency]]
            yield Ranked(member.agency, member.group, place, len(figures))
        else:
            reason = NO_TOTAL if member.total is None else PROVISIONAL if member.provisional else TOO_SMALL
            yield Ranked(member.agency, member.group, None, len(figures), reason)


def _figure(entry: Entry, unrounded: bool) -> Decimal:
    figure = entry.exact if unrounded else entry.total
    if figure is None:
        raise ValueError(f"Thiếu điểm chưa làm tròn của cơ quan {entry.agency}.")
    return figure

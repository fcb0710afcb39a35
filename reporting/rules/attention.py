"""Who needs a leader's attention this month, and why (what the eye meets after the province's figure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from core.numbers import format_points, format_signed
from evaluations.enums import Grade

FALL = Decimal("1.00")
"""A fall smaller than this many points is within the ordinary ups and downs of a month."""
GAP = Decimal("10.00")
"""Self-assessment this many points above the inspection is worth a question."""
SHOWN = 5


class Watched(NamedTuple):
    """One agency as this rule sees it; ``uncapped`` is the grade its points alone would give."""

    agency: int
    total: Decimal | None
    before: Decimal | None
    provisional: bool
    grade: str
    uncapped: str
    gap: Decimal | None


@dataclass(frozen=True, slots=True)
class Concern:
    """One line: which agency, and the figure that puts it there."""

    agency: int
    words: str


@dataclass(frozen=True, slots=True)
class Concerns:
    """One reason for attention; ``lines`` are the worst, ``count`` all that it holds for."""

    title: str
    kind: str
    count: int
    lines: tuple[Concern, ...]
    nobody: str


def concerns(agencies: Iterable[Watched]) -> tuple[Concerns, ...]:
    """The four reasons, each with its worst agencies first; every reason is listed even when empty.

    Provisional figures neither fall nor are compared; without data is told apart from provisional.
    """
    every = sorted(agencies)
    return (
        _capped(every),
        _falling(every),
        _gaping(every),
        _silent(every),
    )


def _capped(every: list[Watched]) -> Concerns:
    labels: Mapping[str, str] = {grade.value: grade.label for grade in Grade}
    found = [
        Concern(one.agency, f"đủ điểm mức {labels[one.uncapped]}, bị khống chế ở mức {labels[one.grade]}")
        for one in every
        if one.grade != one.uncapped
    ]
    return _listed("Bị khống chế xếp loại", "bad", found, "Không cơ quan nào bị khống chế xếp loại.")


def _falling(every: list[Watched]) -> Concerns:
    fallen = [
        (one.total - one.before, one)
        for one in every
        if one.total is not None and one.before is not None and not one.provisional
    ]
    worst = sorted((change, one.agency, one) for change, one in fallen if change <= -FALL)
    found = [
        Concern(agency, f"{format_signed(change)} điểm, còn {format_points(one.total)}")
        for change, agency, one in worst
    ]
    return _listed("Giảm so với tháng trước", "warn", found, "Không cơ quan nào giảm từ 1 điểm trở lên.")


def _gaping(every: list[Watched]) -> Concerns:
    wide = sorted((-one.gap, one.agency) for one in every if one.gap is not None and one.gap >= GAP)
    found = [Concern(agency, f"tự chấm cao hơn kiểm tra {format_points(-gap)} điểm") for gap, agency in wide]
    return _listed(
        "Tự chấm cao hơn kiểm tra", "warn", found, "Không nơi nào tự chấm cao hơn kiểm tra từ 10 điểm."
    )


def _silent(every: list[Watched]) -> Concerns:
    nothing = [Concern(one.agency, "chưa có dữ liệu nào trong kỳ") for one in every if one.total is None]
    little = [
        Concern(one.agency, f"điểm tạm tính {format_points(one.total)}, độ phủ dưới mức tối thiểu")
        for one in every
        if one.total is not None and one.provisional
    ]
    return _listed("Thiếu dữ liệu", "none", nothing + little, "Mọi cơ quan đều đủ dữ liệu để xếp hạng.")


def _listed(title: str, kind: str, found: list[Concern], nobody: str) -> Concerns:
    return Concerns(title, kind if found else "ok", len(found), tuple(found[:SHOWN]), nobody)

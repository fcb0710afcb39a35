"""S9: grades by bands with their comparison operator and extra conditions; quotas that warn. S8: the cap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaluations.enums import Grade
from evaluations.rules.rounding import quotient
from evaluations.rules.set_rules import Band, Quota

NOT_GRADED = Grade.NOT_GRADED.value


@dataclass(frozen=True, slots=True)
class GradeResult:
    """A grade and why it is not simply that of the points."""

    grade: str
    reasons: tuple[str, ...] = ()


def reaches(total: Decimal, band: Band) -> bool:
    """Whether the points reach the band's lower edge, by the band's own operator. ValueError if unknown."""
    if band.operator == ">=":
        return total >= band.lower
    if band.operator == ">":
        return total > band.lower
    raise ValueError(f"Toán tử so sánh không hợp lệ: {band.operator!r}")


def grade_of(
    total: Decimal | None,
    bands: Sequence[Band],
    *,
    conditions: Mapping[str, bool] | None = None,
    knock_outs: Sequence[str] = (),
    knock_out_grade: str = Grade.COMPLETED.value,
) -> GradeResult:
    """The highest band whose edge and conditions hold (S9), lowered to ``knock_out_grade`` if need be (S8).

    No total is "not graded", never the lowest grade. A condition that nobody has answered does not lower the
    grade, it is named as still to be confirmed; one answered ``False`` does.
    """
    if total is None:
        return GradeResult(NOT_GRADED, ("Chưa có dữ liệu.",))
    answered = conditions or {}
    reasons: list[str] = []
    ordered = sorted(bands, key=lambda band: (-band.lower, band.operator == ">="))
    for band in ordered:
        if not reaches(total, band):
            continue
        failed = [name for name in band.extra if answered.get(name) is False]
        if failed:
            reasons.extend(f"Không đạt điều kiện: {name}." for name in failed)
            continue
        reasons.extend(f"Cần xác nhận điều kiện: {name}." for name in band.extra if name not in answered)
        return _cap(band.grade, ordered, knock_outs, knock_out_grade, reasons)
    return GradeResult(NOT_GRADED, _once([*reasons, "Không thuộc mức xếp loại nào."]))


def _cap(
    grade: str, ordered: Sequence[Band], knock_outs: Sequence[str], cap: str, reasons: list[str]
) -> GradeResult:
    ranks = [band.grade for band in ordered]
    if knock_outs and cap in ranks and ranks.index(grade) < ranks.index(cap):
        return GradeResult(cap, _once([*reasons, *(f"Khống chế xếp loại: {why}" for why in knock_outs)]))
    return GradeResult(grade, _once(reasons))


def _once(reasons: Sequence[str]) -> tuple[str, ...]:
    """A condition that several bands ask for is told once."""
    return tuple(dict.fromkeys(reasons))


@dataclass(frozen=True, slots=True)
class QuotaCheck:
    """A quota against what was proposed: shown with its denominator; ``exceeded`` warns, nothing blocks."""

    excellent: int
    denominator: int
    share: Decimal | None
    allowed: int
    exceeded: bool
    within_exception: bool


def check_quota(
    quota: Quota, *, excellent: int, good: int, everyone: int, members: int | None = None
) -> QuotaCheck:
    """Whether the top grade is given too often (S9).

    ``allowed`` counts those moved down by the cap into the grade below, where that enlarges the denominator.
    ``everyone`` is who is graded; ``members``, who is in the group, graded yet or not, tells a small one.
    """
    base = {"good": good, "good_and_excellent": good + excellent, "everyone": everyone}[quota.denominator]
    allowed = _allowed(quota.cap, quota.denominator, good + excellent, base)
    if (everyone if members is None else members) < quota.small_below:
        allowed = max(allowed, quota.small_allows)
    exception = quota.cap if quota.exception_cap is None else quota.exception_cap
    most = max(allowed, _allowed(exception, quota.denominator, good + excellent, base))
    share = quotient(excellent, base) if base else None
    return QuotaCheck(excellent, base, share, allowed, excellent > allowed, excellent <= most)


def _allowed(cap: Decimal, denominator: str, both: int, base: int) -> int:
    """Largest whole x with x ≤ cap × base, where base grows as x shrinks if it is "those graded good"."""
    p, q = cap.as_integer_ratio()
    return p * both // (q + p) if denominator == "good" else p * base // q

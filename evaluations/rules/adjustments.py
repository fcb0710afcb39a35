"""S7 bonus and deduction for the agency as a whole, S8 knock-out."""

from collections.abc import Iterable
from decimal import Decimal

from evaluations.rules.inputs import Adjustment, KnockOut
from evaluations.rules.results import AdjustmentLine
from evaluations.rules.rounding import to_cents

COUNTED, CAPPED, UNVERIFIED = "counted", "capped", "unverified"


def adjust(
    base_cents: int,
    adjustments: Iterable[Adjustment],
    *,
    bonus_cap: Decimal | None,
    deduction_cap: Decimal | None,
    scale: int = 100,
) -> tuple[AdjustmentLine, ...]:
    """Every line with what it was granted (S7): deductions first, not below 0, then bonus, not above scale.

    Only verified facts count. The largest line is granted first, so the result does not depend on the order
    in which facts arrived. Raises ValueError for negative points or an unknown kind.
    """
    given = sorted(adjustments, key=lambda line: (-line.points, line.reason, line.rows, not line.verified))
    for line in given:
        if line.points < 0 or line.kind not in ("bonus", "deduction"):
            raise ValueError(f"Điểm cộng, trừ không hợp lệ: {line}")
    deductions = _grant([a for a in given if a.kind == "deduction"], _room(deduction_cap, base_cents))
    left = base_cents - sum(line.granted_cents for line in deductions)
    bonuses = _grant([a for a in given if a.kind == "bonus"], _room(bonus_cap, 100 * scale - left))
    return (*bonuses, *deductions)


def _room(cap: Decimal | None, most: int) -> int:
    return max(0, most if cap is None else min(most, to_cents(cap)))


def _grant(given: Iterable[Adjustment], room: int) -> list[AdjustmentLine]:
    lines = []
    for kind, points, reason, verified, rows in given:
        asked = to_cents(points)
        granted = min(asked, room) if verified else 0
        room -= granted
        status = UNVERIFIED if not verified else COUNTED if granted == asked else CAPPED
        lines.append(AdjustmentLine(kind, reason, asked, granted, status, rows))
    return lines


def knock_out_reasons(knock_outs: Iterable[KnockOut]) -> tuple[str, ...]:
    """Reasons of the confirmed critical findings, in alphabetical order; none leaves the grade free (S8)."""
    return tuple(sorted({finding.reason for finding in knock_outs if finding.confirmed}))

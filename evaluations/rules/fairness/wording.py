"""Figures of fairness as people read them. They describe a difference, they judge nobody."""

from decimal import Decimal

from core.numbers import format_integer, format_points
from evaluations.rules.fairness.agreement import Agreement
from evaluations.rules.fairness.strictness import ALONE, MINIMUM, UNSETTLED, Strictness

KAPPAS = ((0.8, "rất cao"), (0.6, "cao"), (0.4, "vừa phải"), (0.2, "thấp"))
"""Landis and Koch (1977): the least kappa of each word."""


def points(value: float | None) -> str:
    """Points of 100 with one decimal, "3,2"; no value is a dash."""
    return format_points(None if value is None else Decimal(str(value)), 1)


def signed(value: float | None) -> str:
    """A difference with its sign, "+3,2" or "−0,4", where + is stricter; no value is a dash."""
    if value is None:
        return points(None)
    text = points(abs(value))
    if text == points(0):
        return text
    return ("+" if value > 0 else "−") + text


def interval(row: Strictness) -> str:
    """The 95 % interval, "+1,0 đến +5,4"; a dash where no figure is shown."""
    ends = row.interval
    return points(None) if ends is None else f"{signed(ends[0])} đến {signed(ends[1])}"


def reading(row: Strictness) -> str:
    """One person's figure in a sentence, always with its n."""
    n = f"n\u00a0=\u00a0{format_integer(row.observations)}"
    if row.adjusted is None:
        return f"{_why(row)}, {n}"
    if not row.is_apart:
        return f"chưa thấy khác mức chung (chênh trong khoảng sai số), {n}"
    way = "chặt" if row.adjusted > 0 else "nới"
    return f"chấm {way} hơn mức chung {points(abs(row.adjusted))} điểm, {n}"


def _why(row: Strictness) -> str:
    if row.why == ALONE:
        return "chưa so sánh được: chưa có ai chấm cùng tiêu chí ở cơ quan liên quan"
    if row.why == UNSETTLED:
        return "chưa so sánh được: quá ít cơ quan chung với người khác"
    return f"chưa đủ số liệu (cần {MINIMUM.visits} cuộc và {MINIMUM.observations} ghi nhận)"


def kappa_words(found: Agreement) -> str:
    """Kappa with its usual word, "0,62 (cao)"; a dash where it cannot be said."""
    if found.kappa is None:
        return points(None)
    kappa = found.kappa
    word = next((words for least, words in KAPPAS if kappa >= least), "rất thấp")
    text = format_points(Decimal(str(abs(kappa))), 2)
    return f"{'−' if kappa < 0 and text != '0,00' else ''}{text} ({word})"

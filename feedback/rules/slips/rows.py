"""Up to fifty slips as they are keyed in: stars, ticks, reasons, a sentence; blank rows are passed over."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from core.text import squeeze
from feedback.rules.courtesies import as_bits
from feedback.rules.low_marks import is_low
from feedback.rules.remarks import LONGEST

MOST = 50
TICKS = 8
SEPARATORS = str.maketrans("", "", " ,.;-")


class Slip(NamedTuple):
    """One slip: 1–5 stars, eight bits each of ticks and reasons, and the sentence of at most 300 signs."""

    stars: int
    courtesies: int = 0
    reasons: int = 0
    remark: str = ""

    @property
    def marks(self) -> tuple[int, int, int]:
        """What is kept of the slip beside its sentence."""
        return self.stars, self.courtesies, self.reasons


class Keyed(NamedTuple):
    """The row as it was typed, from the top."""

    stars: str = ""
    courtesies: str = ""
    reasons: str = ""
    remark: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not any(part.strip() for part in self)


class Reading(NamedTuple):
    """The slips that were read, and what is wrong by row (from 0) and box."""

    slips: tuple[Slip, ...]
    problems: Mapping[tuple[int, str], str]


def read_slips(rows: Sequence[Keyed]) -> Reading:
    """Read what was keyed in; only a reading without problems may be kept."""
    slips: list[Slip] = []
    problems: dict[tuple[int, str], str] = {}
    for number, row in enumerate(rows):
        if not row.is_blank:
            slip, wrong = _slip(row)
            problems |= {(number, name): words for name, words in wrong.items()}
            slips.append(slip)
    return Reading(tuple(slips), problems)


def _slip(row: Keyed) -> tuple[Slip, dict[str, str]]:
    wrong: dict[str, str] = {}
    text = row.stars.strip()
    stars = int(text) if text in {"1", "2", "3", "4", "5"} else 0
    if not stars:
        wrong["stars"] = "Ghi một số từ 1 đến 5."
    bits = {name: _bits(getattr(row, name), name, wrong) for name in ("courtesies", "reasons")}
    if bits["reasons"] and stars and not is_low(stars):
        wrong["reasons"] = "Lý do chỉ ghi khi 1 hoặc 2 sao."
    remark = squeeze(row.remark)
    if len(remark) > LONGEST or "\x00" in remark:
        wrong["remark"] = f"Lời góp ý tối đa {LONGEST} ký tự."
    return Slip(stars, **bits, remark=remark), wrong


def _bits(text: str, name: str, wrong: dict[str, str]) -> int:
    """The ticks written as their numbers 1 to 8: "1358"."""
    typed = text.translate(SEPARATORS)
    if any(sign not in "12345678" for sign in typed) or len(set(typed)) != len(typed):
        wrong[name] = "Ghi số của các ô được đánh dấu, mỗi số một lần, ví dụ 1358."
        return 0
    return as_bits(int(sign) - 1 for sign in typed)

"""The ladder of signatures under a provisional result: unit, agency, Sở Nội vụ, then the release (S15).

A signature names the figure under which it was given. When the figure moves afterwards it stays what it was,
a signature under the old figure, and is asked for again. An agency that has not signed when the days for
objections are over counts as "không có ý kiến": silence holds nobody up and is shown as silence.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.dates import add_working_days
from core.numbers import format_points

WINDOW_DAYS = 3
"""Fewest working days between the opening of a preview and the last day for objections."""


class Rung(StrEnum):
    """How one rung of the ladder stands."""

    WAITING = "waiting"
    SIGNED = "signed"
    MOVED = "moved"
    SILENT = "silent"


RUNG_LABELS = {
    Rung.WAITING: "Chưa ký",
    Rung.SIGNED: "Đã ký",
    Rung.MOVED: "Ký lại: số đã đổi",
    Rung.SILENT: "Không có ý kiến",
}


def earliest_end(opened_on: date, working_days: int = WINDOW_DAYS) -> date:
    """The first day that may be the last one for objections, ``working_days`` after the opening."""
    return add_working_days(opened_on, working_days)


def is_over(closes_on: date, today: date) -> bool:
    """Whether the days for objections are over: the last one still belongs to them."""
    return today > closes_on


def figure_rung(signed: bool, signed_total: Decimal | None, total: Decimal | None, *, over: bool) -> Rung:
    """How the rung of the agency stands; ``over``: silence has its effect."""
    if not signed:
        return Rung.SILENT if over else Rung.WAITING
    return Rung.SIGNED if signed_total == total else Rung.MOVED


def moved_words(signed_total: Decimal | None, total: Decimal | None) -> str:
    """What is said beside a signature whose figure moved: "ký ở 87,43, nay 87,50"."""
    return f"ký ở {format_points(signed_total)}, nay {format_points(total)}"


@dataclass(frozen=True, slots=True)
class UnitForms:
    """What the head of a unit signs for: forms owed, handed in and decided. No score of anybody."""

    owed: int
    sent: int
    reviewed: int

    @property
    def is_complete(self) -> bool:
        """Whether every form that is owed was handed in and decided."""
        return self.owed <= min(self.sent, self.reviewed)

    @property
    def words(self) -> str:
        """The figures as the signature keeps them."""
        return f"Phải nộp {self.owed}, đã nộp {self.sent}, đã quyết định {self.reviewed}."


def unit_rung(signed_words: str | None, forms: UnitForms) -> Rung:
    """How the rung of a unit stands; ``signed_words``: the note of its last signature."""
    if signed_words is None:
        return Rung.WAITING
    return Rung.SIGNED if signed_words.startswith(forms.words) else Rung.MOVED


def units_rung(rungs: Collection[Rung]) -> Rung:
    """The rungs of an agency's units as one; an agency without headed units has nothing to wait for."""
    if any(rung == Rung.MOVED for rung in rungs):
        return Rung.MOVED
    return Rung.SIGNED if all(rung == Rung.SIGNED for rung in rungs) else Rung.WAITING


def not_ready(agency: Rung, open_objections: int) -> str:
    """Why Sở Nội vụ cannot sign an agency's figure yet, in words; "" when it can."""
    if open_objections:
        return "Cơ quan còn ý kiến chưa được trả lời."
    if agency == Rung.WAITING:
        return "Thủ trưởng cơ quan chưa ký và còn thời hạn nêu ý kiến."
    if agency == Rung.MOVED:
        return "Số đã đổi sau khi thủ trưởng ký; chờ ký lại hoặc hết thời hạn nêu ý kiến."
    return ""


def agency_rung(signed: bool, signed_total: Decimal | None, total: Decimal | None, *, over: bool) -> Rung:
    """The agency's rung for whoever signs above it: after the last day an old signature is silence too."""
    rung = figure_rung(signed, signed_total, total, over=over)
    return Rung.SILENT if over and rung == Rung.MOVED else rung


def counted(rungs: Iterable[Rung]) -> dict[Rung, int]:
    """How many stand on each kind of rung, every kind named."""
    found = dict.fromkeys(Rung, 0)
    for rung in rungs:
        found[rung] += 1
    return found


def unit_signature_words(forms: UnitForms, capacity: str, reason: str) -> str:
    """The note of a unit's signature: its counts first, by which it is told later whether they moved."""
    return " ".join(filter(None, (forms.words, capacity, reason)))

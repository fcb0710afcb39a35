"""The right of reply: until when, how each finding stands, what a verdict makes of it, and what silence does.

The agency silent: its finding stands. The inspectorate silent past its date: the finding lapses.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from evaluations.enums import ExplanationVerdict, Severity
from evaluations.rules.observing import Entry, Finding, errors_of

MOST_FILES = 5
"""Most pictures of one explanation."""

MAX_TEXT = 3_000
"""Longest explanation, answer or reason, in characters."""


class Standing(StrEnum):
    """How one shortcoming stands between the minutes and the report."""

    OPEN = "open"
    AGREED = "agreed"
    UNCONTESTED = "uncontested"
    WAITING = "waiting"
    DROPPED = "dropped"
    CORRECTED = "corrected"
    KEPT = "kept"
    LAPSED = "lapsed"


LABELS = {
    Standing.OPEN: "Chờ cơ quan giải trình",
    Standing.AGREED: "Cơ quan nhất trí",
    Standing.UNCONTESTED: "Cơ quan không giải trình, giữ ghi nhận",
    Standing.WAITING: "Chờ đoàn trả lời giải trình",
    Standing.DROPPED: "Chấp nhận giải trình, bỏ ghi nhận",
    Standing.CORRECTED: "Chấp nhận giải trình, sửa số liệu",
    Standing.KEPT: "Không chấp nhận, giữ ghi nhận",
    Standing.LAPSED: "Đoàn quá hạn trả lời, bỏ ghi nhận",
}


class Said(NamedTuple):
    """The agency's word on one finding; ``verdict`` is "" while the team has not answered."""

    agrees: bool
    verdict: str = ""
    corrected: bool = False


def window_is_open(explain_due_on: date | None, on: date) -> bool:
    """Whether the agency may still explain on ``on``; the last day is included."""
    return explain_due_on is not None and on <= explain_due_on


def answer_is_late(answer_due_on: date | None, on: date) -> bool:
    """Whether the team's time to answer is over on ``on``; its last day is included."""
    return answer_due_on is not None and on > answer_due_on


def standing_of(said: Said | None, *, agreed_to_all: bool, window_open: bool) -> Standing:
    """How a shortcoming stands by what was said of it and what came of that."""
    if said is None:
        if agreed_to_all:
            return Standing.AGREED
        return Standing.OPEN if window_open else Standing.UNCONTESTED
    if said.agrees:
        return Standing.AGREED
    match said.verdict:
        case "":
            return Standing.WAITING
        case ExplanationVerdict.REJECTED:
            return Standing.KEPT
        case ExplanationVerdict.SILENT:
            return Standing.LAPSED
    return Standing.CORRECTED if said.corrected else Standing.DROPPED


def why_no_report(standings: Iterable[Standing]) -> str:
    """Why the result may not be reported yet, "" when it may.

    It may once every explanation is answered and nothing more can come: the window is over, or the
    agency has spoken on every shortcoming, or nothing was short.
    """
    found = list(standings)
    if waiting := found.count(Standing.WAITING):
        return f"Còn {waiting} giải trình chưa được đoàn trả lời. Hãy trả lời trước khi báo cáo."
    if still := found.count(Standing.OPEN):
        return f"Cơ quan còn trong thời hạn giải trình {still} nội dung, chưa báo cáo kết quả được."
    return ""


_RANK = {severity: rank for rank, severity in enumerate(Severity.values)}


def correction_errors(entry: Entry, recorded: Finding, corrected: Finding) -> dict[str, str]:
    """What is wrong with corrected numbers, by box: they must be valid, other, and no harder."""
    if wrong := errors_of(entry, corrected._replace(note=corrected.note or recorded.note)):
        return wrong
    if (corrected.n, corrected.k, corrected.severity) == (recorded.n, recorded.k, recorded.severity):
        return {"k": "Số liệu sửa phải khác số đã ghi; nếu giữ nguyên hãy chọn “Không chấp nhận”."}
    if _is_harder(entry, recorded, corrected):
        return {"k": "Giải trình không làm kết quả của cơ quan xấu đi. Hãy xem lại số liệu sửa."}
    if _RANK[corrected.severity] > _RANK[recorded.severity]:
        return {"severity": "Mức độ sau giải trình không được nặng hơn mức đã ghi."}
    return {}


def _is_harder(entry: Entry, recorded: Finding, corrected: Finding) -> bool:
    """Whether the share of what was met falls, or that of violations grows; compared without rounding."""
    before, after = recorded.k * corrected.n, corrected.k * recorded.n
    return after > before if entry.k_is_bad else after < before

"""The first draft of a conclusion, written from what was recorded; the team's leader edits it."""

from collections.abc import Sequence
from typing import NamedTuple

from evaluations.rules.observing import Attendance, Entry, Finding


class Recorded(NamedTuple):
    """One criterion as recorded, with its code and statement for the sentence."""

    code: str
    statement: str
    entry: Entry
    finding: Finding


ABSENCES = (
    ("on_duty_away", "đi công tác"),
    ("in_meeting", "đi họp"),
    ("at_grassroots", "đi cơ sở"),
    ("on_leave", "nghỉ phép"),
    ("sick", "nghỉ ốm"),
    ("maternity", "nghỉ thai sản"),
    ("unexcused", "không rõ lý do"),
)
"""Kinds of absence in the order of the head-count, with their words."""


def is_shortcoming(entry: Entry, finding: Finding) -> bool:
    """Whether a finding is less than full: any violation counted, any case not met, any stated severity."""
    if finding.not_applicable:
        return False
    if finding.severity != "none":
        return True
    return finding.k > 0 if entry.k_is_bad else finding.k < finding.n


def in_words(entry: Entry, finding: Finding) -> str:
    """A finding as people say it: "18/20 đạt", "2 vi phạm/30 quan sát", the words of a level."""
    if finding.not_applicable:
        return "không áp dụng"
    if entry.options:
        return dict(entry.options).get(finding.k, str(finding.k)).lower()
    if entry.k_is_bad:
        return f"{finding.k} vi phạm/{finding.n} quan sát"
    return f"{finding.k}/{finding.n}" + (f" {entry.tally[0]}" if entry.tally else "")


def attendance_sentence(attendance: Attendance) -> str:
    """Who was there, in one sentence."""
    absent = [f"{count} {words}" for name, words in ABSENCES if (count := getattr(attendance, name))]
    presence = f"Có mặt {attendance.present}/{attendance.roster} người"
    return f"{presence}; vắng: {', '.join(absent)}." if absent else f"{presence}, không có người vắng."


def draft_conclusion(attendance: Attendance | None, recorded: Sequence[Recorded]) -> str:
    """A text that says only what was recorded: attendance, how many criteria, and each shortcoming."""
    lines = [attendance_sentence(attendance)] if attendance else []
    seen = [one for one in recorded if not one.finding.not_applicable]
    short = [one for one in seen if is_shortcoming(one.entry, one.finding)]
    if seen:
        lines.append(
            f"Đã ghi nhận {len(seen)} tiêu chí, {len(seen) - len(short)} tiêu chí không có thiếu sót."
        )
    if short:
        lines.append("Nội dung cần chấn chỉnh:")
        lines += [f"– {one.code} {one.statement}: {in_words(one.entry, one.finding)}." for one in short]
    return "\n".join(lines)

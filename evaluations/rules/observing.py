"""What an inspector is asked for a criterion, what a valid finding is, and how two findings are told apart.

n and k mean what ``measures`` says (S2); here they get the words that stand beside the boxes.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from evaluations.enums import Measure, Severity
from evaluations.rules.measures import counts_violations, offered_n
from evaluations.rules.set_rules import CriterionRule

MOST = 9_999
"""Highest n or k taken: more people or files than one visit can look at."""

MAX_NOTE = 1_000
"""Longest note or reason, in characters."""

GRAVE = frozenset({Severity.MAJOR.value, Severity.CRITICAL.value})
"""Findings that nobody may be told of without a description."""


class Finding(NamedTuple):
    """What was seen for one criterion; ``not_applicable`` stands instead of numbers and needs a note."""

    n: int = 0
    k: int = 0
    not_applicable: bool = False
    severity: str = Severity.NONE.value
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """The boxes of one criterion.

    ``fixed_n``: n is given by the criterion and not asked. ``options``: k is picked from (k, words).
    ``tally``: words of the two buttons that count one more case (towards k, not towards k).
    """

    n_label: str
    k_label: str
    fixed_n: int | None = None
    options: tuple[tuple[int, str], ...] = ()
    tally: tuple[str, str] | None = None
    k_is_bad: bool = False


GOOD_OF_SEEN = Entry("Số quan sát", "Số đạt", tally=("đạt", "chưa đạt"))
WORDS = {
    Measure.RATIO: GOOD_OF_SEEN,
    Measure.CITIZEN_5: Entry(
        "Số lượt tiếp dân quan sát", "Số lượt đúng mực", tally=("đúng mực", "chưa đúng mực")
    ),
    Measure.SURVEY_5: Entry("Số người hỏi", "Số người hài lòng", tally=("hài lòng", "chưa hài lòng")),
    Measure.COUNT_DEDUCT: Entry("Số người, lượt quan sát", "Số vi phạm", tally=("vi phạm", "không vi phạm")),
    Measure.DEDUCTION: Entry("Số hồ sơ, lượt đã xem", "Số vụ đã xác minh"),
    Measure.CHECKLIST: Entry("Số mục kiểm tra", "Số mục đạt", tally=("đạt", "chưa đạt")),
    Measure.SCALE: Entry("Điểm cao nhất", "Điểm chấm"),
    Measure.COUNT: Entry("Số phải có", "Số hiện có"),
    Measure.BONUS: Entry("Số đề nghị", "Số được công nhận"),
}
YES_NO = ((1, "Đạt"), (0, "Không đạt"))


def entry_for(criterion: CriterionRule) -> Entry:
    """The boxes by which an inspector records ``criterion`` (S2)."""
    fixed_n = offered_n(criterion)
    if criterion.measure == Measure.BOOLEAN:
        return Entry("", "Kết quả", fixed_n=1, options=YES_NO)
    if criterion.measure == Measure.LEVELS:
        options = tuple((int(level.points), level.label) for level in criterion.params.levels)
        return Entry("", "Mức", fixed_n=fixed_n, options=options)
    words = WORDS[Measure(criterion.measure)]
    return Entry(
        words.n_label,
        words.k_label,
        fixed_n=fixed_n,
        # A number out of a fixed number is dialled, not counted.
        tally=words.tally if fixed_n is None else None,
        k_is_bad=counts_violations(criterion.measure),
    )


def errors_of(entry: Entry, finding: Finding) -> dict[str, str]:
    """What is wrong with a finding, by box (``n``, ``k``, ``note``), in words; empty when it may be kept."""
    numbers = {} if finding.not_applicable else _number_errors(entry, finding)
    return numbers | _note_errors(finding)


def _note_errors(finding: Finding) -> dict[str, str]:
    if len(finding.note) > MAX_NOTE:
        return {"note": f"Ghi chú dài quá {MAX_NOTE} ký tự."}
    if finding.note.strip():
        return {}
    if finding.not_applicable:
        return {"note": "Hãy ghi lý do không áp dụng."}
    if finding.severity in GRAVE:
        return {"note": "Vi phạm nặng hoặc đặc biệt nghiêm trọng phải có mô tả."}
    return {}


def _number_errors(entry: Entry, finding: Finding) -> dict[str, str]:
    n, k = finding.n, finding.k
    if not 1 <= n <= MOST:
        return {"n": f"{entry.n_label or 'Số quan sát'}: nhập từ 1 đến {MOST}."}
    if entry.fixed_n is not None and n != entry.fixed_n:
        return {"n": f"Tiêu chí này tính trên {entry.fixed_n}."}
    if not 0 <= k <= n:
        return {"k": f"{entry.k_label} ({k}) phải từ 0 đến {n}."}
    if entry.options and k not in {value for value, _words in entry.options}:
        return {"k": "Hãy chọn một mức trong danh sách."}
    return {}


def fingerprint(finding: Finding | None) -> str:
    """A short mark of what a finding says; an edit names the mark it started from. Nothing yet is ""."""
    if finding is None:
        return ""
    return _mark(finding.n, finding.k, int(finding.not_applicable), finding.severity, finding.note)


def _mark(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


class Attendance(NamedTuple):
    """A head-count: roster = present + absences by reason, always."""

    present: int = 0
    on_duty_away: int = 0
    in_meeting: int = 0
    at_grassroots: int = 0
    on_leave: int = 0
    sick: int = 0
    maternity: int = 0
    unexcused: int = 0

    @property
    def roster(self) -> int:
        """Everyone on the list."""
        return sum(self)

    def fingerprint(self, counted_at: datetime) -> str:
        """The mark of a head-count taken at a moment, as ``fingerprint`` is of a finding."""
        return _mark(*self, counted_at.astimezone(UTC).isoformat())

    @property
    def excused(self) -> int:
        """Absent for a reason that is allowed and known."""
        return self.roster - self.present - self.unexcused


FROM_HEADCOUNT = {"TT-04": "attending", "TT-05": "unexcused"}
"""Criteria whose numbers are the head-count's: at work or excused of all, absent without reason of all."""


def finding_from_headcount(code: str, attendance: Attendance) -> Finding | None:
    """What a head-count says about a criterion, None where it says nothing."""
    match FROM_HEADCOUNT.get(code):
        case "attending":
            return Finding(attendance.roster, attendance.roster - attendance.unexcused)
        case "unexcused":
            return Finding(attendance.roster, attendance.unexcused)
    return None

"""Whether a finding that a phone sent may stand in its visit."""

from evaluations.rules.capture.contents import Seen
from evaluations.rules.capture.details import KINDS, case_kind, counted
from evaluations.rules.observing import FROM_HEADCOUNT, Entry, errors_of

TAKEN_FROM_HEADCOUNT = "Tiêu chí này lấy số từ điểm danh. Hãy sửa ở phần điểm danh."
NOT_LOOKED_AT = "Cuộc kiểm tra này không ghi nhận tiêu chí đó."


def trouble_of(entry: Entry | None, code: str, seen: Seen) -> str:
    """What is wrong with a finding of criterion ``code``, "" for nothing; ``entry`` None: not looked at."""
    if code in FROM_HEADCOUNT:
        return TAKEN_FROM_HEADCOUNT
    if entry is None:
        return NOT_LOOKED_AT
    if errors := errors_of(entry, seen.finding):
        return " ".join(errors.values())
    return "" if seen.details is None else _trouble_of_details(code, seen)


def _trouble_of_details(code: str, seen: Seen) -> str:
    """The numbers must be those of the single cases that they were counted from."""
    assert seen.details is not None
    listed = KINDS.get(code)
    if listed is None:
        return "Tiêu chí này không ghi theo từng lượt."
    if {detail["kind"] for detail in seen.details} != {case_kind(listed)}:
        return "Các lượt đã ghi không đúng loại của tiêu chí này."
    n, k = counted(listed, seen.details)
    if (seen.finding.n, seen.finding.k) != (n, k):
        return (
            f"Số đã ghi ({seen.finding.k}/{seen.finding.n}) không khớp với từng lượt đã đánh dấu ({k}/{n})."
        )
    return ""

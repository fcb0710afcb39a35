"""A record in a few words, for the page where the team settles what phones sent."""

from core.dates import format_day, format_moment
from evaluations.enums import Severity
from evaluations.rules.capture.contents import Content, Count, Finish, Photo, Seen, Signature, Start
from evaluations.rules.conclusion import attendance_sentence, in_words
from evaluations.rules.observing import Entry

SUBJECTS = {
    "start": "Bắt đầu kiểm tra",
    "headcount": "Điểm danh",
    "finish": "Kết thúc tại chỗ",
    "signature:team": "Chữ ký của đoàn",
    "signature:agency": "Chữ ký của cơ quan",
}


def subject_words(subject: str) -> str:
    """What a record speaks of; a criterion stays its code."""
    if subject.startswith("photo:"):
        return "Ảnh"
    return SUBJECTS.get(subject, subject)


def subject_in_sentence(subject: str) -> str:
    """What a record speaks of, within a sentence; a criterion stays its code."""
    words = subject_words(subject)
    return words if words == subject else words[:1].lower() + words[1:]


def value_words(content: Content, entry: Entry | None = None) -> str:
    """What a record says, in one line; ``entry`` gives a finding the words of its criterion."""
    match content:
        case Start():
            return f"Ngày kiểm tra {format_day(content.visited_on)}"
        case Count():
            return f"Lúc {format_moment(content.counted_at)}: {attendance_sentence(content.attendance)}"
        case Seen():
            return _finding_words(content, entry)
        case Photo():
            return content.caption or "Không có chú thích"
        case Signature(way="drawn"):
            return f"{content.name} đã ký"
        case Signature():
            return f"{content.name} từ chối ký: {content.reason}"
        case Finish():
            return f"Kết thúc lúc {format_moment(content.ended_at)}"


def _finding_words(content: Seen, entry: Entry | None) -> str:
    finding = content.finding
    words = in_words(entry, finding) if entry else f"{finding.k}/{finding.n}"
    if finding.severity != Severity.NONE:
        words += f" · vi phạm {Severity(finding.severity).label.lower()}"
    return words + (f" · {finding.note}" if finding.note else "")

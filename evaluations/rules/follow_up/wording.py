"""First drafts of the report, the conclusion and its recommendations; people edit them before they sign."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from evaluations.rules.conclusion import Recorded, attendance_sentence, in_words, is_shortcoming
from evaluations.rules.follow_up.recurrence import badge
from evaluations.rules.follow_up.reply import Standing
from evaluations.rules.observing import Attendance

NO_TIMES: Mapping[str, int] = {}
EXPLAINED = (
    (Standing.DROPPED, "{} nội dung được chấp nhận, bỏ ghi nhận"),
    (Standing.CORRECTED, "{} nội dung được chấp nhận, sửa số liệu"),
    (Standing.KEPT, "{} nội dung không được chấp nhận"),
    (Standing.LAPSED, "{} nội dung bỏ ghi nhận vì đoàn quá hạn trả lời"),
    (Standing.AGREED, "{} nội dung cơ quan nhất trí"),
    (Standing.UNCONTESTED, "{} nội dung cơ quan không giải trình, giữ ghi nhận"),
)
"""How the shortcomings stand after the right of reply, in the order in which a report tells it."""


class Words(NamedTuple):
    """The three parts of a conclusion in words."""

    strengths: str
    defects: str
    responsibility: str

    @property
    def text(self) -> str:
        """All three as one text under their headings; empty parts are left out."""
        parts = (("Ưu điểm", self.strengths), ("Hạn chế", self.defects), ("Trách nhiệm", self.responsibility))
        return "\n\n".join(f"{heading}:\n{words.strip()}" for heading, words in parts if words.strip())


def explained_sentence(standings: Sequence[Standing]) -> str:
    """What became of the shortcomings in the right of reply, "" where nothing was short."""
    told = [words.format(count) for standing, words in EXPLAINED if (count := standings.count(standing))]
    return f"Sau giải trình: {'; '.join(told)}." if told else ""


def draft_assessment(
    attendance: Attendance | None, counted: Sequence[Recorded], standings: Sequence[Standing]
) -> str:
    """The assessment of a report: attendance, how many criteria, what the explanations changed."""
    return "\n".join(
        line for line in (draft_strengths(attendance, counted), explained_sentence(standings)) if line
    )


def draft_words(
    agency: str,
    attendance: Attendance | None,
    counted: Sequence[Recorded],
    before: Mapping[str, int] = NO_TIMES,
) -> Words:
    """A conclusion that says only what counts; ``before`` are earlier visits that found a criterion short."""
    short = shortcomings(counted)
    lines = [_defect(one, before.get(one.code, 0)) for one in short]
    return Words(
        draft_strengths(attendance, counted),
        "\n".join(lines) or "Không có hạn chế phải chấn chỉnh.",
        _responsibility(agency) if short else "Không có trách nhiệm phải xem xét.",
    )


def draft_strengths(attendance: Attendance | None, counted: Sequence[Recorded]) -> str:
    """Who was there, and of how many criteria seen how many are without shortcoming."""
    seen = [one for one in counted if not one.finding.not_applicable]
    lines = [attendance_sentence(attendance)] if attendance else []
    if seen:
        full = len(seen) - len(shortcomings(seen))
        lines.append(f"Thực hiện đầy đủ {full}/{len(seen)} tiêu chí được kiểm tra.")
    return "\n".join(lines)


def draft_remedy(one: Recorded) -> str:
    """What is to be mended, from one shortcoming."""
    result = in_words(one.entry, one.finding)
    return f"Khắc phục nội dung {one.code} “{one.statement}” (kết quả kiểm tra: {result})."


def shortcomings(counted: Sequence[Recorded]) -> list[Recorded]:
    """Those that fall short as they count."""
    return [one for one in counted if is_shortcoming(one.entry, one.finding)]


def _defect(one: Recorded, earlier: int) -> str:
    again = badge(earlier + 1)
    result = in_words(one.entry, one.finding)
    return f"– {one.code} {one.statement}: {result}{f' ({again.lower()})' if again else ''}."


def _responsibility(agency: str) -> str:
    return (
        f"Trách nhiệm thuộc về tập thể lãnh đạo {agency}; người đứng đầu chịu trách nhiệm chỉ đạo khắc phục."
    )

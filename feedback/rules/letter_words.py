"""The words of a letter: marks of templates, what is wrong with a draft, its number and symbol."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.dates import format_day
from core.text import nfc
from feedback.enums import LetterKind

MOST_BODY, MOST_REASON, MOST_NAME = 4_000, 1_000, 160
MARKS: dict[str, str] = {
    "người nhận": "tên người, tổ chức nhận thư",
    "thủ tục": "tên thủ tục hành chính",
    "mã hồ sơ": "mã hồ sơ",
    "ngày nhận": "ngày tiếp nhận hồ sơ",
    "ngày hẹn": "ngày hẹn trả ghi trên giấy tiếp nhận",
    "cơ quan": "tên cơ quan gửi thư",
}
"""What a template may hold in braces, with what stands there in the letter."""

_MARK = re.compile(r"\{([^{}\n]{1,40})\}")
SYMBOLS = {LetterKind.APOLOGY: "PXL", LetterKind.THANKS: "TCO", LetterKind.CONGRATULATION: "TCM"}
"""Letters that follow the number; NĐ 30/2020 gives thanks and congratulations none of their own."""

USUAL = {
    LetterKind.APOLOGY: (
        "Sự chậm trễ này đã gây phiền hà, tốn kém thời gian, công sức của Ông/bà (tổ chức). {cơ quan} xin "
        "lỗi Ông/bà (tổ chức) và mong nhận được sự thông cảm."
    ),
    LetterKind.THANKS: (
        "{cơ quan} trân trọng cảm ơn {người nhận} đã tin tưởng, phối hợp khi làm thủ tục tại cơ quan và góp "
        "ý để chúng tôi phục vụ tốt hơn.\n"
        "Chúng tôi mong tiếp tục nhận được ý kiến của Ông/bà. Kính chúc Ông/bà sức khỏe, hạnh phúc."
    ),
    LetterKind.CONGRATULATION: (
        "{cơ quan} trân trọng gửi tới {người nhận} lời chúc mừng tốt đẹp nhất.\n"
        "Kính chúc Ông/bà và gia đình sức khỏe, hạnh phúc và thành công."
    ),
}
"""What a letter begins with where no template was chosen."""


@dataclass(frozen=True, slots=True)
class LetterContents:
    """What one letter says. ``dossier`` is an id (apologies), ``staff`` the id of a person in the house."""

    recipient: str
    body: str
    email: str = ""
    reason: str = ""
    new_due_on: date | None = None
    dossier: UUID | None = None
    staff: int | None = None


def unknown_marks(text: str) -> list[str]:
    """Marks in braces that nothing stands for, in the order in which they come."""
    found = (mark.strip().lower() for mark in _MARK.findall(nfc(text)))
    return list(dict.fromkeys(mark for mark in found if mark not in MARKS))


def filled(text: str, values: Mapping[str, str]) -> str:
    """A template with its marks filled; one without a value stays as it is, for the writer to see."""
    return _MARK.sub(lambda found: values.get(found[1].strip().lower()) or found[0], nfc(text))


def values_of(
    *,
    agency: str,
    recipient: str = "",
    procedure: str = "",
    code: str = "",
    days: tuple[date, date] | None = None,
) -> dict[str, str]:
    """The values of the marks; ``days`` are those of receipt and of the appointment."""
    found = {"cơ quan": agency, "người nhận": recipient, "thủ tục": procedure, "mã hồ sơ": code}
    if days is not None:
        found |= {"ngày nhận": format_day(days[0]), "ngày hẹn": format_day(days[1])}
    return found


def content_problems(kind: str, contents: LetterContents) -> dict[str, str]:
    """What is wrong with the words of a letter by field, whatever its dossier says."""
    wrong: dict[str, str] = {}
    if not contents.recipient.strip():
        wrong["recipient"] = "Hãy ghi tên người hoặc tổ chức nhận thư."
    if not contents.body.strip():
        wrong["body"] = "Hãy viết nội dung thư."
    left = unknown_marks(contents.body) or _MARK.findall(nfc(contents.body))
    if left:
        wrong["body"] = f"Thư còn chỗ chưa điền: {{{left[0]}}}. Hãy thay bằng nội dung cụ thể."
    if kind == LetterKind.APOLOGY:
        if contents.dossier is None:
            wrong[""] = "Thư xin lỗi phải gắn với một hồ sơ trễ hẹn. Hãy chọn hồ sơ rồi soạn thư."
        if not contents.reason.strip():
            wrong["reason"] = "Hãy ghi lý do chậm trả kết quả."
    for name, text, most in (
        ("recipient", contents.recipient, MOST_NAME),
        ("body", contents.body, MOST_BODY),
        ("reason", contents.reason, MOST_REASON),
    ):
        if len(text) > most:
            wrong[name] = f"Nội dung dài quá {most} ký tự."
    return wrong


def symbol_of(kind: str, number: int, short_name: str, *, is_commune: bool) -> str:
    """The number and symbol of a letter, "05/PXL-STP"; communes sign as UBND."""
    words = [word for word in re.split(r"[\s,\-–()]+", short_name) if word[:1].isalpha()]
    office = "UBND" if is_commune else "".join(word[0] for word in words if word.lower() != "và").upper()
    return f"{number:02d}/{SYMBOLS[LetterKind(kind)]}-{office}"

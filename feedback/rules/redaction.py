"""What in a citizen's words may tell who wrote them: marks for the reader, warnings before others read.

The rule suggests; a person decides. It knows Vietnamese ways of writing telephone numbers, identity papers,
number plates, dossier codes, addresses, names, days and hours. It cannot know what only neighbours know, so a
text without a mark is not yet a text without a trace (RELIABILITY G1, T2).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.text import nfc


class Trace(StrEnum):
    """What kind of trace a mark stands on; the value is the word that covers it."""

    EMAIL = "thư điện tử"
    LINK = "liên kết"
    DOSSIER = "mã hồ sơ"
    HOUR = "giờ"
    DAY = "ngày"
    PLATE = "biển số xe"
    PHONE = "số điện thoại"
    PAPER = "số giấy tờ"
    NUMBER = "dãy số dài"
    ADDRESS = "địa chỉ"
    NAME = "tên người"
    LIFE = "hoàn cảnh riêng"


@dataclass(frozen=True, slots=True)
class Mark:
    """A trace in a text, from sign ``start`` up to ``end``."""

    start: int
    end: int
    trace: Trace


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; ``trace`` is the word of its mark, "" between marks."""

    text: str
    trace: str = ""


_UP = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_LOW = _UP.replace("A-Z", "a-z").lower()
_WORD = f"[{_UP}][{_UP}{_LOW}]*"
# Offices and posts begin with a capital as names do.
_NO_NAME = (
    r"(?!(?:Một cửa|Công|Cảnh|Chủ|Giám|Phó|Trưởng|Cán|Sở|Ủy|UBND|Phòng|Trung tâm|Bộ|Ban|Bí|Hội|Rịa|Chánh"
    r"|Hành)(?!\w))"
)
_NAME = rf"{_NO_NAME}{_WORD}(?:\s{_WORD}){{0,4}}"
_FAMILIES = (
    "Nguyễn|Trần|Lê|Phạm|Huỳnh|Hoàng|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Trương|Đinh|Lâm|Mai|Đoàn|Trịnh|"
    "Cao|Châu|Thạch|Kim|Sơn|Tô|Tạ|Hà|Lương|Lưu|Quách|Thái|Triệu|Vương|Tăng|Đào|Danh"
)
_DIGIT_WORDS = "không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín"
_NO_MONEY = r"(?![\s.]?\d)(?!\s?(?i:đồng|đ(?!\w)|vnđ|vnd|triệu|tỷ|nghìn|ngàn))"
# How long one waited is what the agency must hear; when one came is what it must not.
_NO_WAIT = "".join(
    f"(?<!{word} )"
    for word in ("chờ", "đợi", "mất", "hơn", "suốt", "gần", "hết", "trong", "thêm", "sau", "tới")
)
_CLOCK = r"\d{1,2}\s?(?:(?i:giờ|h|g)(?!\w)|[hHgG](?=\d))(?:\s?\d{1,2}(?!\d))?(?:\s?(?i:phút|p)(?!\w))?"
_PART_OF_DAY = r"(?:\s+(?i:sáng|trưa|chiều|tối|rưỡi|kém)(?!\w)(?:\s\d{1,2}(?!\d))?){0,2}"
_WHEN = r"(?:\s(?i:tuần|tháng)\s(?i:trước|rồi|này|qua)|\s(?i:vừa\s(?:rồi|qua)))?"
_HOUSE = r"\d{1,4}[A-Za-z]?"

_PATTERNS: tuple[tuple[Trace, str], ...] = (
    (
        Trace.EMAIL,
        r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|[(\[](?i:at)[)\]]|\s(?i:a\s?còng)\s)\s?[\w-]{1,63}(?:\s?\.\s?[\w-]{2,63}){1,4}",
    ),
    (
        Trace.LINK,
        r"(?i)(?<!\w)(?:https?://[^\s\x00\[]{1,200}|www\.[^\s\x00\[]{1,200}"
        r"|(?:facebook|fb|zalo|tiktok|youtube|instagram|t)\.(?:com|me|vn)(?:/[^\s\x00\[]{0,200})?)",
    ),
    (
        Trace.DOSSIER,
        r"(?<![\w.])(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,4}-\d{6,8}-\d{3,6}(?!\d)",
    ),
    (
        Trace.DOSSIER,
        r"(?i)(?<!\w)(?:mã hồ sơ|số hồ sơ|hồ sơ số|mã biên nhận|biên nhận số|số biên nhận|số thứ tự|phiếu số)"
        r"\s?(?:là|:|số)?\s?[\w./-]{0,20}\d[\w./-]{0,20}",
    ),
    (Trace.HOUR, rf"(?<!\w){_NO_WAIT}(?:(?i:vào\s)?(?i:lúc|hồi|tầm|khoảng)\s){_CLOCK}{_PART_OF_DAY}"),
    (Trace.HOUR, rf"(?<![\w/.,:]){_NO_WAIT}(?<!khoảng ){_CLOCK}{_PART_OF_DAY}"),
    (Trace.HOUR, r"(?<![\w:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])"),
    (Trace.DAY, r"(?<![\d/.-])\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)?\d{2}(?![\d/])"),
    (
        Trace.DAY,
        r"(?i)(?<!\w)(?:ngày|hôm|sáng|trưa|chiều|tối)\s(?:ngày\s)?(?:mùng\s|mồng\s)?\d{1,2}"
        r"(?:[/.-]\d{1,2}|\stháng\s\d{1,2}(?:\snăm\s\d{4})?)?(?![\d/.,]*\d)(?!\s(?:ngày|lần|giờ|người|tháng)(?!\w))",
    ),
    (
        Trace.DAY,
        r"(?i)(?<!\w)(?:(?:sáng|trưa|chiều|tối)\s)?(?:hôm\s(?:qua|nay|kia|trước)"
        r"|(?:sáng|trưa|chiều|tối)\s(?:nay|qua)|tuần\s(?:trước|rồi|vừa rồi)"
        r"|(?<!lần )(?<!người )(?<!bước )thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])"
        rf"{_WHEN}|chủ nhật{_WHEN})(?!\w)",
    ),
    (
        Trace.PLATE,
        r"(?<![\w.])\d{2}\s?-?\s?[A-ZĐa-fijlnr-vx-zđ][A-ZĐ]?\d?\s?[-. ]\s?(?:\d{3}\.\d{2}|\d{4,5})(?![\w])",
    ),
    (Trace.PLATE, r"(?<![\w.])\d{2}[A-ZĐ]{1,2}\d?(?:\d{3}\.\d{2}|\d{4,5})(?!\w)"),
    (Trace.PHONE, r"(?<![\d.])(?:\(?\+?84\)?|0)[\s.-]?\(?[235789](?:[\s.()-]{0,2}\d){8,9}(?![\s.-]?\d)"),
    (Trace.PHONE, rf"(?i)(?<!\w)(?:{_DIGIT_WORDS})(?:[\s,.-]{{1,2}}(?:{_DIGIT_WORDS})){{7,11}}(?!\w)"),
    (Trace.PAPER, rf"(?<![\d.])\d{{3}}[\s.]?\d{{3}}[\s.]?\d{{3}}(?:[\s.]?\d{{3}})?{_NO_MONEY}"),
    (Trace.PAPER, r"(?<!\w)[A-Z]\d{7,8}(?!\w)"),
    (Trace.NUMBER, rf"(?<![\d.])\d(?:[\s.-]?\d){{7,18}}{_NO_MONEY}"),
    (
        Trace.ADDRESS,
        rf"(?<!\w)(?:(?i:số\snhà|nhà\ssố)\s{_HOUSE}(?:/{_HOUSE}){{0,3}}|{_HOUSE}(?:/{_HOUSE}){{1,3}}(?=,?\s(?:(?i:đường|phố)|{_WORD})))"
        rf"(?:,?\s(?i:đường|phố)\s{_NAME}|\s{_NAME})?",
    ),
    (
        Trace.ADDRESS,
        rf"(?<!\w)(?:(?i:số)\s{_HOUSE},?\s|{_HOUSE}\s)?(?i:đường|hẻm|ngõ|ngách|phố)\s(?:(?i:số)\s)?(?:{_HOUSE}(?:/{_HOUSE}){{0,3}}(?!\w)|{_NAME})",
    ),
    (
        Trace.ADDRESS,
        r"(?<!\w)(?i:tổ\sdân\sphố|khu\sphố|khu\svực|ấp|khóm|thôn|tổ|xóm|buôn|bản|phum|sóc)\s(?:(?i:số)\s)?"
        rf"(?:\d{{1,3}}[A-Za-z]?(?!\w)|{_NAME})",
    ),
    (
        Trace.NAME,
        r"(?<!\w)(?i:tên\stôi\slà|tôi\stên\slà|tôi\stên|tôi\slà|tên\slà|em\slà|con\slà|cháu\slà|mình\slà|họ\svà\stên|họ\stên"
        rf"|ký\stên|người\sgửi|người\sviết|kính\sthư)\s?[:,-]?\s?(?:(?i:anh|chị|ông|bà|cô|chú|bác)\s)?(?P<name>{_NAME})",
    ),
    (
        Trace.NAME,
        rf"(?<!\w)(?i:anh|chị|ông|bà|cô|chú|bác|thầy|đồng\schí|đ/c)\s(?P<name>{_NAME})",
    ),
    (Trace.NAME, rf"(?<!\w)(?:{_FAMILIES})(?:\s{_WORD}){{1,4}}(?!\w)"),
    (Trace.NAME, rf"(?<!\w)(?:{_FAMILIES.upper()})(?:\s[{_UP}]+){{1,4}}(?!\w)"),
    (
        Trace.LIFE,
        r"(?i)(?<!\w)(?:mang thai|có thai|có bầu|khuyết tật|xe lăn|thương binh|liệt sĩ|hộ nghèo"
        r"|(?:vợ|chồng|mẹ|cha|bố|ba|má|con|con trai|con gái|anh trai|chị gái|em trai|em gái)\s(?:tôi|em|mình)"
        r"|hàng xóm|tạp hóa|tôi là (?:giáo viên|bác sĩ|bộ đội|công an|chủ)|người duy nhất)(?!\w)",
    ),
)
_COMPILED = tuple((trace, re.compile(pattern)) for trace, pattern in _PATTERNS)
TAKEN = "\x00"
SHOWN = 3
"""How many samples a warning quotes."""


def marks(text: str) -> list[Mark]:
    """Where ``text`` (in NFC) seems to tell who wrote it, in order, none over another."""
    found: list[Mark] = []
    rest = text
    for trace, pattern in _COMPILED:
        for match in pattern.finditer(rest):
            start, end = match.span("name" if "name" in pattern.groupindex else 0)
            found.append(Mark(start, end, trace))
            # what is marked is no part of another mark, but what stands beside it may be
            rest = rest[:start] + TAKEN * (end - start) + rest[end:]
    return sorted(found, key=lambda mark: mark.start)


def pieces(text: str) -> list[Piece]:
    """``text`` cut at its marks, for a page that shows them."""
    return list(_cut(text, marks(text)))


def _cut(text: str, found: Iterable[Mark]) -> Iterator[Piece]:
    at = 0
    for mark in found:
        if mark.start > at:
            yield Piece(text[at : mark.start])
        yield Piece(text[mark.start : mark.end], mark.trace.value)
        at = mark.end
    if at < len(text):
        yield Piece(text[at:])


def covered(text: str) -> str:
    """``text`` with each mark covered by its word, to begin editing from; a life is told, not covered."""
    return "".join(
        f"[{piece.trace}]" if piece.trace and piece.trace != Trace.LIFE.value else piece.text
        for piece in _cut(text, marks(text))
    )


def warnings(text: str) -> list[str]:
    """What in ``text`` still looks like a trace, a line a kind: "2 chỗ giống số điện thoại: “…”, “…”"."""
    text = nfc(text)
    by_trace: dict[Trace, list[str]] = {}
    for mark in marks(text):
        by_trace.setdefault(mark.trace, []).append(text[mark.start : mark.end])
    return [_warning(trace, by_trace[trace]) for trace in Trace if trace in by_trace]


def _warning(trace: Trace, samples: list[str]) -> str:
    quoted = ", ".join(f"“{sample}”" for sample in list(dict.fromkeys(samples))[:SHOWN])
    verb = "kể" if trace is Trace.LIFE else "giống"
    return f"{len(samples)} chỗ {verb} {trace.value}: {quoted}"

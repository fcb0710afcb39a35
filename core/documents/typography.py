"""Where a line of Vietnamese may not break: between a number and the word that it belongs to."""

import re

NBSP = "\u00a0"
_BEFORE = re.compile(r"\b([Nn]gày|[Tt]háng|[Nn]ăm|[Ss]ố|[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Hh]ồi|[Ll]úc) (?=\d)")
_AFTER = re.compile(r"(?<=\d) (?=(?:giờ|phút|giây|người|bản|ảnh|trang)\b)")
HEAD_LINE = 24
"""Capitals of 12 points that fit beside the nation's name."""

FIXED_LINE = 32
"""Characters of a digest on one line of a table."""


def bound(text: str) -> str:
    """The text with blanks that do not break between numbers and their words: "ngày 05", "08 giờ".

    A date stays breakable between its parts, for a blank that does not break does not stretch either.
    """
    return _AFTER.sub(NBSP, _BEFORE.sub(rf"\1{NBSP}", text))


def in_halves(text: str) -> str:
    """A line of the head too long for its column, broken between words into two of nearly one length.

    One that was broken by whoever wrote it stays as it is.
    """
    if len(text) <= HEAD_LINE or "\n" in text:
        return text
    words = text.split(" ")
    breaks = [f"{' '.join(words[:at])}\n{' '.join(words[at:])}" for at in range(1, len(words))]
    return min(breaks, key=lambda pair: abs(len(pair) - 1 - 2 * pair.index("\n")), default=text)


def in_pieces(text: str) -> str:
    """A digest or another long code, broken into lines of 32 characters."""
    if " " in text:
        return text
    return "\n".join(text[start : start + FIXED_LINE] for start in range(0, len(text), FIXED_LINE))

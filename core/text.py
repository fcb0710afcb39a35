"""Vietnamese text: one Unicode form, accent-free search, and order by given name.

The folds are computed in Python and stored beside the text, so SQLite and PostgreSQL answer alike.
"""

import re
import unicodedata
from functools import lru_cache

# Alphabet order of Vietnamese letters; tones break ties after letters (TCVN 6909 order of tones).
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_LETTERS, start=10)}
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_SPACES = re.compile(r"\s+")
MOST_MARKS = 30


def nfc(text: str) -> str:
    """The text in Unicode form NFC, the only form the database keeps; at most 30 marks stay on one letter."""
    cut = unheaped(text)
    kept = unicodedata.normalize("NFC", cut)
    # a few marks come apart into two even in this form
    return unheaped(kept) if len(kept) > len(cut) else kept


def unheaped(text: str) -> str:
    """``text`` with runs of combining marks cut at 30, as Unicode's stream-safe text (UAX 15) has it.

    Putting a run in order takes the square of its length: a form of two megabytes would hold a process for a
    quarter of an hour, and no language heaps up more than a few. Every normalizing of a stranger's words
    comes through here.
    """
    return text if len(text) <= MOST_MARKS or text.isascii() else _heaps().sub(r"\1", text)


@lru_cache(maxsize=1)
def _heaps() -> re.Pattern[str]:
    """A run of more than 30 marks; what begins with a mark once taken apart is one."""
    signs = (chr(code) for code in range(0x300, 0x1F000))
    marks = re.escape("".join(sign for sign in signs if _is_mark(sign)))
    return re.compile(f"([{marks}]{{{MOST_MARKS}}})[{marks}]+")


def _is_mark(sign: str) -> bool:
    return unicodedata.combining(unicodedata.normalize("NFD", sign)[0]) != 0


def squeeze(text: str) -> str:
    """NFC text with runs of white space made one blank and the ends trimmed."""
    return _SPACES.sub(" ", nfc(text)).strip()


def fold(text: str) -> str:
    """Lower-case text without diacritics: "Nguyễn Thị Hòa" gives "nguyen thi hoa"."""
    plain = unicodedata.normalize("NFD", unheaped(text).lower().replace("đ", "d"))
    return squeeze("".join(char for char in plain if not unicodedata.combining(char)))


def _syllable_key(syllable: str) -> str:
    """Letters first, tone after, as a Vietnamese dictionary orders syllables."""
    tone = "1"
    letters: list[str] = []
    for char in unicodedata.normalize("NFD", syllable.lower()):
        if char in _TONES:
            tone = _TONES[char]
        elif unicodedata.combining(char) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + char)
        else:
            letters.append(char)
    return "".join(_LETTER_RANK.get(letter, f"0{letter}") for letter in letters) + "." + tone


def name_sort_key(full_name: str) -> str:
    """ASCII key that sorts people by given name, then by family and middle names."""
    parts = squeeze(full_name).split(" ")
    ordered = [parts[-1], *parts[:-1]]
    return " ".join(_syllable_key(part) for part in ordered)[:255]


def text_sort_key(text: str) -> str:
    """ASCII key that sorts names of things (agencies, communes) from left to right."""
    return " ".join(_syllable_key(part) for part in squeeze(text).split(" "))[:255]


def excerpt(text: str, most: int = 110) -> str:
    """The first words of a text on one line, "…" where it goes on."""
    line = squeeze(text)
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"

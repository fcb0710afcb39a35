"""What a person must say in their own words: a reason, an answer, a note."""

from core.errors import Refused
from core.text import nfc

LONGEST = 2_000
"""Most characters of such a text, where an act says nothing else."""


class WordsRefused(Refused):
    """The text is missing or too long (HTTP 422)."""

    status = 422


def written(text: str, missing: str, *, longest: int = LONGEST) -> str:
    """The text in NFC, trimmed; raises WordsRefused with ``missing`` for nothing, or where it is too long.

    The character 0, which PostgreSQL keeps in no text, is dropped.
    """
    text = nfc(text.replace("\x00", "").strip())
    if not text:
        raise WordsRefused(missing)
    if len(text) > longest:
        raise WordsRefused(f"Nội dung dài {len(text)} ký tự, tối đa {longest} ký tự. Hãy viết ngắn hơn.")
    return text

"""Does what a citizen wrote read like a complaint or a denunciation, which this portal must not hold?

Only a question follows, once: whoever wrote it decides. Words are looked for with their accents, and without
where the writer uses none ("toi to cao ong A").
"""

import re
from enum import StrEnum

from core.text import fold, nfc


class Lawful(StrEnum):
    """The two that have a law and a channel of their own."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"


DENUNCIATION_WORDS = (
    "tố cáo",
    "tố giác",
    "tham nhũng",
    "tham ô",
    "hối lộ",
    "vòi vĩnh",
    "vòi tiền",
    "đòi tiền",
    "gợi ý đưa tiền",
    "lót tay",
    "chung chi",
    "chạy chọt",
    "biển thủ",
)
COMPLAINT_WORDS = (
    "khiếu nại",
    "quyết định hành chính",
    "hành vi hành chính",
    "quyết định thu hồi",
    "quyết định xử phạt",
    "quyết định cưỡng chế",
    "quyết định giải quyết",
)


def lawful_kind(text: str) -> Lawful | None:
    """What the text reads like; a denunciation before a complaint, since its writer has more to fear."""
    words = nfc(text).lower()
    if _holds(words, DENUNCIATION_WORDS):
        return Lawful.DENUNCIATION
    return Lawful.COMPLAINT if _holds(words, COMPLAINT_WORDS) else None


def _holds(text: str, phrases: tuple[str, ...]) -> bool:
    plain = fold(text)
    has_accents = plain != " ".join(text.split())
    sought = phrases if has_accents else tuple(fold(phrase) for phrase in phrases)
    return any(re.search(rf"\b{_spaced(phrase)}\b", text) for phrase in sought)


def _spaced(phrase: str) -> str:
    return r"\s+".join(re.escape(word) for word in phrase.split())

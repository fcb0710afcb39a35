"""A citizen's sentence before it is sealed: all envelopes have one length, so none tells how long it was."""

LONGEST = 300
"""Signs of a sentence."""

ROOM = 4 * LONGEST
"""Bytes of every sentence: the longest in UTF-8."""


def padded(text: str) -> bytes:
    """``text`` as bytes of one length; raises ValueError for more than 300 signs."""
    if len(text) > LONGEST:
        raise ValueError(f"a remark has at most {LONGEST} signs")
    return text.encode().ljust(ROOM)


def unpadded(data: bytes) -> str:
    """The sentence in what ``padded`` gave."""
    return data.decode().rstrip(" ")

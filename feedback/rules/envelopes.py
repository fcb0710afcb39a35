"""What lies inside the envelopes of a case: text, contact; padded, so that a length tells next to nothing."""

import json
from dataclasses import dataclass

STEP = 512
"""Bytes in which envelopes of words grow."""

LONGEST_TEXT = 4000
LONGEST_MESSAGE = 2000
MOST_PHOTOS = 3


@dataclass(frozen=True, slots=True)
class Contact:
    """How the sender may be reached; each part may be empty."""

    name: str = ""
    phone: str = ""
    email: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.phone or self.email)


def words_inside(text: str) -> bytes:
    """A text or a later message as it is sealed."""
    return _padded(text.encode())


def text_of(data: bytes) -> str:
    """The text in an opened envelope."""
    return data.decode().rstrip(" ")


def contact_inside(contact: Contact) -> bytes:
    """A contact as it is sealed."""
    parts = {"name": contact.name, "phone": contact.phone, "email": contact.email}
    return _padded(json.dumps(parts, ensure_ascii=False).encode())


def contact_of(data: bytes) -> Contact:
    """The contact in an opened envelope."""
    return Contact(**json.loads(data))


def _padded(data: bytes) -> bytes:
    return data.ljust(-(-max(len(data), 1) // STEP) * STEP)

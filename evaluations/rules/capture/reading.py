"""Reading what a phone sent, value by value; what is wrong is said in words that the team reads."""

import re
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from core.text import nfc

SHA256 = re.compile(r"[0-9a-f]{64}")


class Unreadable(ValueError):
    """The record says something that cannot be; the message is the reason in Vietnamese."""


def is_storable(text: str) -> bool:
    """Whether a database takes the text: no half of a surrogate pair, no NUL."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


class Reader:
    """The values of one JSON object by name; each method raises Unreadable for what is not of its kind."""

    def __init__(self, values: Any, what: str) -> None:
        """``what`` names the object in the reasons: "Nội dung bản ghi"."""
        if not isinstance(values, Mapping):
            raise Unreadable(f"{what} không đọc được.")
        self.values: Mapping[str, Any] = values
        self.what = what

    def wrong(self, name: str) -> Unreadable:
        """The refusal that names a value."""
        return Unreadable(f"{self.what}: mục “{name}” thiếu hoặc không hợp lệ.")

    def whole(self, name: str, low: int, high: int) -> int:
        """A whole number in [low, high]."""
        value = self.values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.wrong(name)
        return value

    def flag(self, name: str) -> bool:
        """Yes or no."""
        value = self.values.get(name)
        if not isinstance(value, bool):
            raise self.wrong(name)
        return value

    def text(self, name: str, most: int, *, needed: bool = False) -> str:
        """Text in NFC of at most ``most`` characters, trimmed; a missing one is empty unless needed."""
        value = self.values.get(name) or ""
        if not isinstance(value, str) or len(value) > most or not is_storable(value):
            raise self.wrong(name)
        value = nfc(value).strip()
        if needed and not value:
            raise self.wrong(name)
        return value

    def one_of(self, name: str, allowed: Collection[str]) -> str:
        """One of the words."""
        value = self.values.get(name)
        if not isinstance(value, str) or value not in allowed:
            raise self.wrong(name)
        return value

    def moment(self, name: str) -> datetime:
        """An aware moment, in UTC."""
        try:
            value = datetime.fromisoformat(str(self.values.get(name)))
            if value.tzinfo is None:
                raise self.wrong(name)
            value = value.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise self.wrong(name) from error
        if not 2000 <= value.year <= 2200:
            raise self.wrong(name)
        return value

    def day(self, name: str) -> date:
        """A day."""
        try:
            return date.fromisoformat(str(self.values.get(name)))
        except ValueError as error:
            raise self.wrong(name) from error

    def uuid(self, name: str) -> UUID:
        """An id in its usual spelling of 36 characters."""
        return self.as_uuid(self.values.get(name), name)

    def as_uuid(self, value: Any, name: str) -> UUID:
        """The same for a value taken from a list."""
        try:
            read = UUID(str(value))
        except ValueError as error:
            raise self.wrong(name) from error
        if str(read) != str(value).lower() or read.int == 0:
            raise self.wrong(name)
        return read

    def digest(self, name: str) -> str:
        """A SHA-256 in hex."""
        value = self.values.get(name)
        if not isinstance(value, str) or not SHA256.fullmatch(value):
            raise self.wrong(name)
        return value

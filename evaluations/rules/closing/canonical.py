"""The one way in which a value is written as text before it is sealed (S15)."""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any


def canonical(value: Any) -> str:
    """JSON with names sorted, no blanks, letters as they are; decimals as text, exactly as they stand.

    Raises TypeError for what has no one form, ValueError for a number that is none.
    """
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_told
    )


def plain(value: Any) -> Any:
    """The value as JSON gives it back: lists, names and texts only, so that equal ones compare equal."""
    return json.loads(canonical(value))


def _told(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical form")


def sha256(text: str) -> str:
    """The digest of UTF-8 text, 64 hexadecimal characters."""
    return hashlib.sha256(text.encode()).hexdigest()

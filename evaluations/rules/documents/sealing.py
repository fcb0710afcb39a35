"""The digest of an issued paper: what was true and what was printed, in one canonical form.

``tail`` of the content prints the digest itself, so it stays outside; the code that it prints is inside.
"""

import hashlib
import json
from base64 import b32encode
from collections.abc import Mapping
from typing import Any

CODE_BYTES = 10
"""Random bytes of a code: 16 characters of base32, which nobody guesses."""


def code_of(random: bytes) -> str:
    """16 characters A–Z, 2–7 from ten random bytes; raises ValueError for another number of bytes."""
    if len(random) != CODE_BYTES:
        raise ValueError(f"{len(random)} bytes, {CODE_BYTES} are needed")
    return b32encode(random).decode()


def canonical(value: Any) -> bytes:
    """JSON without blanks, names sorted, in UTF-8: the same value always gives the same bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def seal(code: str, facts: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    """The SHA-256 (64 hex digits) of code, facts and content without its tail."""
    printed = {name: value for name, value in content.items() if name != "tail"}
    return hashlib.sha256(canonical({"code": code, "facts": facts, "content": printed})).hexdigest()


def sha256_of(data: bytes) -> str:
    """The SHA-256 of a file, 64 hex digits."""
    return hashlib.sha256(data).hexdigest()

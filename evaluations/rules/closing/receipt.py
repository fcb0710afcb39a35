"""The code of an agency's receipt: short enough to type, derived from the sealed result and nothing else."""

import base64
import hashlib

LENGTH = 16
"""80 bits: nobody finds a second result with the code of a first, nor guesses a code that exists."""


def receipt_code(line_digest: str) -> str:
    """The first 16 base32 characters of the SHA-256 of the result line's digest."""
    return base64.b32encode(hashlib.sha256(line_digest.encode()).digest()).decode()[:LENGTH]


def spaced(code: str) -> str:
    """The code in fours, as it is printed."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))

"""The code of an agency's receipt: short enough to type, derived from the sealed result and nothing else.

The digest of a line is in every export, what the line says is not: nobody works out another's code.
"""

import base64
import hashlib

LENGTH = 16
"""80 bits: nobody finds a second result with the code of a first, nor guesses a code that exists."""


def receipt_code(line_digest: str, payload: str) -> str:
    """The first 16 base32 characters of the SHA-256 of the result line's digest and of what it says.

    The digest makes it one of its kind: a later revision may say the same of an agency.
    """
    sealed = hashlib.sha256(f"receipt\n{line_digest}\n{payload}".encode())
    return base64.b32encode(sealed.digest()).decode()[:LENGTH]


def spaced(code: str) -> str:
    """The code in fours, as it is printed."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))

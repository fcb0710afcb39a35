"""A key that changes each day and is forgotten: for counting what must not be traceable tomorrow.

It lives in memory alone, in one place that all web processes of a server share: gunicorn_conf.py imports this
module before the processes part. At midnight in Vietnam whoever asks first turns it forward by a one-way
function, in that place, so yesterday's key is nowhere any more. Each server counts for itself.
"""

import hashlib
import hmac
import mmap
import multiprocessing
import secrets
from datetime import date

KEY_BYTES = 32
DAY_BYTES = 4
PATIENCE = 1.0
"""Seconds to wait for another process; one that died with the lock in hand does not hold the others."""


class DailyKey:
    """The ratchet; safe among threads, and among processes that part after it was made."""

    def __init__(self, secret: bytes = b"") -> None:
        """Begin with ``secret`` (32 bytes, random unless given) on the day that is asked first."""
        self._memory = mmap.mmap(-1, KEY_BYTES + DAY_BYTES)
        self._memory[:KEY_BYTES] = secret or secrets.token_bytes(KEY_BYTES)
        self._lock = multiprocessing.Lock()

    def digest(self, words: str, on: date) -> str:
        """A mark of ``words`` for the day ``on``, 32 hex digits; for a past day, the newest day's."""
        held = self._lock.acquire(timeout=PATIENCE)
        try:
            key = self._turned_to(on)
        finally:
            if held:
                self._lock.release()
        return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()[:32]

    def _turned_to(self, on: date) -> bytes:
        """The key of ``on``, the keys of days before written over."""
        day = int.from_bytes(self._memory[KEY_BYTES:], "big")
        key = self._memory[:KEY_BYTES]
        if day < on.toordinal():
            for _day in range(on.toordinal() - day if day else 0):
                key = hashlib.sha256(b"next day" + key).digest()
            self._memory[:] = key + on.toordinal().to_bytes(DAY_BYTES, "big")
        return key


SERVER = DailyKey()
"""The key of this server's web processes."""

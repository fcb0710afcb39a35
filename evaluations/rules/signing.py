"""The text that both sides sign on the phone: what was counted and found, in one exact form.

The phone builds the same text (assets/capture/engine/signing.js); its SHA-256 goes into each signature, so a
value that changed after signing is noticed.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from core.clock import VIETNAM
from core.text import nfc
from evaluations.rules.observing import FROM_HEADCOUNT, Attendance, Finding


def signed_text(
    attendance: Attendance | None, counted_at: datetime | None, findings: Mapping[str, Finding]
) -> str:
    """Lines joined by a line feed: the head-count if there is one, then each finding in order of its code.

    Criteria that take their numbers from the head-count follow from its line and have none of their own.
    """
    lines = []
    if attendance is not None and counted_at is not None:
        lines.append(f"DD|{counted_at.astimezone(VIETNAM):%H:%M}|" + "|".join(map(str, attendance)))
    told = sorted(code for code in findings if code not in FROM_HEADCOUNT)
    lines += [_line(code, findings[code]) for code in told]
    return "\n".join(lines)


def signed_sha256(text: str) -> str:
    """The digest of the text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _line(code: str, finding: Finding) -> str:
    note = nfc(finding.note).replace("\r\n", " ").replace("\n", " ").replace("\r", " ").strip()
    marks = (finding.n, finding.k, int(finding.not_applicable), finding.severity, note)
    return f"{code}|" + "|".join(map(str, marks))

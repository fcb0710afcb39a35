"""What a phone records in tests: a head-count and an observation."""

from typing import Any

COUNTED = {
    "counted_at": "2026-11-12T01:15:00.000Z",
    "present": 23,
    "on_duty_away": 0,
    "in_meeting": 0,
    "at_grassroots": 0,
    "on_leave": 2,
    "sick": 0,
    "maternity": 0,
    "unexcused": 1,
}


def seen(n: int = 10, k: int = 8, **other: Any) -> dict[str, Any]:
    """The content of an observation."""
    usual = {"n": n, "k": k, "not_applicable": False, "severity": "none", "note": "", "details": None}
    return usual | other

"""What a line of the plan says, and what is wrong with it, in words for the person who typed it."""

from datetime import date
from typing import NamedTuple

MAX_TOPIC = 200
"""Longest topic and cooperating body, in characters."""

MAX_REASON = 1_000
"""Longest reason, in characters."""


class LineFacts(NamedTuple):
    """One agency in one quarter; ``covers_from``/``covers_to`` are the period looked at, both included."""

    agency_id: int
    quarter: int
    mode: str
    topic: str = ""
    covers_from: date | None = None
    covers_to: date | None = None
    cooperating_body: str = ""
    reason: str = ""


def errors_of(line: LineFacts) -> dict[str, str]:
    """What is wrong, by field; empty when the line may be kept."""
    errors = {}
    if not 1 <= line.quarter <= 4:
        errors["quarter"] = "Quý phải từ 1 đến 4."
    if line.covers_from and line.covers_to and line.covers_to < line.covers_from:
        errors["covers_to"] = "Thời kỳ kiểm tra: ngày cuối không được trước ngày đầu."
    if bool(line.covers_from) != bool(line.covers_to):
        missing = "covers_to" if line.covers_from else "covers_from"
        errors[missing] = "Thời kỳ kiểm tra cần cả ngày đầu và ngày cuối, hoặc bỏ trống cả hai."
    return errors | _lengths(line)


def _lengths(line: LineFacts) -> dict[str, str]:
    limits = {"topic": MAX_TOPIC, "cooperating_body": MAX_TOPIC, "reason": MAX_REASON}
    return {
        name: f"Dài quá {most} ký tự, hãy rút gọn."
        for name, most in limits.items()
        if len(getattr(line, name)) > most
    }

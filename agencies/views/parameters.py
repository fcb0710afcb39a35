"""What the lists read from the address: words, a page, a day; nonsense falls back, it never fails."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from core.text import nfc

PAGE_SIZE = 50
WORDS_LIMIT = 100


def words_of(request: HttpRequest) -> str:
    """The words searched for ("q"), at most 100 characters."""
    return nfc(request.GET.get("q", "")).replace("\x00", "").strip()[:WORDS_LIMIT]


def day_of(request: HttpRequest, today: date) -> date:
    """The day asked for ("ngay", ISO), never after ``today``."""
    try:
        return min(date.fromisoformat(request.GET.get("ngay", "")), today)
    except ValueError:
        return today


def number_of(request: HttpRequest, name: str) -> int | None:
    """A whole number from the address, or None."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def page_of(
    request: HttpRequest, rows: "QuerySet[Any, Any] | Sequence[Any]", size: int = PAGE_SIZE
) -> Page[Any]:
    """The page asked for ("trang"); beyond the ends it is the nearest one."""
    return Paginator(rows, size).get_page(request.GET.get("trang"))

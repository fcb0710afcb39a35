"""An import from Excel in two steps: read and list the problems, then keep once a person agrees.

Between the steps the rows travel in the page, signed for what they are about, so nothing half-done is kept.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing

from core.errors import Refused

SALT = "core.sheet_pages"
MAX_AGE = 2 * 60 * 60
"""Seconds within which what was read may be confirmed."""

MOST_PROBLEMS = 200
"""Problems shown at once; more of them are counted."""


class ReadAgain(Refused):
    """What was read is too old, or was signed for something else (HTTP 409)."""

    def __init__(self) -> None:
        super().__init__("Bản đọc trước đã quá hai giờ hoặc không phải của bạn ở trang này. Hãy đọc lại tệp.")


def sign_rows(rows: Sequence[Any], *about: object) -> str:
    """Rows of JSON values as text that only this portal can have written.

    ``about`` is the page, the thing the rows are for and the person: whoever keeps them says the same.
    """
    return signing.dumps({"about": [str(part) for part in about], "rows": rows}, salt=SALT, compress=True)


def signed_rows(text: str, *about: object) -> list[Any]:
    """The rows as they were signed; raises ReadAgain unless that was for the same, within MAX_AGE."""
    try:
        kept = signing.loads(text, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature as error:
        raise ReadAgain from error
    if kept["about"] != [str(part) for part in about]:
        raise ReadAgain
    rows: list[Any] = kept["rows"]
    return rows


def shown_problems(problems: Sequence[Any]) -> dict[str, Any]:
    """What ``components/sheet_problems.html`` shows."""
    return {
        "problems": problems[:MOST_PROBLEMS],
        "more_problems": max(0, len(problems) - MOST_PROBLEMS),
    }


def sheet_box(help_text: str) -> forms.FileField:
    """The box for the workbook; an empty file is refused by whoever reads it."""
    return forms.FileField(
        label="Tệp Excel (.xlsx)",
        help_text=help_text,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Hãy chọn tệp Excel."},
    )

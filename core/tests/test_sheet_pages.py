"""What was read from a workbook is kept only by whom it was read for, in time, unchanged."""

import pytest
from django.core import signing

from core import sheet_pages
from core.sheet_pages import ReadAgain, sign_rows, signed_rows

ROWS = [[1, "a", None], [2, "b", "2026-11-02"]]


def test_rows_come_back_as_they_were_signed() -> None:
    assert signed_rows(sign_rows(ROWS, "page", 7), "page", 7) == ROWS


@pytest.mark.parametrize("about", [("page", 8), ("other", 7), ("page",)])
def test_rows_for_something_else_are_refused(about: tuple[object, ...]) -> None:
    with pytest.raises(ReadAgain):
        signed_rows(sign_rows(ROWS, "page", 7), *about)


def test_changed_rows_are_refused() -> None:
    with pytest.raises(ReadAgain):
        signed_rows(sign_rows(ROWS, "page", 7) + "x", "page", 7)


def test_old_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_pages, "MAX_AGE", -1)
    with pytest.raises(ReadAgain):
        signed_rows(signing.dumps({"about": [], "rows": []}, salt=sheet_pages.SALT))

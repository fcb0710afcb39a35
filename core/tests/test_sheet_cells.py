"""Cells as people fill them in, and where they are."""

from datetime import date, datetime

import pytest

from core.sheet_cells import Unreadable, Value, address, heading_problems, plain, read_day


def test_columns_have_letters() -> None:
    assert [address(column, 7) for column in (0, 25, 26, 701, 702)] == ["A7", "Z7", "AA7", "ZZ7", "AAA7"]


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (2026.0, "2026"), (1.5, "1.5"), (True, "1"), ("  Sở \n A ", "Sở A")]
)
def test_a_value_in_words(value: Value, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize("value", [date(2026, 11, 2), datetime(2026, 11, 2, 9), "2/11/2026", "2026-11-02"])  # noqa: DTZ001
def test_a_day_in_each_spelling(value: Value) -> None:
    assert read_day(value) == date(2026, 11, 2)


def test_no_day_and_no_such_day() -> None:
    assert read_day(" ") is None
    with pytest.raises(Unreadable, match="31/02/2026"):
        read_day("31/02/2026")


def test_headings_are_the_templates_whatever_their_case() -> None:
    assert heading_problems(["Mã", "Tên"], ["MA", "tên"]) == []
    assert [problem.cell for problem in heading_problems(["Mã", "Tên"], ["Mã"])] == ["B1"]

"""What a document holds and how its values become words."""

from datetime import date
from decimal import Decimal

import pytest

from core.documents.content import Column, ColumnKind, Letterhead, clean, text_of, text_rows, text_totals
from core.tests.documents.samples import MADE_AT, ranking

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("kind", "places", "value", "text"),
    [
        (ColumnKind.TEXT, 2, "Sở Nội vụ", "Sở Nội vụ"),
        (ColumnKind.INTEGER, 2, 31000, "31.000"),
        (ColumnKind.POINTS, 2, Decimal("1234.505"), "1.234,51"),
        (ColumnKind.POINTS, 1, Decimal(0), "0,0"),
        (ColumnKind.SIGNED, 2, Decimal("-0.355"), "−0,36"),
        (ColumnKind.SIGNED, 2, Decimal(1), "+1,00"),
        (ColumnKind.PERCENT, 0, Decimal("0.935"), "94%"),
        (ColumnKind.PERCENT, 1, Decimal("0.9351"), "93,5%"),
        (ColumnKind.DAY, 2, date(2026, 11, 2), "02/11/2026"),
        (ColumnKind.MOMENT, 2, MADE_AT, "02/04/2026 08:00"),
    ],
)
def test_a_value_becomes_words_in_one_place(kind, places, value, text):
    assert text_of(Column("x", kind, places=places), value) == text


@pytest.mark.parametrize("kind", ColumnKind)
def test_no_data_is_a_dash_in_every_column(kind):
    assert text_of(Column("x", kind), None) == "—"


def test_a_total_that_is_not_there_is_left_empty():
    assert text_totals(ranking()) == ["", "Toàn tỉnh", "87,43", "", "90%", "", ""]
    assert text_totals(ranking(totals=None)) == []


def test_missing_and_zero_are_told_apart():
    zero, missing = text_rows(ranking())[1:]
    assert zero[2:5] == ["0,00", "−0,36", "0%"]
    assert missing[2:] == ["—"] * 5


@pytest.mark.parametrize("changes", [{"rows": [(1, 2)]}, {"totals": (1,)}])
def test_a_row_of_another_length_is_an_error(changes):
    with pytest.raises(ValueError, match="for 7 columns"):
        ranking(**changes)


def test_unprintable_characters_go_and_text_is_nfc():
    assert clean("Hoa\u0300\x00\x0b\x1b\ud800\n\tx") == "Hoà\n\tx"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "Vĩnh Long, ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "Vĩnh Long, ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 1), "Vĩnh Long, ngày 01 tháng 3 năm 2026"),
        (date(2026, 12, 31), "Vĩnh Long, ngày 31 tháng 12 năm 2026"),
        (None, "Vĩnh Long, ngày      tháng      năm"),
    ],
)
def test_the_date_of_a_document_is_written_as_the_decree_says(day, words):
    assert Letterhead("A", "B", "Vĩnh Long", day).place_and_day == words


@pytest.mark.parametrize(
    ("title", "stem"),
    [("Bảng xếp hạng (03/2026)", "bang-xep-hang-03-2026"), ("đ" * 200, "d" * 80), ("…", "tai-lieu")],
)
def test_the_file_is_named_after_the_title(title, stem):
    assert ranking(title=title).file_stem == stem


def test_a_wide_table_lies_on_its_side():
    assert not ranking().landscape
    assert ranking(
        columns=[*ranking().columns[:6], Column("Ghi chú", width=30)], rows=[], totals=None
    ).landscape

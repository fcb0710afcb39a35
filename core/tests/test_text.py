"""Vietnamese text: one form, accent-free search, and an order that ICU agrees with."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from core.text import fold, name_sort_key, nfc, squeeze, text_sort_key

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
SYLLABLES = [
    unicodedata.normalize("NFC", onset + vowel + tone + coda)
    for onset in ("", "C", "D", "Đ", "Ngh", "Tr", "Th")
    for vowel in VOWELS
    for tone in TONES
    for coda in ("", "n", "nh", "ng", "i")
]
FAMILY = ["Nguyễn", "Ngô", "Trần", "Trân", "Đỗ", "Dư", "Lê", "Lễ", "Huỳnh", "Võ", "Vũ", "Ê Ban"]
GIVEN = ["Hoa", "Hòa", "Hóa", "Hoan", "Ân", "An", "Ánh", "Anh", "Ấn", "Dũng", "Đạt", "Y Bih", "Ơn", "Ước"]
MIDDLE = ["Thị", "Thi", "Văn", "Vân", "Hữu", "Minh Đức", ""]
NAMES = [squeeze(f"{family} {middle} {given}") for family in FAMILY for middle in MIDDLE for given in GIVEN]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Thị Hòa", "nguyen thi hoa"),
        ("NGUYỄN  THỊ HOÀ ", "nguyen thi hoa"),
        ("Đặng Đình Đức", "dang dinh duc"),
        ("Ước ƠN ưỡn", "uoc on uon"),
        (unicodedata.normalize("NFD", "Huỳnh Thị Diễm"), "huynh thi diem"),
        ("Xã Cái Nhum (mới)", "xa cai nhum (moi)"),
    ],
)
def test_folding_takes_off_every_mark(text, folded):
    assert fold(text) == folded


def test_folding_leaves_plain_letters_for_every_syllable():
    assert all(fold(syllable).isascii() for syllable in SYLLABLES)
    assert {fold(unicodedata.normalize("NFD", syllable)) for syllable in SYLLABLES} == set(
        map(fold, SYLLABLES)
    )


@given(st.text(max_size=60))
def test_folding_and_squeezing_twice_is_once(text):
    assert squeeze(squeeze(text)) == squeeze(text)
    assert nfc(nfc(text)) == nfc(text)
    assert fold(nfc(text)) == fold(text)


def test_squeezing_makes_one_line():
    assert squeeze(" Sở\u00a0 Nội\n\tvụ\u3000") == "Sở Nội vụ"


def test_people_are_ordered_by_given_name_and_then_family():
    names = ["Trần Văn Đạt", "Lê Hòa", "Nguyễn Thị Ân", "Lê Anh", "Trần Hoa", "Lê Hoa", "Đỗ Dũng"]
    ordered = ["Lê Anh", "Nguyễn Thị Ân", "Đỗ Dũng", "Trần Văn Đạt", "Lê Hoa", "Trần Hoa", "Lê Hòa"]
    assert sorted(names, key=name_sort_key) == ordered


def test_things_are_ordered_from_the_left():
    names = ["Xã Đại An", "Xã An Bình", "Phường Ô Môn", "Xã Ấn", "Xã An", "Phường Ơ"]
    ordered = ["Phường Ô Môn", "Phường Ơ", "Xã An", "Xã An Bình", "Xã Ấn", "Xã Đại An"]
    assert sorted(names, key=text_sort_key) == ordered


def test_keys_are_ascii_and_short():
    keys = [key(name) for name in [*NAMES, *SYLLABLES] for key in (name_sort_key, text_sort_key)]
    assert all(key.isascii() and len(key) <= 255 for key in keys)
    assert len(name_sort_key("Ngh" * 200)) == 255


def test_either_unicode_form_and_either_case_give_one_key():
    for name in NAMES:
        decomposed = unicodedata.normalize("NFD", name).upper()
        assert name_sort_key(decomposed) == name_sort_key(name)


@pytest.mark.parametrize(("new", "old"), [("Hòa", "Hoà"), ("Thúy", "Thuý"), ("Huỳnh", "Hùynh")])
def test_both_ways_of_placing_the_tone_count_as_one_name(new, old):
    assert name_sort_key(f"Lê {new}") == name_sort_key(f"Lê {old}")
    assert fold(new) == fold(old)


def icu_order(texts: list[str]) -> list[str]:
    """The texts as PostgreSQL's ICU collation for Vietnamese orders them, syllable by syllable."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT line FROM unnest(%s::text[]) AS line
               ORDER BY string_to_array(lower(line), ' ') COLLATE "vi-x-icu", line COLLATE "C" """,
            [texts],
        )
        return [line for (line,) in cursor.fetchall()]


def given_first(name: str) -> str:
    *before, given_name = name.split(" ")
    return " ".join([given_name, *before])


@pytest.mark.postgres
def test_syllables_are_ordered_as_icu_orders_them(db):
    unique = sorted(set(SYLLABLES))
    assert sorted(unique, key=lambda one: (text_sort_key(one), one)) == icu_order(unique)


@pytest.mark.postgres
def test_names_are_ordered_as_icu_orders_them(db):
    turned = sorted({given_first(name) for name in NAMES})
    assert len(turned) > 1000
    assert sorted(turned, key=lambda one: (text_sort_key(one), one)) == icu_order(turned)
    names = {given_first(name): name for name in NAMES}
    assert [name_sort_key(names[line]) for line in turned] == [text_sort_key(line) for line in turned]


@pytest.mark.parametrize(
    "heap",
    ["a" + "\u0301\u0323" * 500_000, "\u0f73" * 700_000, ("\u1ec7" + "\u0316" * 31) * 20_000],
    ids=["two classes by turns", "marks that come apart", "many heaps"],
)
def test_a_heap_of_marks_is_cut_before_it_is_put_in_order(heap):
    """Whole, the first would take a quarter of an hour; nobody's name carries more than a few."""
    for kept in (nfc(heap), squeeze(heap), fold(heap)):
        assert len(kept) < len(heap)
    assert nfc(nfc(heap)) == nfc(heap)


def test_marks_that_people_write_stay():
    written = "Zalgo" + "\u0301" * 30 + " ệ ผู้ כָּ" * 50
    assert nfc(written) == unicodedata.normalize("NFC", written)

"""What an entry may say, and when it is the same thing again."""

from datetime import date, datetime

import pytest

from core.sheet_cells import Unreadable
from registers.rules.catalogue import BY_CODE, Field, FieldKind
from registers.rules.contents import (
    Contents,
    entry_key,
    problems,
    read_field,
    read_fields,
    title_of,
)

TODAY = date(2026, 11, 20)
DAY = Field(name="day_of", label="Ngày", kind=FieldKind.DAY)
COUNT = Field(name="n", label="Số", kind=FieldKind.INTEGER, least=1, most=12)
TICK = Field(name="posted", label="Niêm yết", kind=FieldKind.TICK)
CHOICE = Field(name="rule", label="Loại", kind=FieldKind.CHOICE, choices=(("office", "Nội quy cơ quan"),))
TEXT = Field(name="note", label="Ghi chú")
LONG = Field(name="about", label="Cách làm", kind=FieldKind.LONG)


@pytest.mark.parametrize(
    ("one", "written", "kept"),
    [
        (DAY, "31/12/2026", "2026-12-31"),
        (DAY, "2026-12-31", "2026-12-31"),
        (DAY, datetime(2026, 12, 31), "2026-12-31"),  # noqa: DTZ001 - as sheets give it
        (DAY, "", None),
        (COUNT, "12", 12),
        (COUNT, 3.0, 3),
        (COUNT, None, None),
        (TICK, "x", True),
        (TICK, "Có", True),
        (TICK, "", False),
        (TICK, True, True),
        (CHOICE, "nội quy cơ quan", "office"),
        (CHOICE, "office", "office"),
        (TEXT, "  hai   chữ ", "hai chữ"),
        (TEXT, "cộng", "cộng"),
        (LONG, "một\nhai 🙂", "một\nhai 🙂"),
    ],
)
def test_a_value_is_read(one: Field, written: object, kept: object) -> None:
    assert read_field(one, written) == kept  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "written", "words"),
    [
        (DAY, "31/02/2026", "không phải là ngày"),
        (DAY, "hôm qua", "không phải là ngày"),
        (COUNT, "13", "từ 1 đến 12"),
        (COUNT, "-1", "số nguyên"),
        (COUNT, "²", "số nguyên"),
        (TICK, "có lẽ", "x"),
        (CHOICE, "khác", "Nội quy cơ quan"),
        (TEXT, "a" * 100_000, "200 ký tự"),
        (LONG, "a" * 100_000, "2000 ký tự"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(one: Field, written: object, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_field(one, written)  # type: ignore[arg-type]


def test_missing_fields_are_named() -> None:
    kept, wrong = read_fields(BY_CODE["dossiers"], {"month": "10", "total": "5"})
    assert kept == {"month": 10, "total": 5}
    assert set(wrong) == {"online"}


def _contents(**given: object) -> Contents:
    usual = {"agency": 1, "year": 2026, "day": date(2026, 2, 3), "number": "9/QĐ", "title": "Quy chế"}
    return Contents(**{**usual, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("register", "given", "field"),
    [
        ("yearly_plan", {"day": date(2026, 11, 21)}, "day"),
        ("yearly_plan", {"day": date(1926, 2, 3)}, "day"),
        ("yearly_plan", {"year": 2030}, "year"),
        ("yearly_plan", {"year": 1999}, "year"),
        ("yearly_plan", {"number": ""}, "number"),
        ("yearly_plan", {"title": ""}, "title"),
        ("yearly_plan", {"title": "a" * 301}, "title"),
        ("dossiers", {"details": {"month": 1, "total": 5, "online": 6}}, "online"),
        ("dossiers", {"details": {"month": 1, "total": 5, "online": 5, "paid": 9}}, "paid"),
        ("breach", {"details": {"happened_on": "2026-02-04", "due_on": "2026-03-01"}}, "happened_on"),
        ("breach", {"details": {"happened_on": "2026-02-01", "due_on": "2026-02-02"}}, "due_on"),
        ("iso_certificate", {"details": {"ends_on": "2026-02-01"}}, "ends_on"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(register: str, given: dict, field: str) -> None:
    assert set(problems(BY_CODE[register], _contents(**given), today=TODAY)) >= {field}


def test_a_standing_rule_may_be_of_years_ago() -> None:
    said = _contents(year=2026, day=date(2019, 5, 1), details={"rule": "office"})
    assert problems(BY_CODE["internal_rules"], said, today=TODAY) == {}


def test_figures_of_a_month_name_themselves() -> None:
    assert title_of(BY_CODE["dossiers"], _contents(details={"month": 3})) == "Tháng 03"


class TestOneActCountsOnce:
    """NĐ 233/2026 Điều 14.3 điểm a, b."""

    act = {"happened_on": "2026-01-28", "breach": "GT", "due_on": "2026-08-10"}

    def _key(self, **given: object) -> str:
        return entry_key(BY_CODE["breach"], _contents(staff=7, details=self.act, **given))

    def test_in_whatever_year_it_is_entered(self) -> None:
        assert self._key(year=2026) == self._key(year=2027)

    def test_by_whatever_agency_and_number(self) -> None:
        assert self._key() == self._key(agency=2, number="77/KL")

    def test_another_person_day_or_kind_is_another_act(self) -> None:
        base = self._key()
        register = BY_CODE["breach"]
        assert entry_key(register, _contents(staff=8, details=self.act)) != base
        other_day = {**self.act, "happened_on": "2026-01-27"}
        assert entry_key(register, _contents(staff=7, details=other_day)) != base
        assert entry_key(register, _contents(staff=7, details={**self.act, "breach": "TP"})) != base

    def test_an_act_of_a_unit_is_the_units(self) -> None:
        register = BY_CODE["breach"]
        one = entry_key(register, _contents(unit=5, details=self.act))
        assert one != entry_key(register, _contents(unit=6, details=self.act))


def test_a_document_number_is_the_same_however_it_is_spaced() -> None:
    register = BY_CODE["internal_rules"]
    one = _contents(details={"rule": "office"}, number="12/QĐ-STP")
    other = _contents(details={"rule": "office"}, number="12 / qđ-stp")
    assert entry_key(register, one) == entry_key(register, other)


def test_sessions_may_repeat() -> None:
    assert entry_key(BY_CODE["training"], _contents()) == ""

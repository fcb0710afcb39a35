"""Codes, days, the draw, lists: plain computing."""

from collections import Counter as Tally
from datetime import date

import pytest

from feedback.rules.visits.codes import LENGTH, SIGNS, grouped, new_code, read_code, with_check_sign
from feedback.rules.visits.days import is_live, last_day, live_months
from feedback.rules.visits.draw import Ticket, draw_key, drawn
from feedback.rules.visits.lists import (
    HEADINGS,
    CounterSpan,
    Desk,
    Unreadable,
    is_phone,
    person_of,
    read_rows,
    read_table,
)

TODAY = date(2026, 11, 20)
COUNTERS = {
    "quay 1": CounterSpan(7, date(2025, 7, 1), None),
    "quay moi": CounterSpan(8, date(2026, 11, 19), None),
    "quay cu": CounterSpan(9, date(2025, 7, 1), date(2026, 11, 10)),
}
DESK = Desk(COUNTERS, TODAY)


def test_each_wrong_sign_and_each_swap_is_noticed() -> None:
    code = new_code()
    for place in range(LENGTH):
        for sign in set(SIGNS) - {code[place]}:
            assert read_code(code[:place] + sign + code[place + 1 :]) is None
    for one in range(LENGTH):
        for other in range(one + 1, LENGTH):
            swapped = list(code)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            if swapped != list(code):
                assert read_code("".join(swapped)) is None


@pytest.mark.parametrize("how", ["{}", " {} ", "{}\u00a0"])
def test_a_code_is_read_however_it_is_typed(how: str) -> None:
    code = with_check_sign("BCF234567")
    assert read_code(how.format(code.lower())) == code
    assert read_code(how.format(grouped(code))) == code
    assert read_code(" ".join(code)) == code


@pytest.mark.parametrize("text", ["", "BCF2345678", "O" * 10, "đ" * 10, "\x00" * 10, "2" * 41, "💥" * 10])
def test_what_is_no_code_is_none(text: str) -> None:
    assert read_code(text) is None or text == "2" * 10


def test_a_vietnamese_keyboard_cannot_change_a_code() -> None:
    """Telex and VNI need a vowel, D or W to act on."""
    assert not set(SIGNS) & set("AEIOUYDWZ01LS")


def test_codes_are_not_alike() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert len(Tally(code[0] for code in codes)) == len(SIGNS)


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        (date(2026, 10, 31), False),
        (date(2026, 11, 1), True),
        (date(2026, 12, 7), True),
        (date(2026, 12, 8), False),
    ],
)
def test_a_month_lives_a_week_longer(on: date, answer: bool) -> None:
    assert is_live(date(2026, 11, 1), on) is answer
    assert last_day(date(2026, 11, 1)) == last_day(date(2026, 11, 30)) == date(2026, 12, 7)


def test_two_months_live_in_the_first_week() -> None:
    assert live_months(date(2026, 12, 7)) == [date(2026, 12, 1), date(2026, 11, 1)]
    assert live_months(date(2026, 12, 8)) == [date(2026, 12, 1)]
    assert live_months(date(2027, 1, 3)) == [date(2027, 1, 1), date(2026, 12, 1)]


def tickets(count: int, person: str = "") -> list[Ticket]:
    return [Ticket(f"A-{number}", person) for number in range(count)]


@pytest.mark.parametrize(("count", "share", "wanted"), [(10, 100, 10), (10, 25, 3), (1, 1, 1), (0, 50, 0)])
def test_the_share_is_rounded_up(count: int, share: int, wanted: int) -> None:
    assert len(drawn(tickets(count), seed="s", share=share, cap=4, given={})) == wanted


def test_the_seed_alone_decides_and_anyone_redoes_it() -> None:
    given = {"share": 30, "cap": 4, "given": {}}
    first = drawn(tickets(100), seed="a", **given)
    assert first == drawn(reversed(tickets(100)), seed="a", **given)
    assert first == sorted(first, key=lambda one: draw_key("a", one))
    assert first != drawn(tickets(100), seed="b", **given)


def test_each_visit_is_as_likely_as_another() -> None:
    hits = Tally(
        one for seed in range(400) for one in drawn(tickets(10), seed=str(seed), share=30, cap=4, given={})
    )
    assert all(80 <= hits[f"A-{number}"] <= 165 for number in range(10))


def test_nobody_gets_more_codes_than_the_cap() -> None:
    many = [*tickets(6, "p"), Ticket("B-1", "q"), Ticket("C-1"), Ticket("C-2")]
    invited = drawn(many, seed="s", share=100, cap=4, given={"q": 4})
    assert sum(one.startswith("A") for one in invited) == 4
    assert not [one for one in invited if one.startswith("B")]
    assert {"C-1", "C-2"} <= set(invited)


def test_whoever_is_passed_over_makes_room_for_the_next() -> None:
    many = [*tickets(9, "p"), Ticket("B-1", "q")]
    invited = drawn(many, seed="s", share=20, cap=1, given={})
    assert len(invited) == 2
    assert "B-1" in invited


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("+84 901 234 567", "0901234567"),
        ("84901234567", "0901234567"),
        ("0901.234.567", "0901234567"),
        ("(090) 123-4567", "0901234567"),
        ("h56.01-2", "H56.01-2"),
        ("", ""),
    ],
)
def test_a_telephone_has_one_spelling(text: str, person: str) -> None:
    assert person_of(text) == person
    assert is_phone(person) is (person[:1] == "0")


@pytest.mark.parametrize("text", ["Nguyễn Văn A", "=1+1", "a b", "x" * 61, "@me"])
def test_what_names_nobody_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        person_of(text)


def test_a_list_is_read() -> None:
    rows = [
        list(HEADINGS),
        ["A-1", "Quầy 1", "20/11/2026", "0901234567"],
        [""],
        ["A-2", "", "2026-11-19", ""],
    ]
    reading = read_table(rows, DESK)
    assert not reading.problems
    assert [tuple(line) for line in reading.lines] == [
        (2, "A-1", 7, TODAY, "0901234567"),
        (4, "A-2", None, date(2026, 11, 19), ""),
    ]


def test_the_last_column_may_be_missing() -> None:
    assert not read_table([["ma luot", "quay", "ngay"], ["A-1", "", "20/11/2026"]], DESK).problems


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (["", "", "20/11/2026"], "A2", "Ghi mã lượt"),
        (["=cmd|' /C calc'!A0", "", "20/11/2026"], "A2", "Ghi mã lượt"),
        (["A-1", "Quầy 9", "20/11/2026"], "B2", "không có quầy nào"),
        (["A-1", "Quầy mới", "18/11/2026"], "B2", "quầy này không mở"),
        (["A-1", "Quầy cũ", "20/11/2026"], "B2", "quầy này không mở"),
        (["A-1", "", ""], "C2", "Hãy ghi ngày"),
        (["A-1", "", "30/02/2026"], "C2", "không phải là ngày"),
        (["A-1", "", "21/11/2026"], "C2", "chưa tới"),
        (["A-1", "", "31/10/2026"], "C2", "chỉ nhận đến hết ngày 07/11/2026"),
        (["A-1", "", "20/11/2026", "Bà Tư"], "D2", "số điện thoại"),
    ],
)
def test_each_mistake_is_named_by_its_cell(row: list[str], cell: str, words: str) -> None:
    (problem,) = read_table([list(HEADINGS), row], DESK).problems
    assert problem.cell == cell
    assert words in problem.text


def test_the_same_number_twice_is_a_mistake() -> None:
    (problem,) = read_table([list(HEADINGS), *[["A-1", "", "20/11/2026"]] * 2], DESK).problems
    assert problem == ("A3", "Trùng với A2.")


def test_a_call_names_its_places() -> None:
    problems = read_rows([["A-1", "", "2026-11-20", ""], ["A-2", "Quầy 9", "2026-11-20", ""]], DESK).problems
    assert [problem.cell for problem in problems] == ["luot[1].quay"]


@pytest.mark.parametrize("rows", [[], [["Mã", "Quầy", "Ngày"]], [list(HEADINGS)]])
def test_a_table_without_heading_or_rows_is_refused(rows: list[list[str]]) -> None:
    assert read_table(rows, DESK).problems

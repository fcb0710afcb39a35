"""Figures added up from cells: which may be told, what stands together, what waits for the end."""

from datetime import date
from decimal import Decimal

import pytest

from feedback.rules.heard import (
    WIDTH,
    Heard,
    added,
    channel_split,
    channels_of,
    month_of,
    reasons_at,
    reasons_of,
    verified_of,
)
from feedback.rules.release import Cell
from feedback.rules.response import response_rate, response_words, visits_at, visits_to, visits_together

FIRST, END = date(2026, 11, 1), date(2026, 12, 1)
DAY = date(2026, 11, 12)


def sums(stars: int = 20, **counts: int) -> tuple[int, ...]:
    """The sums of a cell; reasons by place as ``r0`` …, ``kiosk``, ``slips``, ``verified``, ticks ``t0`` …"""
    names = [
        "stars",
        *(f"t{n}" for n in range(8)),
        *(f"r{n}" for n in range(8)),
        "kiosk",
        "slips",
        "verified",
    ]
    given = {"stars": stars} | counts
    row = tuple(given.get(name, 0) for name in names)
    assert len(row) == WIDTH
    return row


def cell(n: int, *counters: int, day: date = DAY, **counts: int) -> Cell:
    return Cell(counters, day, n, sums(**({"stars": 4 * n} | counts)))


def test_the_parts_add_up_to_the_whole() -> None:
    month = month_of([cell(5, 1), cell(6, 1, 2), cell(7, 3), cell(8)], ends_on=END, today=END)
    assert {key: one.answers for key, one in month.counters.items()} == {1: 5, 3: 7}
    assert (month.together.answers, month.few, month.late.answers) == (6, (1, 2), 8)
    assert month.whole.answers == 26
    assert [one.is_whole for one in month.counters.values()] == [False, True]


def test_of_no_cells_nothing_is_told() -> None:
    month = month_of([], ends_on=END, today=END)
    assert (month.counters, month.together, month.late, month.whole) == ({}, None, None, None)
    assert added([]) is None


def test_marks_and_shares() -> None:
    month = month_of([cell(8, 1, stars=39, t0=8, t7=2)], ends_on=END, today=END)
    one = month.counters[1]
    assert one.mean == Decimal("4.88")
    assert (one.shares[0], one.shares[7]) == (1, Decimal("0.25"))


def test_ways_reasons_and_proofs_wait_for_the_end_of_the_month() -> None:
    running = month_of([cell(20, 1, r0=9, slips=8, verified=9)], ends_on=END, today=DAY)
    over = month_of([cell(20, 1, r0=9, slips=8, verified=9)], ends_on=END, today=END)
    one = running.counters[1]
    assert (channels_of(one), verified_of(one)) == (None, None)
    assert set(reasons_at(running, 1)) == set(reasons_of(running)) == {None}
    one = over.counters[1]
    assert (channels_of(one), verified_of(one), reasons_at(over, 1)[0]) == ((12, 0, 8), 9, 9)


@pytest.mark.parametrize(
    ("kiosk", "slips", "apart"),
    [(0, 0, True), (5, 0, True), (1, 0, False), (8, 8, False), (0, 20, True), (0, 19, False)],
)
def test_ways_are_told_apart_where_each_is_none_or_five(kiosk: int, slips: int, apart: bool) -> None:
    one = Heard(DAY, 20, sums(kiosk=kiosk, slips=slips), True)
    assert channels_of(one) == ((20 - kiosk - slips, kiosk, slips) if apart else None)


def test_an_agency_tells_only_what_its_counters_tell() -> None:
    """Of the second counter three slips are not told; the agency's sum would give them away."""
    month = month_of([cell(20, 1, slips=6), cell(9, 2, slips=3)], ends_on=END, today=END)
    assert channel_split(month) == ((14, 0, 6), 9)


def test_a_reason_few_named_at_one_counter_hides_the_smallest_of_the_others() -> None:
    month = month_of([cell(20, 1, r0=9), cell(20, 2, r0=6), cell(9, 3, r0=2)], ends_on=END, today=END)
    assert reasons_of(month)[0] == 17
    assert [reasons_at(month, counter)[0] for counter in (1, 2, 3)] == [9, None, None]


@pytest.mark.parametrize(
    ("answers", "visits", "rate", "words"),
    [
        (50, 200, Decimal("0.25"), "25% của 200 lượt đến"),
        (50, 0, None, "chưa có số lượt đến"),
        (50, 49, None, "danh sách lượt đến chưa đủ"),
        (50, 50, 1, "100% của 50 lượt đến"),
    ],
)
def test_a_response_rate_needs_a_whole_list(answers: int, visits: int, rate: Decimal, words: str) -> None:
    assert response_rate(answers, visits) == rate
    assert response_words(answers, visits) == words


def test_visits_are_those_of_the_days_that_are_told() -> None:
    came = {(1, DAY): 10, (1, date(2026, 11, 20)): 90, (2, FIRST): 5, (None, FIRST): 7}
    running = month_of([cell(5, 1)], ends_on=END, today=date(2026, 11, 25))
    over = month_of([cell(5, 1), cell(5, 1, day=date(2026, 11, 30))], ends_on=END, today=END)
    assert (visits_at(came, 1, running.counters[1]), visits_to(came, running)) == (10, 10)
    assert (visits_at(came, 1, over.counters[1]), visits_to(came, over)) == (100, 112)


def test_visits_to_counters_told_together_are_those_told_of_none_alone() -> None:
    came = {(1, DAY): 10, (1, date(2026, 11, 20)): 90, (2, FIRST): 5, (3, FIRST): 7}
    shared = month_of([cell(5, 1), cell(6, 1, 2, day=date(2026, 11, 30))], ends_on=END, today=END)
    assert visits_together(came, shared) == 95
    alone = month_of([cell(5, 1)], ends_on=END, today=END)
    assert visits_together(came, alone) == 0

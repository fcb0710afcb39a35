"""Days, months and moments in Vietnam, and working days around Tết."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from core.dates import (
    add_working_days,
    format_day,
    format_moment,
    format_month,
    is_working_day,
    working_days_before,
)

DAYS = st.dates(date(1999, 1, 1), date(2101, 12, 31))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 2, 28, 16, 59, 59, 999999, tzinfo=UTC), date(2026, 2, 28)),
        (datetime(2026, 2, 28, 17, 0, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2024, 2, 28, 17, 0, tzinfo=UTC), date(2024, 2, 29)),
        (datetime(2024, 2, 29, 17, 0, tzinfo=UTC), date(2024, 3, 1)),
        (datetime(2025, 12, 31, 16, 59, 59, tzinfo=UTC), date(2025, 12, 31)),
        (datetime(2025, 12, 31, 17, 0, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2026, 4, 1, 0, 0, tzinfo=clock.VIETNAM), date(2026, 4, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_vietnam(moment, day):
    assert clock.local_day(moment) == day


def test_today_is_the_day_in_vietnam():
    with time_machine.travel(datetime(2026, 10, 31, 17, 30, tzinfo=UTC), tick=False):
        assert clock.today() == date(2026, 11, 1)
        assert clock.now() == datetime(2026, 10, 31, 17, 30, tzinfo=UTC)


def test_a_clock_of_another_zone_changes_nothing():
    with time_machine.travel(datetime.fromisoformat("2026-10-31T10:30:00-07:00"), tick=False):
        assert clock.today() == date(2026, 11, 1)


@given(DAYS)
def test_a_month_holds_its_instants_and_no_other(day):
    start, end = clock.month_start(day), clock.next_month(day)
    first, last = clock.start_of_day(start), clock.start_of_day(end) - timedelta(microseconds=1)
    assert clock.month_start(clock.local_day(first)) == start
    assert clock.month_start(clock.local_day(last.astimezone(UTC))) == start
    assert clock.local_day(first - timedelta(microseconds=1)) == start - timedelta(days=1)
    assert clock.local_day(clock.start_of_day(end).astimezone(UTC)) == end


@given(DAYS)
def test_months_follow_one_another(day):
    following = clock.next_month(day)
    assert following.day == 1
    assert clock.month_start(following - timedelta(days=1)) == clock.month_start(day)
    assert clock.months_back(following, 1) == clock.month_start(day)


@pytest.mark.parametrize(
    ("day", "count", "first"),
    [
        (date(2024, 2, 29), 0, date(2024, 2, 1)),
        (date(2024, 2, 29), 12, date(2023, 2, 1)),
        (date(2026, 3, 31), 1, date(2026, 2, 1)),
        (date(2026, 1, 31), 1, date(2025, 12, 1)),
        (date(2026, 1, 1), 13, date(2024, 12, 1)),
        (date(2026, 12, 31), 11, date(2026, 1, 1)),
        (date(2025, 12, 15), -1, date(2026, 1, 1)),
    ],
)
def test_going_back_by_months(day, count, first):
    assert clock.months_back(day, count) == first


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 1, 31), date(2026, 12, 31), date(2023, 2, 28)])
def test_the_next_month_of_a_last_day_skips_none(day):
    assert clock.next_month(day) == day + timedelta(days=1)


def test_days_and_moments_are_written_the_vietnamese_way():
    assert format_day(date(2026, 11, 2)) == "02/11/2026"
    assert format_moment(datetime(2026, 11, 1, 17, 5, tzinfo=UTC)) == "02/11/2026 00:05"
    assert format_month(date(2026, 11, 30)) == "11/2026"
    assert format_day(None) == format_moment(None) == "—"


@pytest.mark.parametrize(
    ("day", "count", "result"),
    [
        # Tết 2026: Monday 16 to Friday 20 February
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 2, 17), 0, date(2026, 2, 23)),
        (date(2026, 2, 12), 5, date(2026, 2, 26)),
        # Tết 2027: Thursday 4 to Wednesday 10 February
        (date(2027, 2, 3), 1, date(2027, 2, 11)),
        (date(2027, 2, 6), 0, date(2027, 2, 11)),
        (date(2027, 2, 6), 1, date(2027, 2, 12)),
        # Hùng Kings on a Sunday, made up for on Monday; then 30 April and 1 May
        (date(2026, 4, 24), 1, date(2026, 4, 28)),
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
        # new year's eve into the next year
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        # a plain week
        (date(2026, 3, 4), 0, date(2026, 3, 4)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 0, date(2026, 3, 9)),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(day, count, result):
    assert add_working_days(day, count) == result


def test_a_saturday_worked_for_a_monday_off_counts():
    assert is_working_day(date(2026, 8, 22))
    assert not is_working_day(date(2026, 8, 31))
    assert add_working_days(date(2026, 8, 21), 1) == date(2026, 8, 22)


@given(DAYS, st.integers(0, 15))
def test_counting_working_days_is_counting_one_at_a_time(day, count):
    ahead = add_working_days(day, count)
    assert is_working_day(ahead)
    assert add_working_days(day, count + 1) == add_working_days(ahead, 1) > ahead


@pytest.mark.parametrize(
    ("day", "count", "result"),
    [
        (date(2026, 3, 9), 1, date(2026, 3, 6)),
        (date(2026, 3, 8), 1, date(2026, 3, 6)),
        (date(2026, 2, 23), 5, date(2026, 2, 9)),
        (date(2026, 3, 8), 0, date(2026, 3, 8)),
    ],
)
def test_working_days_before_a_day_leave_it_out(day, count, result):
    assert working_days_before(day, count) == result


@given(DAYS, st.integers(1, 15))
def test_working_days_there_and_back_again(day, count):
    back = working_days_before(day, count)
    assert add_working_days(back, count) == add_working_days(day, 0)


@pytest.mark.parametrize("counted", [add_working_days, working_days_before])
def test_working_days_are_counted_in_one_direction(counted):
    with pytest.raises(ValueError, match="negative"):
        counted(date(2026, 1, 1), -1)

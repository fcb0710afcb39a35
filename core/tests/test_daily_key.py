"""The daily key: one mark a day, nothing to be had of yesterday, one key for all processes of a server."""

import os
from datetime import date, timedelta

from core.daily_key import DailyKey

DAY = date(2026, 11, 20)
SECRET = bytes(range(32))


def test_a_source_has_one_mark_a_day() -> None:
    key = DailyKey()
    assert key.digest("10.0.0.1", DAY) == key.digest("10.0.0.1", DAY)
    assert key.digest("10.0.0.1", DAY) != key.digest("10.0.0.2", DAY)
    assert len(key.digest("10.0.0.1", DAY)) == 32


def test_marks_of_two_days_cannot_be_joined() -> None:
    key = DailyKey()
    marks = {key.digest("10.0.0.1", DAY + timedelta(days=days)) for days in range(30)}
    assert len(marks) == 30


def test_yesterday_is_forgotten() -> None:
    """Asked for a past day the key gives today's mark, for yesterday's is nowhere any more."""
    key = DailyKey(SECRET)
    before = key.digest("10.0.0.1", DAY)
    assert SECRET in key._memory[:]
    today = key.digest("10.0.0.1", DAY + timedelta(days=1))
    assert key.digest("10.0.0.1", DAY) == today != before
    assert SECRET not in key._memory[:]


def test_a_key_that_slept_is_turned_as_often_as_one_that_was_asked_each_day() -> None:
    busy, sleeper = DailyKey(SECRET), DailyKey(SECRET)
    for key, days in ((busy, (0, 1, 2, 3, 4, 5)), (sleeper, (0, 5))):
        marks = [key.digest("10.0.0.1", DAY + timedelta(days=day)) for day in days]
    assert marks[-1] == busy.digest("10.0.0.1", DAY + timedelta(days=5))


def test_processes_that_parted_share_the_key_and_its_turning() -> None:
    key = DailyKey()
    first = key.digest("10.0.0.1", DAY)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:  # the other process turns the key forward, then tells its mark
        os.write(writer, key.digest("10.0.0.1", DAY + timedelta(days=1)).encode())
        os._exit(0)
    os.waitpid(child, 0)
    told = os.read(reader, 64).decode()
    assert told != first
    assert key.digest("10.0.0.1", DAY) == told


def test_two_starts_have_two_keys() -> None:
    assert DailyKey().digest("x", DAY) != DailyKey().digest("x", DAY)

"""The shared cache: what one node writes another reads, by one statement, and nothing live is forgotten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import shared_cache
from core.shared_cache import SharedCache

START = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@pytest.fixture
def first(db: None) -> SharedCache:
    return SharedCache("portal_cache", {})


@pytest.fixture
def second(db: None) -> SharedCache:
    return SharedCache("portal_cache", {})


def test_a_value_is_read_by_another_node(first: SharedCache, second: SharedCache) -> None:
    first.set("attempts", [3, 2.5], 60)
    assert second.get("attempts") == [3, 2.5]
    first.set("attempts", [4], 60)
    assert second.get_many(["attempts", "nothing"]) == {"attempts": [4]}
    second.delete("attempts")
    assert first.get("attempts") is None


@pytest.mark.parametrize(
    ("seconds", "added", "read"),
    [(0, False, "one"), (9, False, "one"), (11, True, "two"), (3600, True, "two")],
)
def test_only_one_adds_until_it_expires(
    first: SharedCache, second: SharedCache, seconds: int, added: bool, read: str
) -> None:
    with time_machine.travel(START, tick=False):
        assert first.add("lock", "one", 10) is True
    with time_machine.travel(START + timedelta(seconds=seconds), tick=False):
        assert second.add("lock", "two", 10) is added
        assert first.get("lock") == read


def test_touch_lengthens_a_life_and_never_gives_one(first: SharedCache) -> None:
    assert first.touch("nobody", 60) is False
    with time_machine.travel(START, tick=False):
        first.set("one", 1, 10)
        assert first.touch("one", 100) is True
    with time_machine.travel(START + timedelta(seconds=50), tick=False):
        assert first.get("one") == 1
    with time_machine.travel(START + timedelta(seconds=101), tick=False):
        assert first.touch("one", 100) is False


def test_what_has_no_end_stays(first: SharedCache) -> None:
    first.set("for-ever", 1, None)
    with time_machine.travel(START + timedelta(days=36500), tick=False):
        assert first.get("for-ever") == 1


@pytest.mark.parametrize("write", ["set", "add"])
def test_a_write_is_one_statement(first: SharedCache, write: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_cache.random, "randrange", lambda end: 1)
    with CaptureQueriesContext(connection) as queries:
        getattr(first, write)("attempts", 3, 60)
    assert len(queries) == 1


def test_the_sweep_takes_what_expired_and_nothing_else(
    first: SharedCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_cache.random, "randrange", lambda end: 1)
    with time_machine.travel(START, tick=False):
        for number in range(30):
            first.set(f"old-{number}", number, 10)
            first.set(f"live-{number}", number, 300)
    monkeypatch.setattr(shared_cache.random, "randrange", lambda end: 0)
    with time_machine.travel(START + timedelta(seconds=60), tick=False):
        first.set("one-more", 1, 300)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM portal_cache")
            assert cursor.fetchone()[0] == 31


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_takes_the_lock() -> None:
    def take(number: int) -> bool:
        try:
            return SharedCache("portal_cache", {}).add("lock", number, 10)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(take, range(40))) == 1


def test_a_count_is_added_to_by_one_statement_and_keeps_its_end(first: SharedCache) -> None:
    with time_machine.travel(START, tick=False):
        first.set("tries", 3, 10)
        with CaptureQueriesContext(connection) as queries:
            assert first.incr("tries") == 4
        assert len(queries) == 1
        assert first.incr("tries", 5) == 9
        assert first.get("tries") == 9
    with (
        time_machine.travel(START + timedelta(seconds=11), tick=False),
        pytest.raises(ValueError, match="tries"),
    ):
        first.incr("tries")


@pytest.mark.parametrize("value", [None, "3", [3], True])
def test_what_is_no_count_is_not_added_to(first: SharedCache, value: object) -> None:
    first.set("other", value, 60)
    with pytest.raises(ValueError, match="other"):
        first.incr("other")
    assert first.get("other") == value


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_none_is_lost_from_a_count() -> None:
    def add(number: int) -> int:
        try:
            return SharedCache("portal_cache", {}).incr("tries")
        finally:
            connection.close()

    SharedCache("portal_cache", {}).add("tries", 0, 60)
    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(add, range(80))) == list(range(1, 81))

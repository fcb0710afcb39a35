"""The faults of a closing, in small: raced, killed, attacked. In numbers: ``./portal bench close``."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from bench.close_attacks import attack
from bench.close_books import judge
from bench.close_closed import furnished
from bench.close_crash import SPARE, crash_everywhere
from bench.close_places import ROLE, ROOT
from bench.close_race import leave, race
from bench.close_world import make_months, make_world
from evaluations.gather.sets import load_set

RACES, STEP = 20, 9


@pytest.fixture(autouse=True)
def no_kept_sets() -> Any:
    """Ids come again after a flush, and other sets with them."""
    load_set.cache_clear()
    yield
    load_set.cache_clear()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_no_fact_of_a_raced_month_is_lost() -> None:
    world, chance = make_world(), random.Random(6)
    with ThreadPoolExecutor(10) as lanes:
        races = [
            race(world, month.pk, chance, lanes, still=number % 2 == 0, two=number % 4 < 2)
            for number, month in enumerate(make_months(world, RACES))
        ]
        leave(lanes)
    told = judge(races, world)
    assert (told["raced"], told["wrong"], told["doubled"], told["why"]) == (RACES, 0, 0, [])
    assert told["accepted"] + told["refused"] == 8 * RACES


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_killed_closing_leaves_the_month_open_or_closed_whole() -> None:
    world = make_world()
    told = crash_everywhere(world, make_months(world, SPARE), STEP)
    assert (told["between"], told["why"]) == (0, [])
    assert told["crash_points"] > 10
    assert told["whole"] > 0


@pytest.mark.django_db
def test_every_attempt_on_a_closed_month_is_refused() -> None:
    closed = furnished(make_world())
    with as_the_portal():
        told = attack(closed)
    assert told["let"] == []
    assert told["attempts"] >= 40


@contextmanager
def as_the_portal() -> Iterator[None]:
    """On PostgreSQL as the role that owns nothing, which goes with the test's transaction."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {ROLE}")
        cursor.execute((ROOT / "deploy" / "postgres" / "app_role.sql").read_text("utf-8"))
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield
        cursor.execute("RESET ROLE")

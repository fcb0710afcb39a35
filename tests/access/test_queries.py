"""Every page asks the database as many statements as its baseline says; a new page must bring its own.

That the number stays the same at any size is tested beside each app; here nothing can be forgotten. A page
that asks more or fewer on purpose changes its row of ``queries.csv`` in the same commit.
"""

import csv
from collections.abc import Iterator
from functools import lru_cache

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.tests.cast import Cast
from agencies.tests.factories import make_user
from evaluations.gather import sets
from evaluations.gather.assessments import questions
from reporting.gather import definitions
from tests.access.tables import HERE, Route, routes
from tests.access.test_matrix import NOW, address
from tests.access.world import World

KEPT_BY_ID = (sets.load_set, questions.all_questions, questions.questions_for, definitions.described)
NO_PAGES = {
    "inspection_photo",
    "inspection_thumbnail",
    "follow_up_photo",
    "follow_up_thumbnail",
    "document_file",
    "captured_photo",
    "review_workbook",
    "nd335_file",
    "evidence_file",
    "case_export",
    "case_photo",
    "case_thumbnail",
    "register_file",
    "register_thumbnail",
    "triage_photo",
    "letter_file",
    "dossier_template",
    "visit_template",
    "slip_paper",
    "criteria_set_file",
    "public_results_file",
    "criterion_picture",
    "criterion_thumbnail",
    "receipt_file",
    "correction_export",
}
"""Answers that are files and no pages."""


@lru_cache(maxsize=1)
def baselines() -> dict[tuple[str, str], tuple[str, int]]:
    """(route, object) → the persona who looks, and how many statements that takes."""
    with (HERE / "queries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["route"], row["object"]): (row["persona"], int(row["queries"])) for row in rows}


def pages() -> list[Route]:
    """Every address that answers GET with a page, accounts apart (allauth's own)."""
    read = [route for route in routes() if route.method == "GET" and route.ok == 200]
    return [route for route in read if route.name not in NO_PAGES and not route.name.startswith("account_")]


@pytest.fixture(autouse=True)
def the_present() -> Iterator[None]:
    """20 November 2026, 10:00 in Vietnam; nothing is kept by the id of another test's row."""
    for kept in KEPT_BY_ID:
        kept.cache_clear()
    with time_machine.travel(NOW, tick=False):
        yield


def test_every_page_has_a_baseline() -> None:
    assert {(route.name, route.object) for route in pages()} == set(baselines())


@pytest.mark.parametrize("route", pages(), ids=str)
def test_a_page_asks_what_its_baseline_says(cast: Cast, route: Route) -> None:
    world = World(cast, make_user())
    url = address(world, route, world.object(route.object))
    persona, expected = baselines()[route.name, route.object]
    client = world.client(persona)
    client.get(url)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    assert len(asked) == expected, "\n".join(query["sql"][:200] for query in asked.captured_queries)

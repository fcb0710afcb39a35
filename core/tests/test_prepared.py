"""Statements planned once: the same answers, on either database, after a rollback too."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.prepared import _numbered, prepared


@pytest.mark.parametrize(
    ("statement", "numbered", "names"),
    [
        ("SELECT 1", "SELECT 1", ()),
        ("SELECT %s, %s", "SELECT $1, $2", ()),
        ("SELECT %(a)s, %(b)s, %(a)s", "SELECT $1, $2, $1", ("a", "b")),
        ("SELECT 'x%%' LIKE %s", "SELECT 'x%' LIKE $1", ()),
    ],
)
def test_places_are_numbered(statement: str, numbered: str, names: tuple[str, ...]) -> None:
    assert _numbered(statement)[:2] == (numbered, names)


def run(text: str, values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(*prepared(text, values))  # type: ignore[arg-type]
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_it_answers_as_the_statement_does() -> None:
    by_name = "SELECT id FROM core_auditentry WHERE id > %(low)s AND id < %(high)s AND id <> %(low)s"
    by_place = "SELECT count(*) FROM core_auditentry WHERE event = %s"
    for _again in range(7):
        assert run(by_name, {"low": 1, "high": 9}) == []
        assert run(by_place, ["a ' quote"]) == [(0,)]


@pytest.mark.django_db
def test_a_page_is_charged_one_query_from_the_first_time_on() -> None:
    with CaptureQueriesContext(connection) as queries:
        run("SELECT count(*) FROM core_auditentry WHERE event = %s AND id > %s", ["x", 3])
    assert len(queries) == 1


@pytest.mark.django_db(transaction=True)
def test_a_rollback_does_not_take_it_away() -> None:
    text = "SELECT count(*) FROM core_auditentry WHERE event = %s AND id > %s AND id < 99"
    with transaction.atomic():
        run(text, ["x", 1])
        transaction.set_rollback(True)
    assert run(text, ["x", 1]) == [(0,)]

"""Numbers under real concurrency: no gap, no number twice, one set of minutes for one visit."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from evaluations.actions.documents import issue_document
from evaluations.actions.inspections import create_inspection
from evaluations.models import IssuedDocument
from evaluations.tests.inspections.conftest import AT, DAY

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(count: int, act: Callable[[int], IssuedDocument]) -> list[IssuedDocument]:
    """What ``act`` gave to each of ``count`` threads."""

    def alone(number: int) -> IssuedDocument:
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(alone, range(count)))


def test_papers_issued_at_once_get_numbers_one_after_another(cast, month):
    order = {"agency": cast.department, "visited_on": DAY, "mode": "planned", "members": []}
    visits = [
        create_inspection(
            form_id=uuid4(), order_number=f"{number}/QĐ-SNV", actor=cast.inspector, at=AT, **order
        )
        for number in range(4)
    ]

    def notice(number: int) -> IssuedDocument:
        return issue_document(
            kind="notice", inspection=visits[number], signer="Lê Minh Đức", actor=cast.inspector, at=AT
        )

    issued = together(4, notice)
    assert sorted(one.number for one in issued) == [1, 2, 3, 4]
    assert all(one.content["letterhead"]["number"] == one.symbol for one in issued)


def test_minutes_issued_twice_at_once_are_one_document(issue):
    one, other = together(2, lambda _number: issue())
    assert one.pk == other.pk
    assert IssuedDocument.objects.count() == 1

"""The strictness of the tests is itself tested: each thing that must fail does."""

import warnings
from collections.abc import Iterator

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.db.models import QuerySet
from django.template import Context, Template

from tests.strict import UnorderedOnPage

LOOP = "{% for row in rows %}{{ row.pk }}{% endfor %}"


@pytest.fixture
def rows(db: None) -> QuerySet[ContentType]:
    """More than one row in no order: the content types every database has."""
    return ContentType.objects.all()


def test_an_unordered_queryset_fails_on_a_page(rows: QuerySet[ContentType]) -> None:
    with pytest.raises(UnorderedOnPage):
        Template(LOOP).render(Context({"rows": rows}))


def test_one_that_the_view_read_before_fails_too(rows: QuerySet[ContentType]) -> None:
    assert len(rows) > 1
    with pytest.raises(UnorderedOnPage):
        Template("{{ rows|length }}").render(Context({"rows": rows}))


def test_choices_of_a_field_count_as_page(rows: QuerySet[ContentType]) -> None:
    def choices() -> Iterator[int]:
        return (row.pk for row in rows.iterator())

    with pytest.raises(UnorderedOnPage):
        Template("{% for pk in choices %}{{ pk }}{% endfor %}").render(Context({"choices": choices}))


def test_an_ordered_queryset_passes(rows: QuerySet[ContentType]) -> None:
    assert Template(LOOP).render(Context({"rows": rows.order_by("pk")}))


def test_reading_without_order_off_the_page_passes(rows: QuerySet[ContentType]) -> None:
    assert {row.pk for row in rows}


def test_paging_what_has_no_order_fails(rows: QuerySet[ContentType]) -> None:
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(rows, 2).page(1)


def test_an_undefined_variable_fails() -> None:
    with pytest.raises(pytest.fail.Exception, match="nobody"):
        Template("{{ nobody.name }}").render(Context())


def test_asking_whether_a_variable_is_there_passes() -> None:
    assert Template("{% if nobody.name %}a{% else %}b{% endif %}").render(Context()) == "b"


def test_a_warning_fails() -> None:
    with pytest.raises(DeprecationWarning):
        warnings.warn("old", DeprecationWarning, stacklevel=1)

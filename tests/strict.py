"""Pages are read strictly in tests: a queryset without an order may not reach one.

Undefined template variables fail through pytest-django (``FAIL_INVALID_TEMPLATE_VARS`` in pytest.ini), and
a paginator over an unordered queryset through its warning, since warnings are errors.
"""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import QuerySet
from django.template import Template

_state = threading.local()


class UnorderedOnPage(AssertionError):
    """A queryset without an order was shown; its rows would come in another order on another day."""


def _rendering() -> bool:
    """Whether this thread is inside the rendering of a template."""
    return getattr(_state, "depth", 0) > 0


def _refuse(queryset: QuerySet[Any]) -> None:
    """Raise for a queryset without an order."""
    if not queryset.ordered:
        raise UnorderedOnPage(f"{queryset.model.__name__}: order_by() is missing: {queryset.query}")


def _check_context(context: Any) -> None:
    """Look at querysets that were evaluated before the page began.

    By ``type``: ``isinstance`` would wake lazy values, the CSRF token among them, and set its cookie.
    """
    for value in context.flatten().values():
        if issubclass(type(value), QuerySet) and len(value._result_cache or ()) > 1:
            _refuse(value)


@pytest.fixture(scope="session", autouse=True)
def ordered_pages() -> Iterator[None]:
    """Watch template rendering for the whole run, in this thread and in the live server's."""
    fetch_all, iterator, render = QuerySet._fetch_all, QuerySet.iterator, Template._render

    def watched_fetch_all(self: QuerySet[Any]) -> None:
        first = self._result_cache is None
        fetch_all(self)
        if first and _rendering() and len(self._result_cache) > 1:
            _refuse(self)

    def watched_iterator(self: QuerySet[Any], *args: Any, **kwargs: Any) -> Iterator[Any]:
        if _rendering():
            _refuse(self)
        return iterator(self, *args, **kwargs)

    def watched_render(self: Template, context: Any) -> str:
        if not _rendering():
            _check_context(context)
        _state.depth = getattr(_state, "depth", 0) + 1
        try:
            return render(self, context)
        finally:
            _state.depth -= 1

    patch = pytest.MonkeyPatch()
    patch.setattr(QuerySet, "_fetch_all", watched_fetch_all)
    patch.setattr(QuerySet, "iterator", watched_iterator)
    patch.setattr(Template, "_render", watched_render)
    yield
    patch.undo()

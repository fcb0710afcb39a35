"""Whole pages, parts for htmx, and answers that say nothing has changed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from core.http import keep_for_revalidation, not_modified, page_or_part

Asked = Callable[..., Any]


@pytest.fixture
def ask(rf: RequestFactory) -> Asked:
    """A GET with headers, as the views see it after the htmx middleware."""

    def get(**headers: str) -> Any:
        request = rf.get("/", headers={name.replace("_", "-"): value for name, value in headers.items()})
        request.htmx = HtmxDetails(request)
        return request

    return get


def answer(request: Any) -> HttpResponse:
    context = {"items": [("Toàn tỉnh", "/"), ("Sở Tư pháp", "")], "kind": "ok", "label": "Đã nộp"}
    return page_or_part(request, "components/breadcrumbs.html", "components/badge.html", context)


@pytest.mark.parametrize(
    ("headers", "is_part"),
    [
        ({}, False),
        ({"HX_Request": "true"}, True),
        ({"HX_Request": "true", "HX_Boosted": "true"}, False),
        ({"HX_Request": "true", "HX_History_Restore_Request": "true"}, False),
    ],
)
def test_htmx_gets_the_part_and_everyone_else_the_page(
    ask: Asked, headers: dict[str, str], is_part: bool
) -> None:
    text = answer(ask(**headers)).content.decode()
    assert ("badge" in text) is is_part
    assert ("breadcrumbs" in text) is not is_part


def test_page_and_part_are_kept_apart_and_by_nobody(ask: Asked) -> None:
    response = answer(ask())
    assert response["Vary"] == "HX-Request"
    assert response["Cache-Control"] == "private, no-store"


def test_the_status_is_passed_on(ask: Asked) -> None:
    response = page_or_part(ask(), "409.html", "components/alert.html", {"reason": "Kỳ đã khóa."}, status=409)
    assert response.status_code == 409
    assert "Kỳ đã khóa." in response.content.decode()


def test_a_reader_with_the_same_version_gets_a_304(ask: Asked) -> None:
    kept = keep_for_revalidation(ask(), HttpResponse("x"), "rev-7-province")
    response = not_modified(ask(If_None_Match=kept["ETag"]), "rev-7-province")
    assert response is not None
    assert response.status_code == 304
    assert response["ETag"] == kept["ETag"]
    assert "no-cache" in response["Cache-Control"]
    assert "no-store" not in response["Cache-Control"]


def test_a_reader_with_an_older_version_gets_no_304(ask: Asked) -> None:
    kept = keep_for_revalidation(ask(), HttpResponse("x"), "rev-6-province")
    assert not_modified(ask(If_None_Match=kept["ETag"]), "rev-7-province") is None
    assert not_modified(ask(), "rev-7-province") is None


def test_the_tag_of_a_page_does_not_stand_for_its_part(ask: Asked) -> None:
    kept = keep_for_revalidation(ask(), HttpResponse("x"), "rev-7")
    assert not_modified(ask(HX_Request="true", If_None_Match=kept["ETag"]), "rev-7") is None


def test_revalidation_replaces_no_store(ask: Asked) -> None:
    request = ask()
    response = keep_for_revalidation(request, answer(request), "rev-7")
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert set(response["Vary"].split(", ")) == {"HX-Request", "Cookie"}

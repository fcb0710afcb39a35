"""Which requests a page without cookies believes to be its own."""

import pytest
from django.test import RequestFactory

from core.same_site import sent_from_here


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, False),
        ({"origin": "null"}, True),
        ({"origin": "http://testserver"}, True),
        ({"origin": "https://testserver"}, True),
        ({"origin": "https://testserver.la.example"}, False),
        ({"origin": "http://la.example"}, False),
    ],
)
def test_the_browser_says_where_a_form_came_from(
    rf: RequestFactory, headers: dict[str, str], own: bool
) -> None:
    assert sent_from_here(rf.post("/", headers=headers)) is own

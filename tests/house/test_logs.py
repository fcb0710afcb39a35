"""What Django notes of a citizen's refused request is not written; errors and the staff's pages are."""

import logging
from types import SimpleNamespace

import pytest

from vhcv_portal.logs import LeaveCitizensOut


@pytest.mark.parametrize(
    ("path", "status", "is_written"),
    [
        ("/phan-anh/gui/", 422, False),
        ("/danh-gia/abc/", 404, False),
        ("/luot-den/", 429, False),
        ("/phan-anh/gui/", 500, True),
        ("/kiem-tra/", 404, True),
        (None, 0, True),
    ],
)
def test_a_refusal_to_a_citizen_leaves_no_line(path: str | None, status: int, is_written: bool) -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "%s", ("x",), None)
    if path is not None:
        record.request, record.status_code = SimpleNamespace(path=path), status
    assert LeaveCitizensOut().filter(record) is is_written

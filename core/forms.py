"""What every form carries: an id made by the client, so that sending it twice is noticed.

Pages write it with ``{% form_uuid %}``, scripts with ``crypto.randomUUID()``; it becomes the primary key
of the row (see :mod:`core.replay`).
"""

from collections.abc import Mapping
from uuid import UUID

from core.errors import Refused

FIELD = "form_uuid"


class BadFormId(Refused):
    """The form came without an id of its own, or with one that is no UUID (HTTP 400)."""

    status = 400

    def __init__(self) -> None:
        super().__init__("Biểu mẫu thiếu mã nhận dạng hợp lệ. Hãy tải lại trang, nhập lại rồi gửi.")


def parse_uuid(text: str) -> UUID:
    """The UUID written in ``text`` in its usual form of 36 characters; raises BadFormId for anything else.

    Braces, URNs, missing hyphens and the nil UUID are refused: one id has one spelling.
    """
    try:
        value = UUID(text)
    except ValueError as error:
        raise BadFormId from error
    if str(value) != text.lower() or value.int == 0:
        raise BadFormId
    return value


def form_uuid(data: Mapping[str, str], name: str = FIELD) -> UUID:
    """The client-made id of a submitted form (``form_uuid(request.POST)``); raises BadFormId."""
    return parse_uuid(data.get(name) or "")

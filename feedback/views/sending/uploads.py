"""Photos of citizens on their way in: in memory alone, for a file on the disk could be dug up again."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext

from core.errors import Refused

MOST_BYTES = 25 * 1024 * 1024
"""Of a whole form; nginx has the same limit and keeps it in memory too (deploy/nginx.conf)."""


class TooHeavy(Refused):
    """The form with its photos is too large (HTTP 413)."""

    status = 413

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Các ảnh nặng quá 25 MB. Ông/bà hãy gửi ít ảnh hơn, hoặc giảm chất lượng ảnh rồi gửi lại."
            )
        )


class InMemory(MemoryFileUploadHandler):
    """Django's handler in memory without its limit of 2.5 MB, beyond which another one writes to /tmp."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Take every file."""
        self.activated = True


def keep_in_memory(request: HttpRequest) -> None:
    """Read this request's files into memory; before anything touches ``request.POST``. Raises TooHeavy."""
    length = request.headers.get("Content-Length") or "0"
    if not length.isascii() or not length.isdigit() or int(length) > MOST_BYTES:
        raise TooHeavy
    request.upload_handlers = [InMemory(request)]

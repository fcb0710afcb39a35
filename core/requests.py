"""The id of the request being served, so that all audit entries of one request share it."""

from contextvars import ContextVar
from uuid import UUID, uuid4

_request_id: ContextVar[UUID | None] = ContextVar("vhcv_request_id", default=None)


def begin_request(request_id: UUID | None = None) -> UUID:
    """Start a new request (or job) and return its id."""
    fresh = request_id or uuid4()
    _request_id.set(fresh)
    return fresh


def end_request() -> None:
    """Forget the id once the request is answered."""
    _request_id.set(None)


def current_request_id() -> UUID:
    """The id of the present request; work outside any request gets an id of its own."""
    return _request_id.get() or uuid4()

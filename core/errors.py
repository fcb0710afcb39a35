"""Expected refusals: exceptions whose text a person may read, each with its HTTP status."""


class Refused(Exception):
    """An act that the rules do not allow now; the message says why and what to do instead."""

    status = 409

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class AccessRefused(Refused):
    """The person sees the thing but may not do this with it (HTTP 403)."""

    status = 403


class Conflict(Refused):
    """The same client-made id came with other content, or an old version was edited (HTTP 409)."""


class TooManyTries(Refused):
    """Something was tried too often in a short while; the message says how long to wait (HTTP 429)."""

    status = 429


class PeriodClosed(Refused):
    """The month (or quarter, year) is closed, and what it holds is never edited (HTTP 409)."""

    def __init__(self, message: str = "Kỳ đánh giá đã khóa nên không ghi thêm hay sửa được.") -> None:
        super().__init__(message)

"""Refusals of letters, worded for the person who writes."""

from collections.abc import Mapping

from core.errors import Conflict, Refused

SEEN_IS_OLD = "Người khác vừa sửa hoặc ban hành thư này. Hãy xem lại rồi làm tiếp."


class LetterRefused(Refused):
    """The letter may not be kept or issued as it stands (HTTP 422); ``errors`` by field, "" for the whole."""

    status = 422

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


def refuse_old(version: int, seen: int) -> None:
    """Raise Conflict when the row has moved on since the person looked."""
    if version != seen:
        raise Conflict(SEEN_IS_OLD)

"""Why an act on an entry is refused."""

from collections.abc import Mapping

from core.errors import Conflict, Refused


class EntryRefused(Refused):
    """Something of the entry is wrong (HTTP 422); ``errors`` says what by field, "" for the whole."""

    status = 422

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


class AlreadyEntered(Refused):
    """The same thing stands in the register already (HTTP 409)."""


class NotNow(Refused):
    """The entry is not in a state in which this may be done (HTTP 409)."""


class Stale(Conflict):
    """Somebody changed the entry since the page was opened (HTTP 409)."""

    def __init__(self) -> None:
        super().__init__(
            "Mục này vừa được người khác cập nhật. Nội dung bạn nhập vẫn còn trên màn hình; "
            "hãy mở lại mục ở một trang khác để đối chiếu rồi gửi lại."
        )

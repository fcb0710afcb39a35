"""Why an act on a case is refused."""

from collections.abc import Mapping

from core.errors import Conflict, Refused

ASK_SURE = (
    "Nội dung còn chỗ có thể làm lộ người gửi hoặc người khác. Hãy sửa, hoặc đánh dấu “Tôi đã đọc lại” nếu "
    "chắc chắn không lộ ai. Cần xem:"
)


class CaseRefused(Refused):
    """Something of the form is wrong (HTTP 422); ``errors`` says what by field, "" for the whole."""

    status = 422

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


class NotNow(Refused):
    """The case is not in a state in which this may be done (HTTP 409)."""


class StaleCase(Conflict):
    """Somebody moved the case on since the page was opened (HTTP 409)."""

    def __init__(self) -> None:
        super().__init__(
            "Phản ánh này vừa được người khác cập nhật; trang đang hiện bản mới nhất và nội dung bạn nhập "
            "vẫn còn trong ô. Hãy đối chiếu hai bên rồi gửi lại."
        )

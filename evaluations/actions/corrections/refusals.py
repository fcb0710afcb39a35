"""Why a correction cannot be asked or decided, in words that say what to do."""

from core.errors import Conflict, Refused
from evaluations.rules.corrections.lines import LineMoved


class CorrectionRefused(Refused):
    """A correction is incomplete or changes nothing (HTTP 422); ``errors`` are words by place of the line."""

    status = 422

    def __init__(self, message: str, errors: dict[int, str] | None = None) -> None:
        super().__init__(message)
        self.errors = errors or {}


class NotClosed(Refused):
    """The period is still open: its facts are mended at their source."""

    def __init__(self) -> None:
        super().__init__("Kỳ này chưa chốt nên không cần điều chỉnh. Hãy sửa số liệu tại nơi ghi nhận.")


class BaseMoved(Conflict):
    """Another correction became a snapshot since the page was read."""

    def __init__(self) -> None:
        super().__init__(
            "Kỳ này vừa có bản điều chỉnh khác. Số liệu trước và sau đã được tính lại trên bản mới nhất; "
            "hãy xem lại rồi gửi."
        )


class AlreadyDecided(Conflict):
    """Somebody else was first."""


def moved_words(error: LineMoved) -> str:
    """What to do when another correction has changed the very figure."""
    return (
        f"Số liệu của tiêu chí {error.line.code} đã được một bản điều chỉnh khác sửa sau khi đề nghị này "
        "được lập. Hãy từ chối đề nghị này và lập đề nghị mới trên số liệu hiện tại."
    )

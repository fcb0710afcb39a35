"""From a printed code to its counter; what is forged never reaches the database."""

from django.utils.translation import gettext

from core.errors import Refused
from feedback.codes import token_in
from feedback.models import Counter, RetiredCode


class UnknownCode(Refused):
    """No counter has this code, or nobody of this portal signed it (HTTP 404)."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Mã này không phải của quầy nào. Mã có thể bị rách, in mờ hoặc không do tỉnh dán. "
                "Ông/bà hãy quét lại mã đang dán tại quầy, hoặc hỏi người trực quầy."
            )
        )


class CodeReplaced(Refused):
    """The counter goes on under another code (HTTP 410)."""

    status = 410

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Mã này đã được thay bằng mã mới. Ông/bà hãy quét mã đang dán tại quầy, "
                "hoặc nhờ người trực quầy chỉ mã mới."
            )
        )


def counter_of(code: str) -> Counter:
    """The counter of a printed code (one query, none for a forged one).

    Raises UnknownCode or CodeReplaced; whether the counter takes ratings today is another question.
    """
    token = token_in(code)
    if token is None:
        raise UnknownCode
    counter = Counter.objects.filter(token=token).first()
    if counter is not None:
        return counter
    if RetiredCode.objects.filter(token=token).exists():
        raise CodeReplaced
    raise UnknownCode

"""Hand in a one-time code for a token: what the browser blinded is signed without being seen."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from core.blind import BadBlindedMessage, blind_sign
from core.clock import month_start
from core.dates import format_day
from core.errors import Conflict, Refused
from feedback.digests import all_digests
from feedback.gather.visits import open_counters
from feedback.models import Counter, Visit, VisitKey
from feedback.rules.visits.codes import read_code
from feedback.rules.visits.days import is_live, last_day


class MistypedCode(Refused):
    """Not ten signs of ours, or the check sign does not fit (HTTP 422)."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Mã chưa đúng. Mã có 10 ký tự, không có nguyên âm và các ký tự dễ nhầm (0, 1, O, I, L). "
                "Ông/bà hãy so lại từng ký tự với phiếu hoặc tin nhắn."
            )
        )


class UnknownVisitCode(Refused):
    """No visit has this code, or it was forgotten with its month (HTTP 404)."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Không có mã này, hoặc mã đã hết hạn. Ông/bà vẫn đánh giá được bằng mã QR dán tại quầy; "
                "đánh giá ấy có giá trị như nhau."
            )
        )


class ExpiredVisitCode(Refused):
    """The code's month and its week of grace are over (HTTP 410)."""

    status = 410

    def __init__(self, until: date) -> None:
        words = gettext(
            "Mã này chỉ dùng được đến hết ngày %(day)s. Ông/bà vẫn đánh giá được bằng mã QR dán tại quầy; "
            "đánh giá ấy có giá trị như nhau."
        )
        super().__init__(words % {"day": format_day(until)})


class CodeUsed(Conflict):
    """The code was handed in by another browser."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Mã này đã dùng trên máy hoặc trình duyệt khác; mỗi mã dùng một lần. Nếu đó là máy của "
                "ông/bà, hãy tiếp tục trên máy ấy. Ông/bà cũng có thể đánh giá bằng mã QR dán tại quầy."
            )
        )


class BadBlinding(Refused):
    """What the browser sent cannot be signed (HTTP 400)."""

    status = 400

    def __init__(self) -> None:
        super().__init__(
            gettext("Trình duyệt gửi dữ liệu không hợp lệ. Ông/bà hãy tải lại trang rồi thử lại.")
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What a code leads to: the key of its agency and month, and the counters that may be rated with it."""

    visit: Visit
    key: VisitKey
    counters: list[Counter]


def look_up(*, code: str, on: date) -> Found:
    """What a code is good for; changes nothing. Raises MistypedCode, UnknownVisitCode, ExpiredVisitCode."""
    visit, key = _visit(code, on)
    counters = open_counters(visit.agency_id, on)
    own = [counter for counter in counters if counter.pk == visit.counter_id]
    return Found(visit, key, own or counters)


def sign_visit(*, code: str, blinded: str, on: date) -> str:
    """The signature of ``blinded``, once per code; the same message again gives the same signature.

    Keeps no moment and no day and leaves no audit entry: an order of use would be half of a join. Raises
    what ``look_up`` does, BadBlinding, and CodeUsed for another message.
    """
    visit, key = _visit(code, on)
    try:
        signature = blind_sign(key.private_key, blinded)
    except BadBlindedMessage as error:
        raise BadBlinding from error
    digest = hashlib.sha256(blinded.encode()).hexdigest()
    taken = Visit.objects.filter(pk=visit.pk, blinded_digest="").update(blinded_digest=digest)
    if not taken and not Visit.objects.filter(pk=visit.pk, blinded_digest=digest).exists():
        raise CodeUsed
    return signature


def _visit(code: str, on: date) -> tuple[Visit, VisitKey]:
    typed = read_code(code)
    if typed is None:
        raise MistypedCode
    visit = Visit.objects.filter(code_digest__in=all_digests("visit-code", typed)).first()
    if visit is None:
        raise UnknownVisitCode
    month = month_start(visit.day)
    key = VisitKey.objects.get(agency=visit.agency_id, month=month)
    if not is_live(month, on) or not key.private_key:
        raise ExpiredVisitCode(last_day(month))
    return visit, key

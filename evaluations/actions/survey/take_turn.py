"""Give a person their one ballot of a survey: sign what the browser blinded, seeing nothing of it."""

from datetime import date

from django.db import transaction

from core.blind import BadBlindedMessage, blind_sign
from core.errors import Conflict, Refused
from evaluations.models import Survey, SurveyTurn

ELSEWHERE = (
    "Bạn đã nhận phiếu của khảo sát này trên máy hoặc trình duyệt khác. Mỗi người chỉ có một phiếu; "
    "hãy trả lời trên máy đã nhận phiếu. Cổng không cấp lại được vì không biết phiếu nào là của bạn."
)


class SurveyNotOpen(Refused):
    """The survey takes no ballots now."""

    def __init__(self) -> None:
        super().__init__("Khảo sát này chưa mở hoặc đã hết hạn nhận phiếu.")


class BadRequest(Refused):
    """What the browser sent cannot be signed (HTTP 400)."""

    status = 400

    def __init__(self) -> None:
        super().__init__("Trình duyệt gửi dữ liệu không hợp lệ. Hãy tải lại trang rồi thử lại.")


def take_turn(*, survey: Survey, staff_id: int, blinded: str, on: date) -> str:
    """The signature of ``blinded``, once per person; the same message again gives the same signature.

    Keeps no moment and leaves no audit entry: an order of turns would be half of a join. Raises
    SurveyNotOpen, BadRequest, and Conflict when the person was given another ballot before.
    """
    with transaction.atomic():
        row = Survey.objects.open_on(on).filter(pk=survey.pk).first()
        if row is None:
            raise SurveyNotOpen
        standing = SurveyTurn.objects.filter(survey=row, staff=staff_id).first()
        if standing is None:
            try:
                signature = blind_sign(row.private_key, blinded)
            except BadBlindedMessage as error:
                raise BadRequest from error
            standing = _first(row, staff_id, blinded, signature)
    if standing.blinded != blinded:
        raise Conflict(ELSEWHERE)
    return standing.signature


def _first(survey: Survey, staff_id: int, blinded: str, signature: str) -> SurveyTurn:
    """The turn that was stored: this one, or that of a request which came at the same instant.

    No error comes of it, for PostgreSQL's log would keep who and when.
    """
    turn = SurveyTurn(survey=survey, staff_id=staff_id, blinded=blinded, signature=signature)
    SurveyTurn.objects.bulk_create([turn], ignore_conflicts=True)
    return SurveyTurn.objects.get(survey=survey, staff=staff_id)

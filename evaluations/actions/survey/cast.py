"""Take an anonymous ballot: who cast it is not asked, not known and not kept, nor is when."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from core.blind import is_token, verifies
from core.errors import Conflict, Refused
from evaluations.actions.survey.take_turn import BadRequest, SurveyNotOpen
from evaluations.gather.survey.asking import asked_by
from evaluations.models import Survey, SurveyBallot
from evaluations.rules.survey.counting import is_ballot

ALREADY = "Phiếu này đã được bỏ với câu trả lời khác. Mỗi phiếu chỉ bỏ một lần, không sửa được."


class ForgedBallot(Refused):
    """The ballot does not bear the survey's signature (HTTP 403)."""

    status = 403

    def __init__(self) -> None:
        super().__init__("Phiếu này không do khảo sát cấp nên không được nhận.")


class NotABallot(Refused):
    """The marks are none of this survey (HTTP 422)."""

    status = 422

    def __init__(self) -> None:
        super().__init__("Mỗi câu chấm từ 1 đến 5, và phải trả lời ít nhất một câu.")


def cast_ballot(*, survey_id: int, token: str, signature: str, marks: Sequence[Any], on: date) -> None:
    """Keep the ballot once; the same ballot again changes nothing.

    Raises SurveyNotOpen, BadRequest, ForgedBallot, NotABallot, and Conflict when the token was used with
    other marks.
    """
    if not is_token(token):
        raise BadRequest
    with transaction.atomic():
        survey = Survey.objects.open_on(on).select_related("period").filter(pk=survey_id).first()
        if survey is None:
            raise SurveyNotOpen
        if not verifies(survey.public_key, token, signature):
            raise ForgedBallot
        if not is_ballot(marks, len(asked_by(survey))):
            raise NotABallot
        _keep(SurveyBallot(token=token, survey=survey, marks=tuple(marks)))


def _keep(ballot: SurveyBallot) -> None:
    # a conflict, not an error: PostgreSQL writes the statement of an error, marks and all, into its log with
    # the moment it came
    SurveyBallot.objects.bulk_create([ballot], ignore_conflicts=True)
    standing = SurveyBallot.objects.get(pk=ballot.pk)
    if standing.survey_id != ballot.survey_id or standing.marks != ballot.marks:
        raise Conflict(ALREADY)

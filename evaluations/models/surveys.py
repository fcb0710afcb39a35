"""The anonymous staff survey about leaders: who was given a ballot, the ballots, what they came to.

No row leads from a person to a ballot: a turn holds what was signed blindly, a ballot the unblinded token,
and only the browser ever knew both (RFC 9474; docs/decisions/staff-survey.md). Neither carries a time.
"""

from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q

from agencies.enums import Position, Role
from agencies.models import Agency, StaffMember
from agencies.models.scope import scope_of
from core.fields import PositionalScores
from evaluations.models.periods import Period
from evaluations.models.results import RESULT_READERS

if TYPE_CHECKING:
    from agencies.models import User

LEADERSHIP = frozenset({Position.HEAD, Position.DEPUTY})
"""Posts of those whom the survey is about; they do not answer it."""


class SurveyQuerySet(models.QuerySet["Survey"]):
    """Surveys by where they stand on a day, and by who may read them."""

    def visible_to(self, user: "User", on: date) -> Self:
        """The province's readers see all; others those of agencies where they work or that they head."""
        scope = scope_of(user, on)
        if scope.has(*RESULT_READERS):
            return self.all()
        works = {held.rated_agency_id for held in scope.workplaces} - {None}
        return self.filter(Q(agency__in=works) | Q(agency__in=scope.agencies_with(Role.AGENCY_HEAD)))

    def open_on(self, day: date) -> Self:
        """Surveys that take ballots on ``day``: begun, not over, with their key made."""
        return self.filter(opens_on__lte=day, closes_on__gte=day, counted_at=None).exclude(public_key="")

    def over(self, day: date) -> Self:
        """Surveys whose last day lies before ``day`` and that are not counted yet."""
        return self.filter(closes_on__lt=day, counted_at=None)


class Survey(models.Model):
    """One agency's survey of a month, and the key that signs its ballots, whose private half dies with it.

    The key is made by a worker after the survey was opened; until then ``public_key`` is empty.
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    public_key = models.TextField(help_text="Khóa công khai RSA, SPKI, base64.")
    private_key = models.TextField(blank=True, help_text="Xóa khi khảo sát kết thúc.")
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="Ngày cuối cùng nhận phiếu.")
    counted_at = models.DateTimeField(null=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "khảo sát ẩn danh"
        constraints = [models.UniqueConstraint(fields=["period", "agency"], name="survey_once")]

    def __str__(self) -> str:
        return f"Khảo sát {self.pk}"

    def is_open_on(self, day: date) -> bool:
        """Whether ballots are given out and taken on ``day``."""
        is_within = self.opens_on <= day <= self.closes_on
        return is_within and self.counted_at is None and bool(self.public_key)


class SurveyTurn(models.Model):
    """That a person was given their one ballot: the blinded message and its signature, so a retry is safe.

    Every blinded message fits every ballot by some blinding factor, so the row says nothing of the answers.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="turns")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+", db_index=False)
    blinded = models.TextField()
    signature = models.TextField()

    class Meta:
        verbose_name = "lượt nhận phiếu khảo sát"
        constraints = [models.UniqueConstraint(fields=["survey", "staff"], name="survey_turn_once")]

    def __str__(self) -> str:
        return f"Lượt {self.pk}"


class SurveyBallot(models.Model):
    """One anonymous ballot: marks 1–5 by question; ``token`` is its unblinded message, used once."""

    token = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="ballots")
    marks = PositionalScores()

    class Meta:
        verbose_name = "phiếu khảo sát ẩn danh"

    def __str__(self) -> str:
        return "Phiếu khảo sát"


class SurveyCount(models.Model):
    """What the ballots of a survey came to for one criterion: all that is kept once it is counted."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="counts")
    criterion = models.CharField(max_length=20, help_text="Mã tiêu chí.")
    answers = models.PositiveIntegerField()
    marks = models.PositiveIntegerField(help_text="Tổng số điểm 1–5.")

    class Meta:
        verbose_name = "kết quả khảo sát"
        constraints = [models.UniqueConstraint(fields=["survey", "criterion"], name="survey_count_once")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.answers}"

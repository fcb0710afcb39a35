"""Real visits and the one-time codes that prove one, without joining a visit to its answer.

A code is handed in for a blind signature; the signed token then votes. ``Visit`` knows which codes were used,
``SpentToken`` which tokens voted; for every code and every token there is a blinding that fits both
(docs/decisions/visit-tokens.md). No row of either keeps a day or an order of use.
"""

from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.db import models

from agencies.enums import Role
from agencies.models import Agency
from agencies.models.scope import scope_of
from core.fields import NFCCharField
from feedback.enums import VisitSource
from feedback.models.counters import Counter

if TYPE_CHECKING:
    from agencies.models import User

VISIT_KEEPERS = frozenset({Role.HOME_AFFAIRS, Role.AGENCY_HEAD})
"""Who hands in the visits of an agency and sees its lists."""


class OneStopClientQuerySet(models.QuerySet["OneStopClient"]):
    """Connected systems by who answers for them."""

    def visible_to(self, user: "User", on: date) -> Self:
        """Home Affairs sees those of the agencies it reaches."""
        return self.filter(scope_of(user, on).agency_condition({Role.HOME_AFFAIRS}, "agency", on))


class OneStopClient(models.Model):
    """A one-stop system that hands in visits and dossiers for one agency; its token is kept as a digest.

    ``form_id`` is the form that made the row, and repeating it makes no second one.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = NFCCharField(max_length=120)
    token_digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)
    form_id = models.UUIDField(null=True, unique=True, editable=False)

    objects = OneStopClientQuerySet.as_manager()

    class Meta:
        verbose_name = "hệ thống một cửa kết nối"

    def __str__(self) -> str:
        return self.name


class VisitBatchQuerySet(models.QuerySet["VisitBatch"]):
    """Lists of visits by who keeps them."""

    def visible_to(self, user: "User", on: date) -> Self:
        """Those of agencies that the user heads, or that Home Affairs reaches."""
        return self.filter(scope_of(user, on).agency_condition(VISIT_KEEPERS, "agency", on))


class VisitBatch(models.Model):
    """One list of visits: a CSV file or one call of the API; ``seed`` redoes the draw of who is invited.

    ``sha256`` is a keyed digest of what was handed in: a bare one would let a list of one row be guessed.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=VisitSource)
    sha256 = models.CharField(max_length=64)
    seed = models.CharField(max_length=64)
    share = models.PositiveSmallIntegerField(default=100, help_text="Tỷ lệ lượt được mời, phần trăm.")
    listed = models.PositiveIntegerField(default=0, help_text="Số lượt trong danh sách.")
    invited = models.PositiveIntegerField(default=0, help_text="Số lượt được mời.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    client = models.ForeignKey(OneStopClient, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = VisitBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "danh sách lượt đến"

    def __str__(self) -> str:
        return f"{self.agency_id} {self.made_at:%d/%m/%Y}"


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits by day and place; counts only, for nothing else is to be read of them."""

    def between(self, starts_on: date, ends_on: date) -> Self:
        """Visits on days of the half-open range [starts_on, ends_on)."""
        return self.filter(day__gte=starts_on, day__lt=ends_on)

    def used(self) -> Self:
        """Visits whose code was handed in for a token."""
        return self.exclude(blinded_digest="")


class Visit(models.Model):
    """One visit to a counter. ``reference`` is the one-stop system's own number, kept as a keyed digest, and
    ``person`` the same of the telephone or dossier holder, for the cap per person and month.

    ``code_digest`` is that of the one-time code, which itself is shown once and kept nowhere;
    ``blinded_digest`` that of the message for which it was handed in, so that a lost answer can be asked for
    again. Codes, messages and persons are forgotten when the month's key is destroyed.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    batch = models.ForeignKey(VisitBatch, on_delete=models.CASCADE, related_name="visits")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    counter = models.ForeignKey(Counter, null=True, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    reference = models.CharField(max_length=64)
    person = models.CharField(max_length=64, blank=True)
    code_digest = models.CharField(max_length=64, null=True, unique=True)
    blinded_digest = models.CharField(max_length=64, blank=True, default="")

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt đến"
        constraints = [models.UniqueConstraint(fields=["agency", "reference"], name="visit_once")]
        indexes = [models.Index(fields=["agency", "day"], name="visit_agency_day")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class VisitKey(models.Model):
    """The pair that signs the tokens of one agency and month; its private half is destroyed afterwards."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="Ngày đầu tháng.")
    public_key = models.TextField()
    private_key = models.TextField(blank=True)

    class Meta:
        verbose_name = "khóa phiếu đến của tháng"
        constraints = [models.UniqueConstraint(fields=["agency", "month"], name="visit_key_once")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.month:%m/%Y}"


class SpentToken(models.Model):
    """A token that voted: its digest and nothing else, so that it votes once."""

    digest = models.CharField(max_length=64, primary_key=True)
    month = models.DateField()

    class Meta:
        verbose_name = "phiếu đã dùng"

    def __str__(self) -> str:
        return self.digest[:6]

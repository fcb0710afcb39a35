"""Feedback cases: what citizens report, sealed; what an agency may read of it; what became of it.

A case carries days, never moments, until it is released, and its id is random: neither order nor time leads
back to the citizen (RELIABILITY G1–G3). What was written lies in :class:`feedback.models.envelopes.Sealed`.
"""

from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.enums import Role
from agencies.models import Agency
from agencies.models.scope import scope_of
from core.fields import NFCCharField, NFCTextField
from core.models import Attachment
from feedback.enums import CaseChannel, CaseKind, CaseState, RefusalReason, Verdict
from feedback.models.counters import Counter
from feedback.models.custody import words_within_reach
from feedback.models.vaults import Vault

if TYPE_CHECKING:
    from agencies.models import User

READERS = (Role.AGENCY_HEAD, Role.UNIT_HEAD)
"""Whose roles over the unit that was given a case open its released version."""

OVERSEERS = (Role.HOME_AFFAIRS, Role.INSPECTOR)
"""Who reads released versions of the whole province."""


class FeedbackCaseQuerySet(models.QuerySet["FeedbackCase"]):
    """Cases by state and by who may read their released version."""

    def released(self, on: date) -> Self:
        """Cases whose redacted text went out in a batch of ``on`` or before."""
        return self.filter(released_on__lte=on)

    def open(self) -> Self:
        """Released cases that still wait for an answer."""
        return self.filter(state__in=(CaseState.RELEASED, CaseState.ASSIGNED))

    def overdue(self, on: date) -> Self:
        """Those that still wait after their due day."""
        return self.open().filter(due_on__lt=on)

    def visible_to(self, user: "User", on: date) -> Self:
        """Released cases of the units the user leads, as they stood when released, or of the province."""
        scope = scope_of(user, on)
        reach = scope.agency_condition(OVERSEERS, "agency", "released_on")
        reach |= scope.agency_condition((Role.AGENCY_HEAD,), "agency", "released_on")
        reach |= scope.agency_condition(READERS, "unit", "released_on")
        return self.released(on).filter(reach)

    def sealed_for(self, user: "User", on: date) -> Self:
        """Cases in any state whose words the user holds the key to, never about an agency of their own."""
        return self.filter(words_within_reach(user, on))

    def to_read(self) -> Self:
        """Those that no custodian has decided about, the oldest day first."""
        return self.filter(state=CaseState.RECEIVED).order_by("received_on", "pk")

    def counted(self) -> Self:
        """Cases that may count in a score: verified in whole or in part (never unfounded ones)."""
        return self.filter(verdict__in=(Verdict.VERIFIED, Verdict.PARTLY))


class FeedbackCase(models.Model):
    """One report of a citizen. ``form_digest`` makes repeating the form harmless; ``receipt_digest`` finds
    the case for whoever holds the receipt; neither leads back from the database to the citizen.

    ``agency`` is the rated agency complained about, ``unit`` the part of it that was given the case.
    ``released_text`` is what the agency reads, ``released_on`` the day of the batch in which it went out,
    ``shuffle`` its random place in that batch.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    form_digest = models.CharField(max_length=64, unique=True)
    receipt_digest = models.CharField(max_length=64, unique=True)
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="cases")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    counter = models.ForeignKey(Counter, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=CaseChannel, default=CaseChannel.WEB)
    received_on = models.DateField(help_text="Ngày nhận, theo giờ Việt Nam; không bao giờ có giờ phút.")
    is_suspect = models.BooleanField(default=False, help_text="Đến trong một đợt gửi dồn dập.")
    kind = models.CharField(max_length=20, choices=CaseKind, blank=True)
    state = models.CharField(max_length=10, choices=CaseState, default=CaseState.RECEIVED)
    version = models.PositiveIntegerField(default=1)
    refusal = models.CharField(max_length=12, choices=RefusalReason, blank=True, default="", db_default="")
    released_text = NFCTextField(blank=True)
    ready_on = models.DateField(null=True, help_text="Ngày người giữ danh tính duyệt; chờ đợt gửi.")
    released_on = models.DateField(null=True)
    shuffle = models.PositiveIntegerField(default=0)
    due_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    verdict = models.CharField(max_length=12, choices=Verdict, blank=True)
    criterion = models.CharField(max_length=20, blank=True, help_text="Mã tiêu chí mà việc này thuộc về.")
    verdict_reason = NFCTextField(blank=True)
    verdict_on = models.DateField(null=True)
    verdict_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="duplicates")
    split_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    handed_to = NFCCharField(max_length=200, blank=True, help_text="Nơi có thẩm quyền đã được chuyển tới.")
    is_solved = models.BooleanField(null=True, help_text="Người gửi trả lời: việc đã được giải quyết chưa.")
    satisfaction = models.PositiveSmallIntegerField(null=True, help_text="Người gửi chấm cách trả lời, 1–5.")
    told_solved = models.BooleanField(null=True, help_text="Điều trên, như cơ quan được biết từ đợt đêm.")
    told_satisfaction = models.PositiveSmallIntegerField(null=True)
    published_on = models.DateField(null=True)

    objects = FeedbackCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "phản ánh, kiến nghị"
        constraints = [
            models.CheckConstraint(
                condition=Q(satisfaction=None) | Q(satisfaction__range=(1, 5)),
                name="case_satisfaction_1_to_5",
            )
        ]
        indexes = [
            models.Index(fields=["vault", "state", "received_on"], name="case_triage"),
            models.Index(fields=["agency", "state", "due_on"], name="case_desk"),
            models.Index(fields=["verdict_on"], name="case_verdict", condition=Q(verdict_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"Phản ánh {self.id.hex[:6].upper()}"

    @property
    def short(self) -> str:
        """The six signs by which people speak of a case; they tell nothing of when it came."""
        return self.id.hex[:6].upper()


class CaseMove(models.Model):
    """A step of a case: which move, by whom (None: the citizen or the nightly batch), on which day."""

    case = models.ForeignKey(FeedbackCase, on_delete=models.CASCADE, related_name="moves")
    move = models.CharField(max_length=30)
    source = models.CharField(max_length=10, choices=CaseState)
    target = models.CharField(max_length=10, choices=CaseState)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    note = NFCTextField(blank=True)

    class Meta:
        verbose_name = "bước xử lý phản ánh"

    def __str__(self) -> str:
        return self.move


class CaseMessageQuerySet(models.QuerySet["CaseMessage"]):
    """Messages by the day from which the agency reads them."""

    def released(self, on: date) -> Self:
        """Those that went out on ``on`` or before; one that was let through today waits until tomorrow."""
        return self.filter(released_on__lte=on)


class CaseMessage(models.Model):
    """What the citizen wrote later, as the desk may read it: redacted, dated by day."""

    case = models.ForeignKey(FeedbackCase, on_delete=models.CASCADE, related_name="messages")
    text = NFCTextField()
    released_on = models.DateField()

    objects = CaseMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "lời bổ sung của người gửi"

    def __str__(self) -> str:
        return self.text[:40]


class CasePhoto(models.Model):
    """A photo that triage let through, drawn anew."""

    case = models.ForeignKey(FeedbackCase, on_delete=models.CASCADE, related_name="photos")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "ảnh đã duyệt của phản ánh"

    def __str__(self) -> str:
        return str(self.attachment_id)


class Extension(models.Model):
    """A later due day, with the reason that the sender reads."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(FeedbackCase, on_delete=models.CASCADE, related_name="extensions")
    from_day = models.DateField()
    to_day = models.DateField()
    reason = NFCTextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "gia hạn phản ánh"

    def __str__(self) -> str:
        return f"{self.from_day} → {self.to_day}"


class CaseTerm(models.Model):
    """Working days in which a kind of case is answered, where the province sets another than the default."""

    kind = models.CharField(max_length=20, choices=CaseKind, unique=True)
    working_days = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "thời hạn trả lời phản ánh"

    def __str__(self) -> str:
        return f"{self.kind}: {self.working_days}"

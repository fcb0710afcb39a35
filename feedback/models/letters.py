"""Letters to citizens (thư xin lỗi, cảm ơn, chúc mừng) and the overdue dossiers that drive the apologies."""

from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from agencies.enums import Role
from agencies.models import Agency, StaffMember
from agencies.models.scope import scope_of
from core.fields import NFCCharField, NFCTextField
from feedback.enums import LetterKind, LetterState

if TYPE_CHECKING:
    from agencies.models import User

READERS = (Role.AGENCY_HEAD, Role.HOME_AFFAIRS, Role.INSPECTOR)
"""Whose roles over an agency open its letters and overdue dossiers, besides those who work there."""

ISSUED_STATES = (LetterState.ISSUED, LetterState.SENT)


def of_own_agencies(user: "User", on: date) -> Q:
    """Rows of agencies under the user's roles today, and of the rated agency where they work."""
    scope = scope_of(user, on)
    own = {held.rated_agency_id for held in scope.workplaces if held.rated_agency_id}
    return scope.agency_condition(READERS, "agency", on) | Q(agency__in=own)


class OverdueDossierQuerySet(models.QuerySet["OverdueDossier"]):
    """Dossiers by what they owe."""

    def visible_to(self, user: "User", on: date) -> Self:
        """Those of agencies that the user answers for or works in."""
        return self.filter(of_own_agencies(user, on))

    def unfinished(self) -> Self:
        """Those whose result is still to be handed out."""
        return self.filter(finished_on=None)

    def late(self, today: date) -> Self:
        """Those handed out after the appointed day, or not at all though it has passed."""
        after = Q(finished_on__gt=F("due_on"))
        return self.filter(after | Q(finished_on=None, due_on__lt=today))

    def apologised(self) -> Self:
        """Those with an apology that was issued."""
        return self.filter(Exists(_apologies()))

    def owing(self, until: date) -> Self:
        """Those not finished, appointed for ``until`` or before, without an apology that was issued."""
        return self.unfinished().filter(~Exists(_apologies()), due_on__lte=until)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters by state."""

    def visible_to(self, user: "User", on: date) -> Self:
        """Those of agencies that the user answers for or works in."""
        return self.filter(of_own_agencies(user, on))

    def issued(self) -> Self:
        """Those with a number, sent or not."""
        return self.filter(state__in=ISSUED_STATES)

    def drafts(self) -> Self:
        """Those that nobody has issued yet."""
        return self.filter(state=LetterState.DRAFT)


def _apologies() -> "models.QuerySet[Letter]":
    return Letter.objects.filter(
        dossier=OuterRef("pk"), kind=LetterKind.APOLOGY, state__in=ISSUED_STATES
    ).order_by()


class DossierBatch(models.Model):
    """One list of overdue dossiers: a CSV file or one call of the API."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    client = models.ForeignKey(
        "feedback.OneStopClient", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "danh sách hồ sơ trễ hẹn"

    def __str__(self) -> str:
        return f"{self.agency_id} {self.made_at:%d/%m/%Y}"


class OverdueDossier(models.Model):
    """A dossier that was or will be late: it owes its applicant an apology (NĐ 61/2018 Đ19.9, CQ-13)."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    batch = models.ForeignKey(DossierBatch, null=True, on_delete=models.PROTECT, related_name="dossiers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = NFCCharField(max_length=60)
    procedure = NFCCharField(max_length=300)
    applicant = NFCCharField(max_length=160)
    email = models.EmailField(blank=True)
    received_on = models.DateField()
    due_on = models.DateField()
    finished_on = models.DateField(null=True)

    objects = OverdueDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ trễ hẹn"
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="overdue_dossier_once")]
        indexes = [models.Index(fields=["agency", "due_on"], name="dossier_agency_due")]

    def __str__(self) -> str:
        return self.code


class Letter(models.Model):
    """A letter with its number in the register of its agency, year and kind; a draft has none yet.

    ``reason`` (why the result is late) and ``new_due_on`` (the day promised anew) are of an apology;
    ``is_late`` says that it was issued after the last lawful day. ``staff`` is whom thanks or congratulations
    inside the house are for. ``content`` is the paper as it was issued (core.documents.flow) and ``sha256``
    its digest: what was issued is printed again as it stood, and the database refuses to change it; only how
    it was sent is written afterwards. ``mail_asked_at`` is set while an e-mail waits to leave.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=16, choices=LetterKind)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    dossier = models.ForeignKey(OverdueDossier, null=True, on_delete=models.PROTECT, related_name="letters")
    recipient = NFCCharField(max_length=160)
    email = models.EmailField(blank=True)
    staff = models.ForeignKey(StaffMember, null=True, on_delete=models.PROTECT, related_name="+")
    reason = NFCTextField(blank=True, help_text="Lý do chậm trả kết quả.")
    body = NFCTextField(help_text="Lời xin lỗi, cảm ơn hoặc chúc mừng.")
    new_due_on = models.DateField(null=True)
    is_late = models.BooleanField(default=False)
    number = models.PositiveIntegerField(null=True)
    symbol = NFCCharField(max_length=60, blank=True, help_text="Số, ký hiệu đầy đủ, như 12/PXL-STP.")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=LetterState, default=LetterState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    signer_name = NFCCharField(max_length=160, blank=True)
    signer_capacity = NFCCharField(max_length=160, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)
    sent_by_hand = models.BooleanField(default=False)
    mail_asked_at = models.DateTimeField(null=True)
    mail_refused = models.BooleanField(default=False)
    content = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Dấu SHA-256 của nội dung khi ban hành.")

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "thư gửi người dân"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "year", "number"],
                condition=Q(number__isnull=False),
                name="letter_number_once",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(kind=LetterKind.APOLOGY, state__in=[state.value for state in ISSUED_STATES]),
                name="letter_apology_once",
            ),
        ]
        indexes = [models.Index(fields=["agency", "kind", "year"], name="letter_register")]

    def __str__(self) -> str:
        return f"{LetterKind(self.kind).label} {self.number or '(nháp)'}"


class LetterRegister(models.Model):
    """The register of one agency, kind and year: the last number given. Whoever gives a number locks it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=16, choices=LetterKind)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "sổ thư"
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "year"], name="letter_register_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


class LetterTemplateQuerySet(models.QuerySet["LetterTemplate"]):
    """Templates by who uses them."""

    def for_agency(self, agency_id: int) -> Self:
        """Those of an agency and those of everybody that are in use, the agency's own first."""
        mine = Q(agency=agency_id) | Q(agency=None)
        return self.filter(mine, is_active=True).order_by(F("agency").asc(nulls_last=True), "name", "pk")


class LetterTemplate(models.Model):
    """Words to begin a letter with; ``agency`` None: for everybody.

    ``body`` may hold the marks of :mod:`feedback.rules.letter_words`, such as {thủ tục}.
    """

    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=LetterKind)
    name = NFCCharField(max_length=120)
    body = NFCTextField()
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    form_id = models.UUIDField(null=True, unique=True)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "mẫu thư"

    def __str__(self) -> str:
        return self.name

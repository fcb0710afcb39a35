"""Official documents of an inspection: numbered, registered, and never changed once issued."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

from core.fields import NFCCharField
from evaluations.enums import DocumentKind
from evaluations.models.inspections import Inspection

if TYPE_CHECKING:
    from agencies.models import User


class IssuedDocumentQuerySet(models.QuerySet["IssuedDocument"]):
    """Documents by who may read them."""

    def visible_to(self, user: "User", on: date) -> Self:
        """Those of inspections whose record the user may read.

        The notice is read with the inspection itself, the report by the inspected only once it is concluded.
        """
        record = Inspection.objects.record_visible_to(user, on).values("pk")
        known = Inspection.objects.visible_to(user, on).values("pk")
        reported = Inspection.objects.report_visible_to(user, on).values("pk")
        others = models.Q(inspection__in=record) & ~models.Q(kind=DocumentKind.REPORT)
        notices = models.Q(kind=DocumentKind.NOTICE, inspection__in=known)
        return self.filter(others | notices | models.Q(kind=DocumentKind.REPORT, inspection__in=reported))


class IssuedDocument(models.Model):
    """A document as it was issued; the database refuses to change or delete it.

    ``facts`` is what was true (names, roster, criteria version, findings) and ``content`` what was printed;
    ``sha256`` is of the canonical JSON of both (see evaluations.rules.documents.sealing) and stands in the
    audit chain. The files lie under MEDIA_ROOT; they are read back, never made anew. ``code`` is what the QR
    on the paper asks about.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=12, choices=DocumentKind)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="documents")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(help_text="Số thứ tự trong sổ của loại văn bản và năm.")
    symbol = NFCCharField(max_length=60, help_text="Số, ký hiệu đầy đủ, như 12/BB-SNV.")
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signer = NFCCharField(max_length=120, blank=True)
    signer_post = NFCCharField(max_length=120, blank=True)
    facts = models.JSONField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    code = models.CharField(max_length=24, unique=True)
    pdf_path = models.CharField(max_length=120)
    pdf_sha256 = models.CharField(max_length=64)
    docx_path = models.CharField(max_length=120)
    docx_sha256 = models.CharField(max_length=64)

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản đã ban hành"
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "number"], name="document_number_once")
        ]
        indexes = [models.Index(fields=["inspection", "kind"], name="document_of_inspection")]

    def __str__(self) -> str:
        return self.symbol


class DocumentRegister(models.Model):
    """The register of one kind and year: the last number given. Whoever gives a number locks this row."""

    kind = models.CharField(max_length=12, choices=DocumentKind)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "sổ văn bản"
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="document_register_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


class DocumentStyle(models.Model):
    """How the office writes its papers, where Home Affairs has set it; one row, key 1.

    ``symbols`` and ``recipients`` are by kind: {"minutes": "BB-SNV"}, {"minutes": ["Như trên;", "Lưu: VT."]}.
    """

    parent = NFCCharField(max_length=120)
    issuer = NFCCharField(max_length=120)
    place = NFCCharField(max_length=60)
    head_post = NFCCharField(max_length=60)
    symbols = models.JSONField(default=dict)
    recipients = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = "thể thức văn bản"

    def __str__(self) -> str:
        return self.issuer

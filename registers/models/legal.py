"""Legal documents and the criteria that rest on them."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.fields import NFCCharField


class LegalDocumentQuerySet(models.QuerySet["LegalDocument"]):
    """Documents on a day."""

    def in_force(self, on: date) -> Self:
        """Those in force on ``on``."""
        return self.filter(Q(expired_on__isnull=True) | Q(expired_on__gt=on), in_force_on__lte=on)


class LegalDocument(models.Model):
    """A decision, decree, law or plan: [in_force_on, expired_on), perhaps replaced by another."""

    id = models.UUIDField(primary_key=True)
    number = NFCCharField(max_length=80, unique=True)
    issuer = NFCCharField(max_length=120)
    title = NFCCharField(max_length=400)
    issued_on = models.DateField()
    in_force_on = models.DateField()
    expired_on = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaces")
    note = NFCCharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    objects = LegalDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản pháp lý"
        constraints = [
            models.CheckConstraint(
                condition=Q(expired_on__isnull=True) | Q(expired_on__gt=models.F("in_force_on")),
                name="legal_document_dates",
            )
        ]

    def __str__(self) -> str:
        return self.number


class LegalReference(models.Model):
    """The article of a document on which a criterion rests; criteria are named by their code."""

    document = models.ForeignKey(LegalDocument, on_delete=models.CASCADE, related_name="references")
    criterion = models.CharField(max_length=20)
    article = NFCCharField(max_length=120, blank=True)

    class Meta:
        verbose_name = "căn cứ của tiêu chí"
        constraints = [
            models.UniqueConstraint(fields=["document", "criterion", "article"], name="legal_reference_once")
        ]
        indexes = [models.Index(fields=["criterion"], name="legal_reference_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.article}"

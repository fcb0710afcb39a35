"""Indices measured by others, per agency and year."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency
from core.fields import NFCCharField
from registers.enums import IndexKind


class ExternalIndex(models.Model):
    """One agency's value of one index in one year, as its source document says; never part of a score."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=IndexKind)
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=7, decimal_places=2, validators=[MinValueValidator(0)])
    scale = models.DecimalField(max_digits=7, decimal_places=2, help_text="Mức cao nhất, ví dụ 100.")
    rank = models.PositiveSmallIntegerField(null=True)
    ranked_of = models.PositiveSmallIntegerField(null=True)
    document = NFCCharField(max_length=200, help_text="Văn bản công bố.")
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "chỉ số bên ngoài"
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "year"], name="external_index_once"),
            models.CheckConstraint(
                condition=Q(value__gte=0) & Q(value__lte=F("scale")), name="external_index_within_scale"
            ),
            models.CheckConstraint(
                condition=Q(rank__isnull=True, ranked_of__isnull=True)
                | Q(rank__gte=1, rank__lte=F("ranked_of")),
                name="external_index_rank",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"

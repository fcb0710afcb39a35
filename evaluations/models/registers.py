"""Facts from registers (letters, pledges, deadlines): declared by an agency, verified by the inspectorate."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency
from core.fields import NFCTextField
from evaluations.models.criteria import Criterion
from evaluations.models.periods import Period


class RegisterFact(models.Model):
    """k of n for one criterion, agency and period (meaning by measure, S2); only verified ones count."""

    id = models.UUIDField(primary_key=True)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+", db_index=False)
    n = models.PositiveIntegerField()
    k = models.PositiveIntegerField()
    not_applicable = models.BooleanField(default=False)
    note = NFCTextField(blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    declared_at = models.DateTimeField()
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    verified_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(
        null=True, help_text="Lúc cổng tính từ các mục đã xác nhận; trống: ghi hoặc nhập trực tiếp."
    )

    class Meta:
        verbose_name = "số liệu sổ theo dõi"
        constraints = [
            models.UniqueConstraint(fields=["period", "agency", "criterion"], name="register_fact_once"),
            models.CheckConstraint(
                condition=Q(not_applicable=True) | Q(n__gt=0, k__lte=F("n")), name="register_fact_k_of_n"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.k}/{self.n}"

"""What ties a citizen's report to what an inspection saw (FEATURES 84)."""

from django.conf import settings
from django.db import models

from core.fields import NFCCharField
from evaluations.models.criteria import Criterion
from evaluations.models.inspections import Inspection
from feedback.models import FeedbackCase


class CaseLink(models.Model):
    """A case and an inspection that looked into it; ``criterion`` names the finding, NULL the whole visit.

    Who may see the link is asked on both ends: the case and the inspection.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(FeedbackCase, on_delete=models.PROTECT, related_name="inspection_links")
    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="case_links", db_index=False
    )
    criterion = models.ForeignKey(Criterion, null=True, on_delete=models.PROTECT, related_name="+")
    note = NFCCharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "phản ánh liên quan cuộc kiểm tra"
        constraints = [
            models.UniqueConstraint(fields=["inspection", "case"], name="case_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} – {self.inspection_id}"

"""Trust, then verify: the month's drawn share of staff, and the evidence attached to forms."""

from django.conf import settings
from django.db import models

from agencies.models import Agency, StaffMember
from core.fields import NFCCharField
from core.models import Attachment
from evaluations.models.assessments import SelfAssessment
from evaluations.models.periods import Period


class EvidenceDraw(models.Model):
    """The month's draw of staff who attach evidence: one, never made again; anyone redoes it with the seed.

    ``commitment`` (SHA-256 of the seed) is published before the month ends, the seed with the draw.
    ``candidates`` is how many staff codes took part, ``codes`` their sorted list, one a line, and
    ``candidates_sha256`` the digest of that text. The codes are read by no page: what is published are the
    digests of the draw, by which each code can be found by whoever knows it.
    """

    period = models.OneToOneField(
        Period, primary_key=True, on_delete=models.PROTECT, related_name="evidence_draw"
    )
    percent = models.PositiveSmallIntegerField(help_text="Tỷ lệ rút, phần trăm.")
    commitment = models.CharField(max_length=64)
    seed = models.CharField(max_length=64)
    committed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    committed_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)
    candidates = models.PositiveIntegerField(default=0)
    candidates_sha256 = models.CharField(max_length=64, blank=True)
    codes = models.TextField(blank=True)

    class Meta:
        verbose_name = "mẫu minh chứng của tháng"

    def __str__(self) -> str:
        return f"{self.percent}%"


class SampledPerson(models.Model):
    """A person whom the month's draw took: their form attaches evidence or says why there is none."""

    draw = models.ForeignKey(EvidenceDraw, on_delete=models.PROTECT, related_name="people")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "người trong mẫu minh chứng"
        constraints = [models.UniqueConstraint(fields=["draw", "agency", "staff"], name="sampled_once")]

    def __str__(self) -> str:
        return f"Mẫu {self.pk}"


class AssessmentEvidence(models.Model):
    """A file that a person attached to one criterion of their form; read by whoever may read the form.

    ``id`` is made in the browser: the same file sent again is the same row.
    """

    id = models.UUIDField(primary_key=True)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", db_index=False)
    assessment = models.ForeignKey(SelfAssessment, on_delete=models.PROTECT, related_name="evidence")
    position = models.PositiveSmallIntegerField(help_text="Vị trí của tiêu chí trong bộ tiêu chí.")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    caption = NFCCharField(max_length=200, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = "minh chứng của phiếu"

    def __str__(self) -> str:
        return f"Minh chứng {self.pk}"

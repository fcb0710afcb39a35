"""The draw of inspections that another team repeats, to see whether teams record alike."""

from django.conf import settings
from django.db import models

from evaluations.models.periods import Period


class DoubleSample(models.Model):
    """The double-inspection sample of a month: one draw, which anyone with the seed can redo.

    There is one of each month and it is never made again, so nobody can draw until the outcome pleases.
    ``candidates`` lists every concluded inspection of the month: {inspection, agency, code, name, visited_on,
    cause}, where a ``cause`` says why it takes no part; ``drawn`` the codes of agencies, in the order drawn.
    Read by Sở Nội vụ alone: what was drawn tells whom an unannounced visit is coming to.
    """

    id = models.UUIDField(primary_key=True)
    period = models.OneToOneField(Period, on_delete=models.PROTECT, related_name="double_sample")
    percent = models.PositiveSmallIntegerField(help_text="Tỷ lệ rút, phần trăm.")
    seed = models.CharField(max_length=64)
    candidates = models.JSONField()
    drawn = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "mẫu kiểm tra lặp"

    def __str__(self) -> str:
        return f"{self.percent}%"

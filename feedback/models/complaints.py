"""Complaints and suggestions by year, as an agency or the press stated them before the portal existed."""

from typing import Self

from django.db import models

from agencies.models import Agency
from core.fields import NFCTextField


class ComplaintYearQuerySet(models.QuerySet["ComplaintYear"]):
    """The series of an agency."""

    def of(self, agency: Agency) -> Self:
        """The years of ``agency``, oldest first."""
        return self.filter(agency=agency).order_by("year")


class ComplaintYear(models.Model):
    """How many complaints and suggestions an agency received in a year.

    ``count`` 0 says that there were none; NULL says that the source names the year without a figure; a year
    without a row was not spoken of. The three never turn into one another (clause S4).
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="complaint_years")
    year = models.PositiveSmallIntegerField("năm")
    count = models.PositiveIntegerField("số phản ánh, kiến nghị", null=True)
    source = NFCTextField("nguồn")

    objects = ComplaintYearQuerySet.as_manager()

    class Meta:
        verbose_name = "số phản ánh, kiến nghị theo năm"
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="complaint_year_once")]

    def __str__(self) -> str:
        return f"{self.year}: {'—' if self.count is None else self.count}"

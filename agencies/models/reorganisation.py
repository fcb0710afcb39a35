"""Acts by which agencies merge, split, move or end, and who succeeds whom."""

from django.db import models

from agencies.enums import SuccessionKind
from agencies.models.agency import Agency
from core.fields import NFCCharField


class Reorganisation(models.Model):
    """A decision that changes the organisation: its number, the day it was made and the day it applies."""

    decision_number = NFCCharField(max_length=60, unique=True)
    title = NFCCharField(max_length=200)
    decided_on = models.DateField()
    in_force_on = models.DateField()
    source = NFCCharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "quyết định sắp xếp tổ chức"

    def __str__(self) -> str:
        return self.decision_number


class AgencySuccession(models.Model):
    """One link from an agency that ended or gave something up to the one that took over."""

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, related_name="successions")
    kind = models.CharField(max_length=10, choices=SuccessionKind)
    predecessor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions_out")
    successor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions_in")

    class Meta:
        verbose_name = "kế thừa cơ quan"
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "predecessor", "successor"], name="succession_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="succession_not_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"

"""The sentence that may come with a rating: sealed, moderated, and joined to no rating."""

from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.db import models

from agencies.models import Agency
from core.fields import NFCTextField
from feedback.enums import RemarkState
from feedback.models.counters import Counter
from feedback.models.custody import words_within_reach
from feedback.models.vaults import Vault

if TYPE_CHECKING:
    from agencies.models import User


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Sentences by where they stand and by who may read them."""

    def released(self, on: date) -> Self:
        """Those that went out in a batch of ``on`` or before; shown by month, and only from five ratings."""
        return self.filter(state=RemarkState.RELEASED, released_on__lte=on)

    def to_read(self) -> Self:
        """Those that nobody has read, the oldest day first."""
        return self.filter(state=RemarkState.WAITING).order_by("day", "pk")

    def sealed_for(self, user: "User", on: date) -> Self:
        """Those whose words the user holds the key to, never about an agency of their own."""
        return self.filter(words_within_reach(user, on))


class Remark(models.Model):
    """A citizen's sentence about a counter. Its id is random and no rating knows it.

    ``is_low`` tells only whether it came with one or two stars. The envelope is emptied in the
    night after the sentence went out or was withheld.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="remarks")
    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    is_low = models.BooleanField()
    is_suspect = models.BooleanField(default=False)
    envelope = models.BinaryField()
    state = models.CharField(max_length=10, choices=RemarkState, default=RemarkState.WAITING)
    released_text = NFCTextField(blank=True)
    ready_on = models.DateField(null=True)
    released_on = models.DateField(null=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "lời góp ý kèm đánh giá"
        indexes = [
            models.Index(fields=["vault", "state", "day"], name="remark_triage"),
            models.Index(fields=["agency", "released_on"], name="remark_agency"),
        ]

    def __str__(self) -> str:
        return f"Góp ý {self.id.hex[:6].upper()}"

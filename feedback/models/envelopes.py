"""What a citizen wrote, sealed: only the holders of a vault open it."""

from uuid import uuid4

from django.db import models

from feedback.enums import SealedKind
from feedback.models.cases import FeedbackCase
from feedback.models.vaults import Vault


class Sealed(models.Model):
    """One envelope of a case: contact, text, photo, or a later message; only the vault's holders open it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(FeedbackCase, on_delete=models.CASCADE, related_name="sealed")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SealedKind)
    envelope = models.BinaryField()
    day = models.DateField()
    read_on = models.DateField(null=True, help_text="Ngày lời bổ sung được duyệt hoặc bỏ qua.")

    class Meta:
        verbose_name = "phong bì niêm phong"
        indexes = [models.Index(fields=["case", "kind"], name="sealed_of_case")]

    def __str__(self) -> str:
        return str(SealedKind(self.kind).label)

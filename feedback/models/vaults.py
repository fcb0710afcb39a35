"""Who holds the keys to sealed identities: vaults, their holders, and the holders' shares.

Nothing here opens an envelope: private halves are wrapped under passphrases that only their holders know.
"""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

from agencies.models import Agency
from core.fields import NFCCharField
from feedback.enums import VaultCode

if TYPE_CHECKING:
    from agencies.models import User


class VaultQuerySet(models.QuerySet["Vault"]):
    """Vaults by holder."""

    def held_by(self, user: "User") -> Self:
        """Vaults of which a person holds a share now."""
        return self.filter(shares__holder__user=user, shares__ended_at=None)


class Vault(models.Model):
    """A key pair to which citizens' words are sealed; cases about ``body`` go to the other vault (G4).

    ``body`` is the agency in which the holders work.
    """

    code = models.CharField(max_length=10, choices=VaultCode, unique=True)
    body = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    public_key = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = VaultQuerySet.as_manager()

    class Meta:
        verbose_name = "két niêm phong"

    def __str__(self) -> str:
        return str(VaultCode(self.code).label)


class HolderKey(models.Model):
    """A custodian's own pair; ``wrapped_key`` opens with the passphrase only they know (core.sealing)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="holder_key")
    public_key = models.BinaryField(max_length=32)
    wrapped_key = models.BinaryField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "khóa của người giữ danh tính"

    def __str__(self) -> str:
        return str(self.user)


class VaultShareQuerySet(models.QuerySet["VaultShare"]):
    """Shares by holder."""

    def held_by(self, user: "User") -> Self:
        """Shares that a person may open now: not taken back."""
        return self.filter(holder__user=user, ended_at=None)


class VaultShare(models.Model):
    """The vault's private half, sealed to one holder; ``ended_at`` takes it back and empties the envelope."""

    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="shares")
    holder = models.ForeignKey(HolderKey, on_delete=models.PROTECT, related_name="shares")
    sealed_key = models.BinaryField(max_length=200)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = VaultShareQuerySet.as_manager()

    class Meta:
        verbose_name = "phần khóa của két"
        constraints = [
            models.UniqueConstraint(
                fields=["vault", "holder"], condition=models.Q(ended_at=None), name="vault_share_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.vault} – {self.holder}"


class Opening(models.Model):
    """A look at something sealed: who, what kind, why. Rows are only added; none can be taken back."""

    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="openings")
    case = models.ForeignKey(
        "feedback.FeedbackCase", null=True, on_delete=models.PROTECT, related_name="openings"
    )
    kind = models.CharField(max_length=10, help_text="Loại nội dung: contact, text, photo, message, remark.")
    reason = NFCCharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "lần mở niêm phong"
        indexes = [models.Index(fields=["case", "at"], name="opening_case")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%d/%m/%Y}"

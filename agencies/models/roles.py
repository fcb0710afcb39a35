"""Roles over an agency between two days, and rights lent to a deputy."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models

from agencies.enums import Role
from agencies.models.agency import Agency
from agencies.models.dated import ends_after_start, in_force
from core.fields import NFCCharField


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Grants on a day."""

    def as_of(self, on: date) -> Self:
        """Grants in force on ``on``."""
        return self.filter(in_force(on))


class RoleGrant(models.Model):
    """A role of a user over an agency and all that stands under it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=12, choices=Role)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="grants")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò được giao"
        constraints = [ends_after_start("role_grant_dates")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Delegations on a day."""

    def as_of(self, on: date) -> Self:
        """Delegations in force on ``on``."""
        return self.filter(in_force(on))


class Delegation(models.Model):
    """A head's rights lent to a deputy for at most 30 days; never more than the giver holds."""

    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations_given"
    )
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations_held"
    )
    role = models.CharField(max_length=12, choices=Role)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="delegations")
    reason = NFCCharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = "ủy quyền"
        constraints = [ends_after_start("delegation_dates")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}"

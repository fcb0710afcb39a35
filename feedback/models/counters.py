"""Counters where citizens are served; each has a public address that a QR code carries."""

import secrets
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

from agencies.enums import Role
from agencies.models import Agency
from agencies.models.dated import ends_after_start, in_force
from agencies.models.scope import PROVINCE_READERS, scope_of
from core.fields import NFCCharField

if TYPE_CHECKING:
    from agencies.models import User

COUNTER_READERS = PROVINCE_READERS | {Role.AGENCY_HEAD, Role.UNIT_HEAD}


def new_token() -> str:
    """An unguessable address of 128 bits for a counter's page."""
    return secrets.token_urlsafe(16)


class CounterQuerySet(models.QuerySet["Counter"]):
    """Counters in use, and those a person may see."""

    def as_of(self, on: date) -> Self:
        """Counters in use on ``on``."""
        return self.filter(in_force(on))

    def visible_to(self, user: "User", on: date) -> Self:
        """Counters of agencies under the user's roles."""
        return self.filter(scope_of(user, on).agency_condition(COUNTER_READERS, "agency", on))


class Counter(models.Model):
    """A counter of an agency; ``revoked_at`` ends its code before its time."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="counters")
    name = NFCCharField(max_length=120)
    token = models.CharField(max_length=32, unique=True, default=new_token)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CounterQuerySet.as_manager()

    class Meta:
        verbose_name = "quầy tiếp nhận"
        constraints = [ends_after_start("counter_dates")]

    def __str__(self) -> str:
        return self.name

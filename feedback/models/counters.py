"""Counters where citizens are served; each has a public address that a QR code carries."""

import secrets
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from agencies.enums import Role
from agencies.models import Agency, AgencyVersion
from agencies.models.dated import ends_after_start, in_force
from agencies.models.scope import scope_of
from core.fields import NFCCharField
from feedback.codes import code_of

if TYPE_CHECKING:
    from agencies.models import User

COUNTER_READERS = frozenset({Role.HOME_AFFAIRS, Role.INSPECTOR, Role.AGENCY_HEAD})
"""Who sees codes of counters (RELIABILITY §2.2, QR codes)."""


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

    def of_agencies_named(self, words: str, on: date) -> Self:
        """Counters whose unit, or the agency it belongs to, is called so; accents and case apart."""
        named = AgencyVersion.objects.as_of(on).named(words).values("agency")
        unit = AgencyVersion.objects.as_of(on).filter(agency=OuterRef("agency"))
        return self.filter(Exists(unit.filter(Q(agency__in=named) | Q(rated_agency__in=named))))

    def in_agency_order(self, on: date) -> Self:
        """By Vietnamese alphabetical order of the agency that is scored, then as they were opened."""
        unit = AgencyVersion.objects.as_of(on).filter(agency=OuterRef("agency"))
        above = AgencyVersion.objects.as_of(on).filter(agency=OuterRef("office"))
        return self.annotate(
            office=Subquery(unit.values("rated_agency")[:1]),
            office_sort=Subquery(above.values("name_sort")[:1]),
        ).order_by("office_sort", "office", "agency", "pk")


class Counter(models.Model):
    """A counter of an agency or unit; ``revoked_at`` ends its code before its time.

    ``token`` is 128 random bits; the printed code adds a signature to it (feedback.codes). ``form_id`` is the
    form that made the row, and repeating it is harmless; counters loaded in bulk have none.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="counters")
    name = NFCCharField(max_length=120)
    token = models.CharField(max_length=32, unique=True, default=new_token)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    form_id = models.UUIDField(null=True, unique=True, editable=False)

    objects = CounterQuerySet.as_manager()

    class Meta:
        verbose_name = "quầy tiếp nhận"
        constraints = [ends_after_start("counter_dates")]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """What the QR code and the address carry: the token and its signature."""
        return code_of(self.token)

    def is_over(self, on: date) -> bool:
        """Whether its code no longer counts on ``on``: taken back, or past its last day."""
        return self.revoked_at is not None or (self.ends_on is not None and self.ends_on <= on)

    def is_open(self, on: date) -> bool:
        """Whether citizens may rate it on ``on``."""
        return self.starts_on <= on and not self.is_over(on)


class RetiredCode(models.Model):
    """A token that was replaced: whoever still scans it is told so, and its counter goes on with another."""

    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="retired_codes")
    token = models.CharField(max_length=32, unique=True)
    retired_at = models.DateTimeField()
    reason = NFCCharField(max_length=300)

    class Meta:
        verbose_name = "mã đã thay"

    def __str__(self) -> str:
        return self.token[:6]

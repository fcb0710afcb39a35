"""Roles over an agency between two days, and rights lent to a deputy."""

from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce

from agencies.enums import Role
from agencies.models.agency import Agency
from agencies.models.dated import in_force
from core.fields import NFCCharField

if TYPE_CHECKING:
    from agencies.models.users import User


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Grants on a day."""

    def as_of(self, on: date) -> Self:
        """Grants in force on ``on``."""
        return self.filter(in_force(on))

    def coming(self, on: date) -> Self:
        """Grants that begin after ``on``."""
        return self.filter(starts_on__gt=on).exclude(ends_on=models.F("starts_on"))

    def over(self, on: date) -> Self:
        """Grants that ended on ``on`` or before, or were taken back before they began."""
        return self.filter(Q(ends_on__lte=on) | Q(ends_on=models.F("starts_on")))

    def in_role_order(self) -> Self:
        """By role as the closed list goes, the province's first, then by the holder's given name."""
        rank = Case(*(When(role=role, then=place) for place, role in enumerate(Role.values)))
        return self.order_by(rank, Coalesce("user__staff__name_sort", Value("")), "-starts_on", "pk")

    def visible_to(self, user: "User", on: date) -> Self:
        """All for those who keep roles or accounts, else one's own (RELIABILITY §2.2, roles and users)."""
        from agencies.models.scope import scope_of

        keeps = scope_of(user, on).has(Role.HOME_AFFAIRS, Role.OPERATOR)
        return self.all() if keeps else self.filter(user=user)


class RoleGrant(models.Model):
    """A role of a user over an agency and all that stands under it.

    ``id`` is made by the form, so giving a role twice is harmless. A grant taken back on its first day has
    ``ends_on`` equal to ``starts_on``: it never holds again, and the row tells that it was given.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
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
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="role_grant_dates",
                violation_error_message="Ngày thôi giao không được trước ngày giao.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Delegations on a day, and whose they are."""

    def visible_to(self, user: "User", on: date) -> Self:
        """Those given or received, over agencies one heads, or all for Home Affairs (RELIABILITY §2.2)."""
        from agencies.models.scope import scope_of

        scope = scope_of(user, on)
        if scope.has(Role.HOME_AFFAIRS):
            return self.all()
        own = Q(giver=user) | Q(receiver=user)
        return self.filter(own | scope.agency_condition([Role.AGENCY_HEAD], "agency", on))

    def as_of(self, on: date) -> Self:
        """Delegations in force on ``on`` by their dates alone."""
        return self.filter(in_force(on))

    def living(self, on: date) -> Self:
        """Delegations that give a right on ``on``: dated so, and their active giver still holds the role.

        A delegation dies with the giver's post (RELIABILITY 2.3.7); the scope's own statement says the same.
        """
        own = RoleGrant.objects.as_of(on).filter(
            user=models.OuterRef("giver"), role=models.OuterRef("role"), agency=models.OuterRef("agency")
        )
        return self.as_of(on).filter(models.Exists(own), giver__is_active=True)


class Delegation(models.Model):
    """A head's rights lent to a deputy for at most 30 days; never more than the giver holds.

    ``form_id`` is made by the form, so lending twice is harmless. One that was taken back before it began or
    on its first day has ``ends_on`` equal to ``starts_on``.
    """

    form_id = models.UUIDField(null=True, unique=True)
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
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="delegation_dates",
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}"

"""Handing a sender's contact on to a body that needs it: one custodian asks, another agrees (‡)."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.fields import NFCCharField
from feedback.enums import HandingState
from feedback.models.cases import FeedbackCase

if TYPE_CHECKING:
    from agencies.models import User


class ContactHandingQuerySet(models.QuerySet["ContactHanding"]):
    """Requests by who may see and decide them."""

    def visible_to(self, user: "User", on: date) -> Self:
        """Those about cases whose words the user may open."""
        return self.filter(case__in=FeedbackCase.objects.sealed_for(user, on))

    def waiting(self) -> Self:
        """Those that nobody has decided, the oldest first."""
        return self.filter(state=HandingState.ASKED).order_by("asked_at", "pk")


class ContactHanding(models.Model):
    """A request to hand the contact of a case on to ``receiver``; ``id`` is made by the form.

    ``purpose`` says what for, never who. Who asked cannot agree: the database refuses it too.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(FeedbackCase, on_delete=models.PROTECT, related_name="handings")
    receiver = NFCCharField(max_length=200)
    purpose = NFCCharField(max_length=300)
    state = models.CharField(max_length=10, choices=HandingState, default=HandingState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = ContactHandingQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị bàn giao liên hệ"
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="handing_two_people"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=(HandingState.ASKED, HandingState.AGREED)),
                name="handing_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(HandingState(self.state).label)

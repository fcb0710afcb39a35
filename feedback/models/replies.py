"""Answers to citizens' reports, and the words they begin with."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.enums import Role
from agencies.models import Agency
from agencies.models.scope import scope_of
from core.fields import NFCCharField, NFCTextField
from feedback.enums import CaseState
from feedback.models.cases import FeedbackCase

if TYPE_CHECKING:
    from agencies.models import User


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Replies by who may read them."""

    def published(self) -> Self:
        """Those whose public words everybody may read."""
        return self.filter(
            case__published_on__isnull=False, case__state=CaseState.ANSWERED, public_text__gt=""
        )


class Reply(models.Model):
    """An answer to the sender.

    ``public_question`` and ``public_text`` name nobody and are what everybody reads once it is published;
    ``shared_text`` names nobody either and is what the senders of merged reports read.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(FeedbackCase, on_delete=models.CASCADE, related_name="replies")
    text = NFCTextField()
    public_question = NFCTextField(blank=True)
    public_text = NFCTextField(blank=True)
    shared_text = NFCTextField(blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = "trả lời phản ánh"

    def __str__(self) -> str:
        return self.text[:40]


class ReplyTemplateQuerySet(models.QuerySet["ReplyTemplate"]):
    """Templates by who may use and who may keep them."""

    def usable_for(self, agency_id: int | None) -> Self:
        """Those in use for replies of an agency: its own and those for everybody."""
        return self.filter(Q(agency=agency_id) | Q(agency=None), is_active=True)

    def visible_to(self, user: "User", on: date) -> Self:
        """Home Affairs all of them; heads their agency's and those for everybody."""
        scope = scope_of(user, on)
        if scope.has(Role.HOME_AFFAIRS):
            return self
        return self.filter(scope.agency_condition((Role.AGENCY_HEAD,), "agency", on) | Q(agency=None))


class ReplyTemplate(models.Model):
    """Words to begin a reply with; ``agency`` None: for everybody."""

    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    name = NFCCharField(max_length=120)
    text = NFCTextField()
    is_active = models.BooleanField(default=True)

    objects = ReplyTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "mẫu trả lời"

    def __str__(self) -> str:
        return self.name

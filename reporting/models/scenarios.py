"""A what-if that was kept: which rules were changed, over which figures, and what came out."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

from agencies.models.scope import scope_of
from core.fields import NFCCharField, NFCTextField, StoredJSON
from evaluations.models.results import RESULT_READERS

if TYPE_CHECKING:
    from agencies.models import User


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    """Scenarios by who may read them."""

    def visible_to(self, user: "User", on: date) -> Self:
        """All of them for those who read the figures of the whole province, none for others."""
        return self.all() if scope_of(user, on).has(*RESULT_READERS) else self.none()


class Scenario(models.Model):
    """A copy of a framework with changes, tried on some months; nothing else ever reads it.

    ``changes`` is what ``evaluations.rules.what_if.codec`` writes, to every version of the framework
    ``set_code``. ``pins`` names the figures it stands on, oldest month first: [period, first day, revision of
    the roll-up, snapshot or None]. ``outcome`` holds every agency's move by month (rules.scenarios).
    """

    id = models.UUIDField(primary_key=True)
    name = NFCCharField(max_length=120)
    note = NFCTextField(blank=True)
    set_code = models.SlugField(max_length=40)
    changes = models.JSONField(default=dict)
    pins = models.JSONField(default=list)
    outcome = StoredJSON()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    computed_at = models.DateTimeField()

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        verbose_name = "phương án giả định"

    def __str__(self) -> str:
        return str(self.name)

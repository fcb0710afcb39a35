"""Agencies: an identity that lasts, and dated versions of what it is called and where it stands."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef

from agencies.enums import AgencyKind, AgencyLevel, ComparisonGroup, DressProfile
from agencies.models.dated import ends_after_start, in_force
from agencies.models.search import holds_words
from agencies.rules.comparison import RATED_KINDS, comparison_group
from core.fields import NFCCharField
from core.text import fold, text_sort_key

if TYPE_CHECKING:
    from agencies.models.users import User


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Which agencies exist, stand under another, or may be seen."""

    def existing(self, on: date) -> Self:
        """Agencies that have a version in force on ``on``."""
        return self.filter(Exists(AgencyVersion.objects.as_of(on).filter(agency=OuterRef("pk"))))

    def under(self, agency: "Agency", on: date) -> Self:
        """``agency`` itself and everything that stood under it on ``on``."""
        versions = AgencyVersion.objects.as_of(on).filter(path__contains=f"/{agency.pk}/")
        return self.filter(pk__in=versions.values("agency"))

    def visible_to(self, user: "User") -> Self:
        """Names of agencies are open to every signed-in person (RELIABILITY §2.2: L)."""
        return self.all() if user.is_active else self.none()


class Agency(models.Model):
    """An agency's lasting identity; same-name successors are other agencies."""

    code = models.SlugField(max_length=40, unique=True, help_text="Mã trong hệ thống, không đổi.")
    code_official = models.CharField(
        max_length=20, null=True, blank=True, help_text="Mã định danh điện tử (QĐ 20/2020/QĐ-TTg), nếu có."
    )
    is_demo = models.BooleanField(default=False)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan"

    def __str__(self) -> str:
        return self.code


class AgencyVersionQuerySet(models.QuerySet["AgencyVersion"]):
    """Agencies as they were on a day."""

    def as_of(self, on: date) -> Self:
        """The version of each agency in force on ``on``."""
        return self.filter(in_force(on))

    def rated(self) -> Self:
        """Those that receive a monthly score of their own."""
        return self.filter(kind__in=RATED_KINDS)

    def under(self, agency: Agency) -> Self:
        """``agency`` and what stands under it, in the versions selected so far."""
        return self.filter(path__contains=f"/{agency.pk}/")

    def named(self, words: str) -> Self:
        """Versions whose name holds every word, accents and case apart; old names are found too."""
        return self.filter(holds_words("name_folded", words))

    def in_name_order(self) -> Self:
        """By Vietnamese alphabetical order of names."""
        return self.order_by("name_sort", "agency_id")


class AgencyVersion(models.Model):
    """What an agency was called and under whom it stood between two days.

    ``path`` lists the identities from the root down, "/1/12/40/"; ``rated_agency`` is the nearest agency
    on it that gets a score (a division's score is its department's, clause S12).
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="versions")
    name = NFCCharField(max_length=200)
    short_name = NFCCharField(max_length=80)
    name_folded = models.CharField(max_length=300, editable=False)
    name_sort = models.CharField(max_length=255, editable=False)
    kind = models.CharField(max_length=20, choices=AgencyKind)
    level = models.CharField(max_length=10, choices=AgencyLevel)
    parent = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="child_versions")
    path = models.CharField(max_length=200, editable=False)
    rated_agency = models.ForeignKey(
        Agency, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    address = NFCCharField(max_length=200, blank=True)
    dress_profile = models.CharField(max_length=10, choices=DressProfile, default=DressProfile.NONE)
    has_counter = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = AgencyVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "phiên bản cơ quan"
        constraints = [ends_after_start("agency_version_dates")]
        indexes = [
            models.Index(fields=["path"], name="agency_version_path"),
            models.Index(fields=["kind", "starts_on"], name="agency_version_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_search_fields()
        super().save(*args, **kwargs)

    def fill_search_fields(self) -> None:
        """Derive the accent-free and the sorting form of the name; bulk writers call it themselves."""
        self.name_folded = fold(f"{self.name} {self.short_name}")
        self.name_sort = text_sort_key(self.short_name or self.name)

    @property
    def comparison_group(self) -> ComparisonGroup:
        """The group in which this agency is ranked (clause S11)."""
        return comparison_group(self.kind)

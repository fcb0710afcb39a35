"""People who work for agencies, and the dated posts they hold."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from agencies.enums import LEADER_POSITIONS, PersonType, Position, PostingKind
from agencies.models.agency import Agency
from agencies.models.dated import ends_after_start, in_force, overlapping
from agencies.models.search import holds_words
from core.fields import NFCCharField
from core.text import fold, name_sort_key

if TYPE_CHECKING:
    from agencies.models.users import User


class StaffMemberQuerySet(models.QuerySet["StaffMember"]):
    """Who works where, who is called what, and who may be seen by whom."""

    def working_in(self, agencies: models.QuerySet[Any, Any], on: date) -> Self:
        """People with a post in one of ``agencies`` on ``on``."""
        posts = Posting.objects.as_of(on).filter(agency__in=agencies)
        return self.filter(pk__in=posts.values("staff"))

    def named(self, words: str) -> Self:
        """People whose name or staff code holds every word, accents and case apart."""
        return self.filter(holds_words("name_folded", words, code="code"))

    def in_name_order(self) -> Self:
        """By given name, then family and middle names, as Vietnamese lists go."""
        return self.order_by("name_sort", "code")

    def visible_to(self, user: "User", on: date) -> Self:
        """People whose name and post ``user`` may see on ``on`` (RELIABILITY §2.2, staff basic)."""
        from agencies.models.scope import scope_of

        return scope_of(user, on).staff(self)


class StaffMember(models.Model):
    """A person employed by the province's administration, known by a staff code."""

    code = models.CharField(max_length=20, unique=True, help_text="Mã công chức, viên chức; chữ ASCII.")
    full_name = NFCCharField(max_length=120)
    name_folded = models.CharField(max_length=120, editable=False)
    name_sort = models.CharField(max_length=255, editable=False)
    person_type = models.CharField(max_length=20, choices=PersonType)
    email = models.EmailField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = StaffMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "cán bộ, công chức, viên chức"
        indexes = [models.Index(fields=["name_sort", "code"], name="staff_name_order")]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_search_fields()
        super().save(*args, **kwargs)

    def fill_search_fields(self) -> None:
        """Derive the accent-free and the sorting form of the name; bulk writers call it themselves."""
        self.name_folded = fold(self.full_name)
        self.name_sort = name_sort_key(self.full_name)


class PostingQuerySet(models.QuerySet["Posting"]):
    """Posts on a day or within a month."""

    def as_of(self, on: date) -> Self:
        """Posts held on ``on``."""
        return self.filter(in_force(on))

    def within(self, starts_on: date, ends_on: date) -> Self:
        """Posts held on some day of [starts_on, ends_on)."""
        return self.filter(overlapping(starts_on, ends_on))

    def leading(self) -> Self:
        """Posts of heads and deputies of agencies and units."""
        return self.filter(position__in=LEADER_POSITIONS)


class Posting(models.Model):
    """A post held between two days; dates are those on which it takes effect, not of entry."""

    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="postings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="postings")
    kind = models.CharField(max_length=12, choices=PostingKind, default=PostingKind.REGULAR)
    position = models.CharField(max_length=12, choices=Position, default=Position.STAFF)
    title = NFCCharField(max_length=120, help_text="Chức danh ghi trong quyết định.")
    is_counter = models.BooleanField(default=False, help_text="Trực tiếp tiếp dân tại quầy.")
    wears_uniform = models.BooleanField(default=False, help_text="Thuộc ngành có trang phục riêng.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = "vị trí công tác"
        constraints = [ends_after_start("posting_dates")]
        indexes = [models.Index(fields=["agency", "starts_on"], name="posting_agency")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_leader(self) -> bool:
        """Whether the leaders' criteria apply to this post."""
        return self.position in LEADER_POSITIONS

"""Entries of the registers, the people on their lists, and the files that prove them."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.enums import Role
from agencies.models import Agency, StaffMember
from agencies.models.scope import scope_of
from core.fields import NFCCharField, NFCTextField
from core.models import Attachment
from registers.enums import LIVE, EntryState
from registers.rules.catalogue import BY_CODE, PRIVATE, Register

if TYPE_CHECKING:
    from agencies.models import User

READERS = (Role.AGENCY_HEAD, Role.HOME_AFFAIRS, Role.INSPECTOR, Role.LEADER)
"""Whose roles over an agency open its registers; whoever works there reads them as well."""

PRIVATE_READERS = (Role.AGENCY_HEAD, Role.HOME_AFFAIRS)
"""Who reads entries that name breaches of persons (K1), besides the persons themselves."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries by state, register and reader."""

    def live(self) -> Self:
        """Those declared or verified."""
        return self.filter(state__in=LIVE)

    def waiting(self) -> Self:
        """Those that nobody has decided yet."""
        return self.filter(state=EntryState.DECLARED)

    def verified(self) -> Self:
        """Those that count."""
        return self.filter(state=EntryState.VERIFIED)

    def visible_to(self, user: "User", on: date) -> Self:
        """Entries of agencies the user works in or answers for; private ones for heads, Home Affairs and
        the person named. An agency is asked as it stood when the entry was declared.
        """
        scope = scope_of(user, on)
        own = {held.rated_agency_id for held in scope.workplaces if held.rated_agency_id}
        opened = scope.agency_condition(READERS, "agency", "declared_on") | Q(agency__in=own)
        guarded = scope.agency_condition(PRIVATE_READERS, "agency", "declared_on")
        if scope.staff_id is not None:
            guarded |= Q(staff=scope.staff_id)
        return self.filter((~Q(register__in=PRIVATE) & opened) | (Q(register__in=PRIVATE) & guarded))


class Entry(models.Model):
    """One line of one register of one agency; what its fields mean stands in the catalogue.

    ``details`` holds the typed fields. ``key`` names what the entry is about where it may stand only once;
    a breach's key names the act itself, whatever agency or year it is entered for (NĐ 233/2026 Đ14.3).
    """

    id = models.UUIDField(primary_key=True)
    register = models.CharField(max_length=30, help_text="Mã sổ trong danh mục.")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(StaffMember, null=True, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    day = models.DateField()
    number = NFCCharField(max_length=80, blank=True)
    title = NFCCharField(max_length=300)
    details = models.JSONField(default=dict)
    key = models.CharField(max_length=250, blank=True)
    state = models.CharField(max_length=10, choices=EntryState, default=EntryState.DECLARED)
    version = models.PositiveIntegerField(default=1)
    declared_on = models.DateField(help_text="Ngày khai, theo giờ Việt Nam.")
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = NFCTextField(blank=True, help_text="Lý do chưa chấp nhận, đã rút, hoặc cách đã đối chiếu.")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "mục trong sổ"
        constraints = [
            models.UniqueConstraint(
                fields=["register", "key"],
                condition=Q(state__in=[state.value for state in sorted(LIVE)]) & ~Q(key=""),
                name="register_entry_once",
            )
        ]
        indexes = [
            models.Index(fields=["agency", "register", "year"], name="register_entry_list"),
            models.Index(fields=["state", "declared_at"], name="register_entry_state"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> Register:
        """The register's description."""
        return BY_CODE[self.register]

    @property
    def is_private(self) -> bool:
        """Whether the entry names a breach of a person."""
        return self.register in PRIVATE


class EntryPersonQuerySet(models.QuerySet["EntryPerson"]):
    """People on lists."""

    def counted(self, year: int) -> Self:
        """Those on verified lists of a year."""
        return self.filter(entry__state=EntryState.VERIFIED, entry__year=year)


class EntryPerson(models.Model):
    """One person on the list of a pledge or a session; the list is final once the entry is verified."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="people", db_index=False)
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    objects = EntryPersonQuerySet.as_manager()

    class Meta:
        verbose_name = "người trong danh sách"
        constraints = [models.UniqueConstraint(fields=["entry", "staff"], name="entry_person_once")]

    def __str__(self) -> str:
        return str(self.staff_id)


class EntryFile(models.Model):
    """A file that proves an entry."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="files")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "minh chứng trong sổ"

    def __str__(self) -> str:
        return str(self.attachment_id)

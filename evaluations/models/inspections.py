"""Inspections of an agency: who went, who was present, what was seen, with photographs."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agencies.enums import Role
from agencies.models import Agency
from agencies.models.scope import scope_of
from core.fields import NFCCharField, NFCTextField
from core.models import Attachment
from evaluations.enums import InspectionMode, InspectionState, Severity
from evaluations.models.criteria import Criterion
from evaluations.models.periods import Period

if TYPE_CHECKING:
    from agencies.models import User
    from agencies.models.scope import Scope


class InspectionQuerySet(models.QuerySet["Inspection"]):
    """Inspections by state and by who may see them."""

    def concluded(self) -> Self:
        """Those whose findings count."""
        return self.filter(state=InspectionState.CONCLUDED)

    def of_team(self, user: "User") -> Self:
        """Those on whose team the user is; a cancelled one assigns nobody any more."""
        teams = TeamMember.objects.filter(user=user).values("inspection")
        return self.filter(pk__in=teams).exclude(state=InspectionState.CANCELLED)

    def visible_to(self, user: "User", on: date) -> Self:
        """Whose existence the user may know of; what was found is another question (``record_visible_to``).

        A team sees its own, Home Affairs all, neither visits to where they work by now; those, leaders and
        the head of the inspected only once a notice was sent or the team has checked in, so an unannounced
        visit stays unknown (RELIABILITY §2.2; Sở Nội vụ is inspected too).
        """
        released = Q(started_at__isnull=False) | Q(notice_sent_at__isnull=False)
        return self.filter(_reachable(user, on, released))

    def record_visible_to(self, user: "User", on: date) -> Self:
        """Those whose record and evidence the user may read: the inspected once minutes are issued.

        Provincial leaders read concluded ones only; one cancelled on site shows its record to nobody but
        its team and Home Affairs.
        """
        issued = Q(state__in=RECORD_RELEASED)
        return self.filter(_reachable(user, on, issued, leaders=Q(state=InspectionState.CONCLUDED)))

    def report_visible_to(self, user: "User", on: date) -> Self:
        """Those whose report the user may read: the team and Home Affairs at once, the others once concluded.

        What the team proposes is not yet what the inspected is told (domain §4.1, steps 9 and 10).
        """
        return self.filter(_reachable(user, on, Q(state=InspectionState.CONCLUDED)))


RECORD_RELEASED = (
    InspectionState.MINUTED,
    InspectionState.REPORTED,
    InspectionState.CONCLUDED,
    InspectionState.LAPSED,
)
"""States in which the inspected agency reads what was found about it."""


def _reachable(user: "User", on: date, released: Q, leaders: Q | None = None) -> Q:
    """That a role or a place on the team opens an inspection; ``released`` is asked of the inspected."""
    scope = scope_of(user, on)
    own = [held.rated_agency_id for held in scope.workplaces if held.rated_agency_id is not None]
    elsewhere = released | ~Q(agency__in=own)
    condition = Q(pk__in=TeamMember.objects.filter(user=user).values("inspection")) & elsewhere
    if scope.has(Role.HOME_AFFAIRS):
        condition |= elsewhere
    if scope.has(Role.LEADER):
        condition |= released if leaders is None else leaders
    inspected = scope.agency_condition({Role.AGENCY_HEAD}, "agency", "visited_on")
    return condition | (released & (inspected | _taken_over(scope)))


def _taken_over(scope: "Scope") -> Q:
    """Inspections whose open work came to an agency that the user heads now, its own having ended."""
    from evaluations.models.follow_up import HandOver

    headed = scope.agencies_with(Role.AGENCY_HEAD)
    if not headed:
        return Q(pk__in=())
    handed = HandOver.objects.of_the_inspected().filter(to_agency__in=headed)
    return Q(pk__in=handed.values("inspection"))


class Inspection(models.Model):
    """One visit to an agency; ``id`` is made by the inspector's device, so sending it twice is harmless.

    ``version`` counts saves: an edit names the version it started from.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="inspections", db_index=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="inspections", db_index=False)
    mode = models.CharField(max_length=12, choices=InspectionMode)
    state = models.CharField(max_length=10, choices=InspectionState, default=InspectionState.DRAFT)
    order_number = NFCCharField(max_length=60, help_text="Số, ký hiệu quyết định kiểm tra.")
    topic = NFCCharField(max_length=200, blank=True)
    visited_on = models.DateField()
    started_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    conclusion = NFCTextField(blank=True)
    plan_line = models.ForeignKey(
        "evaluations.PlanLine", null=True, on_delete=models.PROTECT, related_name="inspections"
    )
    follows = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="follow_ups",
        help_text="Phúc tra của cuộc nào.",
    )
    double_of = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="doubles",
        help_text="Kiểm tra lặp để đối chiếu.",
    )
    notice_sent_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True, help_text="Kết thúc làm việc tại chỗ.")
    minuted_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)
    explain_due_on = models.DateField(null=True, help_text="Ngày cuối cơ quan được giải trình.")
    report_due_on = models.DateField(null=True)
    conclude_due_on = models.DateField(null=True, help_text="Quá ngày này thì kết quả hết giá trị.")
    counts_from = models.DateField(
        null=True, help_text="Ngày đầu của tháng đầu tiên được tính, khi kết luận sau ngày chốt kỳ."
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = "cuộc kiểm tra"
        indexes = [
            models.Index(fields=["period", "agency"], name="inspection_period_agency"),
            models.Index(fields=["agency", "-visited_on"], name="inspection_agency_latest"),
        ]

    def __str__(self) -> str:
        return f"Kiểm tra {self.order_number}"


class TeamMember(models.Model):
    """A user on an inspection team, with the role they have in it."""

    class TeamRole(models.TextChoices):
        LEADER = "leader", "Trưởng đoàn"
        DEPUTY = "deputy", "Phó trưởng đoàn"
        MEMBER = "member", "Thành viên"
        SECRETARY = "secretary", "Thư ký"

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=TeamRole)

    class Meta:
        verbose_name = "thành viên đoàn kiểm tra"
        constraints = [models.UniqueConstraint(fields=["inspection", "user"], name="team_member_once")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}"


class Headcount(models.Model):
    """Who was at work at a stated hour: roster = present + absences by reason, always."""

    inspection = models.OneToOneField(Inspection, on_delete=models.CASCADE, related_name="headcount")
    counted_at = models.DateTimeField()
    roster = models.PositiveSmallIntegerField("tổng số theo danh sách")
    present = models.PositiveSmallIntegerField("có mặt")
    on_duty_away = models.PositiveSmallIntegerField("đi công tác", default=0)
    in_meeting = models.PositiveSmallIntegerField("đi họp", default=0)
    at_grassroots = models.PositiveSmallIntegerField("đi cơ sở", default=0)
    on_leave = models.PositiveSmallIntegerField("nghỉ phép", default=0)
    sick = models.PositiveSmallIntegerField("nghỉ ốm", default=0)
    maternity = models.PositiveSmallIntegerField("nghỉ thai sản", default=0)
    unexcused = models.PositiveSmallIntegerField("không rõ lý do", default=0)

    class Meta:
        verbose_name = "điểm danh"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    roster=F("present")
                    + F("on_duty_away")
                    + F("in_meeting")
                    + F("at_grassroots")
                    + F("on_leave")
                    + F("sick")
                    + F("maternity")
                    + F("unexcused")
                ),
                name="headcount_adds_up",
                violation_error_message="Tổng số phải bằng số có mặt cộng các lý do vắng.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.present}/{self.roster}"


class Observation(models.Model):
    """What was seen for one criterion: ``n`` observed, ``k`` counted (meaning by measure, clause S2)."""

    id = models.UUIDField(primary_key=True)
    inspection = models.ForeignKey(
        Inspection, on_delete=models.CASCADE, related_name="observations", db_index=False
    )
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, related_name="observations", db_index=False
    )
    n = models.PositiveIntegerField("số quan sát")
    k = models.PositiveIntegerField("số đếm được")
    not_applicable = models.BooleanField(default=False)
    severity = models.CharField(max_length=10, choices=Severity, default=Severity.NONE)
    note = NFCTextField(blank=True)
    details = models.JSONField(
        null=True, help_text="Từng lượt đã đếm: giao dịch “4 xin, 4 luôn”, cuộc gọi thử."
    )
    head = models.UUIDField(null=True, help_text="Bản ghi mà số này lấy từ đó; NULL nếu từ điểm danh.")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "ghi nhận"
        constraints = [
            models.UniqueConstraint(fields=["inspection", "criterion"], name="observation_once"),
            models.CheckConstraint(
                condition=Q(not_applicable=True) | Q(n__gt=0, k__lte=F("n")),
                name="observation_k_of_n",
                violation_error_message="Số đếm được không thể lớn hơn số quan sát.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.k}/{self.n}"


class ObservationPhoto(models.Model):
    """A photograph that proves an observation."""

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="photos")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "ảnh minh chứng"

    def __str__(self) -> str:
        return str(self.attachment_id)

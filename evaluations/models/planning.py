"""What will be inspected and why: plans and their lines, draws, declared relatives, orders."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from agencies.enums import Role
from agencies.models import Agency
from agencies.models.scope import scope_of
from core.fields import NFCCharField, NFCTextField
from evaluations.enums import InspectionMode, LineState, PlanState
from evaluations.models.inspections import Inspection, TeamMember

if TYPE_CHECKING:
    from agencies.models import User


class InspectionPlanQuerySet(models.QuerySet["InspectionPlan"]):
    """Plans by who may see them."""

    def visible_to(self, user: "User", on: date) -> Self:
        """Home Affairs all; inspectors, leaders and heads the issued ones.

        Which of its lines somebody sees is another question (``PlanLine.objects.visible_to``).
        """
        scope = scope_of(user, on)
        if scope.has(Role.HOME_AFFAIRS):
            return self.all()
        if scope.has(Role.INSPECTOR, Role.LEADER, Role.AGENCY_HEAD):
            return self.filter(state=PlanState.ISSUED)
        return self.none()


class InspectionPlan(models.Model):
    """A yearly or thematic plan; ``id`` is made by the form."""

    id = models.UUIDField(primary_key=True)
    year = models.PositiveSmallIntegerField()
    title = NFCCharField(max_length=200)
    number = NFCCharField(max_length=60, blank=True, help_text="Số, ký hiệu khi ban hành.")
    signer = NFCCharField(max_length=120, blank=True)
    signer_post = NFCCharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)
    issued_on = models.DateField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = InspectionPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch kiểm tra"
        indexes = [models.Index(fields=["-year", "title"], name="inspection_plan_year")]

    def __str__(self) -> str:
        return self.title


class DrawQuerySet(models.QuerySet["Draw"]):
    """Draws; that one took place, and among whom, is open to every signed-in person."""

    def visible_to(self, user: "User") -> Self:
        """All of them: whoever could hide a draw could draw until the outcome pleased."""
        return self.all() if user.is_active else self.none()

    def with_open(self) -> Self:
        """Each draw with ``is_open``: its seed and outcome may be shown.

        At once for an announced draw; else once it was revealed, or once the team of every line that was
        not dropped has checked in, and there is such a line.
        """
        lines = PlanLine.objects.filter(draw=OuterRef("pk")).exclude(state=LineState.DROPPED)
        begun = Inspection.objects.filter(plan_line=OuterRef("pk"), started_at__isnull=False)
        waiting = lines.exclude(Exists(begun))
        done = Q(Exists(lines)) & ~Q(Exists(waiting))
        return self.annotate(
            is_open=models.ExpressionWrapper(
                Q(is_announced=True) | Q(revealed_at__isnull=False) | done, output_field=models.BooleanField()
            )
        )


class Draw(models.Model):
    """A random draw that anyone can redo from its seed.

    ``population`` lists every agency considered: {agency, code, name, included, cause}. ``commitment`` is the
    SHA-256 of the seed and is public from the first moment; the seed itself is shown from ``revealed_at``,
    for a published seed would tell whom an unannounced visit is coming to.
    """

    id = models.UUIDField(primary_key=True)
    title = NFCCharField(max_length=200)
    seed = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    population = models.JSONField()
    size = models.PositiveSmallIntegerField()
    drawn = models.JSONField(help_text="Mã các cơ quan được rút, theo thứ tự rút.")
    is_announced = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True)

    objects = DrawQuerySet.as_manager()

    class Meta:
        verbose_name = "lần rút ngẫu nhiên"

    def __str__(self) -> str:
        return self.title


def workplaces_of(user: "User", on: date) -> list[int]:
    """The rated agencies in which the user works on a day; what is planned there is hidden from them."""
    held = (post.rated_agency_id for post in scope_of(user, on).workplaces)
    return [agency_id for agency_id in held if agency_id is not None]


class PlanLineQuerySet(models.QuerySet["PlanLine"]):
    """Lines by who may see them."""

    def visible_to(self, user: "User", on: date) -> Self:
        """Home Affairs all and a team its own, but no secret ones about where they work by now; the others
        announced, issued ones.

        An unannounced line becomes visible to heads and leaders once the team of its inspection has checked
        in (RELIABILITY §2.2: inspection plan, unannounced).
        """
        scope = scope_of(user, on)
        started = Inspection.objects.filter(started_at__isnull=False, plan_line__isnull=False)
        announced = Q(plan__state=PlanState.ISSUED) & (
            ~Q(mode=InspectionMode.UNANNOUNCED) | Q(pk__in=started.values("plan_line"))
        )
        mine = TeamMember.objects.filter(user=user, inspection__plan_line__isnull=False)
        elsewhere = announced | ~Q(agency__in=workplaces_of(user, on))
        condition = Q(pk__in=mine.values("inspection__plan_line")) & elsewhere
        if scope.has(Role.HOME_AFFAIRS):
            condition |= elsewhere
        if scope.has(Role.LEADER, Role.INSPECTOR):
            condition |= announced
        return self.filter(condition | (announced & scope.agency_condition({Role.AGENCY_HEAD}, "agency", on)))


class PlanLine(models.Model):
    """One agency to be inspected in a quarter, and why it was chosen."""

    id = models.UUIDField(primary_key=True)
    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="lines")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    quarter = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=12, choices=InspectionMode)
    topic = NFCCharField(max_length=200, blank=True)
    covers_from = models.DateField(null=True, help_text="Thời kỳ kiểm tra, từ ngày.")
    covers_to = models.DateField(null=True, help_text="Thời kỳ kiểm tra, đến hết ngày.")
    cooperating_body = NFCCharField(max_length=200, blank=True)
    reason = NFCTextField(blank=True, help_text="Vì sao chọn: rủi ro, rút ngẫu nhiên, chỉ đạo.")
    draw = models.ForeignKey(Draw, null=True, on_delete=models.PROTECT, related_name="lines")
    state = models.CharField(max_length=10, choices=LineState, default=LineState.PLANNED)
    drop_reason = NFCTextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlanLineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng kế hoạch kiểm tra"
        constraints = [
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4),
                name="plan_line_quarter",
                violation_error_message="Quý phải từ 1 đến 4.",
            ),
            models.CheckConstraint(
                condition=Q(covers_from__isnull=True)
                | Q(covers_to__isnull=True)
                | Q(covers_to__gte=F("covers_from")),
                name="plan_line_covers",
                violation_error_message="Thời kỳ kiểm tra: ngày cuối không được trước ngày đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"Quý {self.quarter}"


class RelativeDeclarationQuerySet(models.QuerySet["RelativeDeclaration"]):
    """Declarations; only their author ever sees them."""

    def visible_to(self, user: "User") -> Self:
        """The user's own, and nobody else's."""
        return self.filter(user=user)

    def standing(self) -> Self:
        """Those not ended."""
        return self.filter(ended_at__isnull=True)


class RelativeDeclaration(models.Model):
    """An inspector's own word that a close relative works in an agency; it bars them from its teams."""

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="relatives")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    relation = NFCCharField(max_length=60, help_text="Vợ, chồng, con, cha, mẹ, anh chị em ruột.")
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = RelativeDeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = "khai báo người thân"

    def __str__(self) -> str:
        return self.relation


class InspectionOrder(models.Model):
    """The decision to inspect: signer, period covered, term; its number is the inspection's own."""

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="order")
    issued_on = models.DateField()
    signer = NFCCharField(max_length=120)
    signer_post = NFCCharField(max_length=120)
    bases = NFCTextField(blank=True, help_text="Căn cứ, mỗi dòng một văn bản.")
    covers_from = models.DateField()
    covers_to = models.DateField()
    duration_days = models.PositiveSmallIntegerField(help_text="Thời hạn, ngày làm việc kể từ ngày công bố.")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "quyết định kiểm tra"
        constraints = [
            models.CheckConstraint(
                condition=Q(covers_to__gte=F("covers_from")),
                name="order_covers",
                violation_error_message="Thời kỳ kiểm tra: ngày cuối không được trước ngày đầu.",
            ),
            models.CheckConstraint(
                condition=Q(duration_days__gte=1),
                name="order_duration",
                violation_error_message="Thời hạn ít nhất 1 ngày.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}"

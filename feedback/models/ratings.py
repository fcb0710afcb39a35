"""Anonymous ratings: the day but never the minute, and nothing that leads back to the citizen."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from feedback.enums import RatingChannel, SuspicionState
from feedback.models.counters import Counter

COURTESIES = (
    ("greet", _("Xin chào")),
    ("apologise", _("Xin lỗi")),
    ("thank", _("Xin cảm ơn")),
    ("ask_leave", _("Xin phép")),
    ("smile", _("Luôn mỉm cười")),
    ("gentle", _("Luôn nhẹ nhàng")),
    ("listen", _("Luôn lắng nghe")),
    ("help", _("Luôn giúp đỡ")),
)
"""The eight ticks of "4 xin, 4 luôn" in the order of the bits of ``Rating.courtesies``."""

REASONS = (
    ("waiting", _("Phải chờ lâu")),
    ("attitude", _("Thái độ chưa đúng mực")),
    ("unclear", _("Hướng dẫn không rõ")),
    ("many_trips", _("Phải đi lại nhiều lần")),
    ("late", _("Trả kết quả trễ hẹn")),
    ("absent", _("Không có người trực quầy")),
    ("extra_cost", _("Bị gợi ý khoản ngoài quy định")),
    ("other", _("Lý do khác")),
)
"""Why a citizen was not satisfied, in the order of the bits of ``Rating.reasons``; asked when low."""


class RatingQuerySet(models.QuerySet["Rating"]):
    """Ratings by day; an agency reads sums of them only, see ``feedback.gather.released``."""

    def counted(self) -> Self:
        """Those not set aside as stuffed, or cleared since."""
        return self.filter(Q(suspicion=None) | Q(suspicion__state=SuspicionState.CLEARED))

    def between(self, starts_on: date, ends_on: date) -> Self:
        """Ratings given on days of the half-open range [starts_on, ends_on)."""
        return self.filter(day__gte=starts_on, day__lt=ends_on)


class Rating(models.Model):
    """One citizen's 1–5 stars and eight ticks; ``id`` is the UUID of the form, so repeating is harmless.

    ``agency`` is the rated agency to which the counter belonged on the day. ``is_verified``: a one-time code
    proved a real visit. ``suspicion``: set aside, see :class:`RatingSuspicion`.
    """

    id = models.UUIDField(primary_key=True)
    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="ratings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="ratings", db_index=False)
    day = models.DateField()
    stars = models.PositiveSmallIntegerField()
    courtesies = models.PositiveSmallIntegerField(default=0, help_text="Tám ô đánh dấu, mỗi ô một bit.")
    reasons = models.PositiveSmallIntegerField(
        db_default=0, default=0, help_text="Lý do chưa hài lòng, mỗi ô một bit."
    )
    channel = models.CharField(
        max_length=5, choices=RatingChannel, default=RatingChannel.QR, db_default=RatingChannel.QR
    )
    is_verified = models.BooleanField(default=False, db_default=False)
    slips = models.ForeignKey(
        "feedback.SlipBatch", null=True, on_delete=models.PROTECT, related_name="ratings"
    )
    suspicion = models.ForeignKey(
        "feedback.RatingSuspicion", null=True, on_delete=models.PROTECT, related_name="ratings"
    )

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt đánh giá của người dân"
        constraints = [
            models.CheckConstraint(condition=models.Q(stars__range=(1, 5)), name="rating_stars_1_to_5"),
            models.CheckConstraint(
                condition=models.Q(courtesies__range=(0, 255)), name="rating_courtesies_8_bits"
            ),
        ]
        indexes = [models.Index(fields=["agency", "day"], name="rating_agency_day")]

    def __str__(self) -> str:
        return f"{self.stars}/5"

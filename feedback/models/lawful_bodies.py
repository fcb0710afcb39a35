"""Where complaints and denunciations go: bodies with their addresses, which the province keeps itself."""

from typing import Self

from django.db import models
from django.db.models import Q

from core.fields import NFCCharField, NFCTextField


class LawfulBodyQuerySet(models.QuerySet["LawfulBody"]):
    """Bodies by what they take."""

    def taking_complaints(self) -> Self:
        """Those that take complaints (khiếu nại) now, in the order in which they are shown."""
        return self.filter(is_active=True, takes_complaints=True).order_by("place", "name", "pk")

    def taking_denunciations(self) -> Self:
        """Those that take denunciations (tố cáo) now, in the order in which they are shown."""
        return self.filter(is_active=True, takes_denunciations=True).order_by("place", "name", "pk")


class LawfulBody(models.Model):
    """A body that receives citizens: what it takes, where, when. A closed one is kept, for cases name it."""

    id = models.UUIDField(primary_key=True)
    name = NFCCharField("tên nơi tiếp nhận", max_length=200, unique=True)
    takes_complaints = models.BooleanField("nhận khiếu nại", default=True)
    takes_denunciations = models.BooleanField("nhận tố cáo", default=True)
    address = NFCCharField("địa chỉ", max_length=300)
    phone = NFCCharField("điện thoại", max_length=60, blank=True)
    hours = NFCCharField("giờ tiếp công dân", max_length=200, blank=True)
    note = NFCTextField("ghi chú", blank=True)
    place = models.PositiveSmallIntegerField("thứ tự", default=10)
    is_active = models.BooleanField("đang dùng", default=True)
    version = models.PositiveIntegerField(default=1)

    objects = LawfulBodyQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi tiếp nhận khiếu nại, tố cáo"
        constraints = [
            models.CheckConstraint(
                condition=Q(takes_complaints=True) | Q(takes_denunciations=True),
                name="lawful_body_takes_something",
                violation_error_message="Hãy chọn ít nhất một loại đơn mà nơi này nhận.",
            )
        ]

    def __str__(self) -> str:
        return self.name

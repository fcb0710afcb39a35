"""Hang photographs that phones sent on the observations that they prove."""

from collections.abc import Collection
from typing import Any

from evaluations.enums import InspectionState, PhotoState, RecordState
from evaluations.models import CapturedPhoto, Observation, ObservationPhoto


def hang(visit: Any, codes: Collection[str]) -> int:
    """Hang drawn photographs of these criteria that hang nowhere yet; returns how many.

    One whose criterion has no observation waits for it, one that came late or names no criterion stays with
    the visit.
    """
    named = {code for code in codes if code}
    drawn = CapturedPhoto.objects.filter(
        inspection=visit,
        inspection__state__in=(InspectionState.ON_SITE, InspectionState.MINUTED),
        criterion_code__in=named,
        state=PhotoState.DRAWN,
        record__state=RecordState.APPLIED,
    )
    loose = drawn.exclude(attachment__in=ObservationPhoto.objects.values("attachment"))
    observed = Observation.objects.filter(inspection=visit, criterion__code__in=named)
    by_code = {row.criterion.code: row for row in observed.select_related("criterion").order_by("id")}
    photos = [
        ObservationPhoto(observation=by_code[photo.criterion_code], attachment=photo.attachment)
        for photo in loose.select_related("attachment").order_by("record__captured_at", "id")
        if photo.criterion_code in by_code and photo.attachment is not None
    ]
    ObservationPhoto.objects.bulk_create(photos)
    return len(photos)

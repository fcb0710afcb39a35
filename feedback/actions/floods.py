"""Reports and sentences that come in a flood are taken, and marked for a tray of their own."""

from datetime import datetime

from django.utils.translation import gettext

from core.clock import local_day
from core.errors import Refused
from feedback.enums import MarkKind
from feedback.gather.sources import flood_limits, mark_beside, marks_today
from feedback.models import DayMark
from feedback.rules.floods import is_flood
from feedback.rules.stuffing import window_of


class PhotosNotNow(Refused):
    """Photos that come in a flood are not taken; the words are (HTTP 422)."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Hiện có rất nhiều phản ánh được gửi cùng lúc nên cổng tạm không nhận ảnh. Ông/bà hãy bỏ ảnh "
                "rồi gửi lại phần chữ; ảnh có thể gửi kèm một phản ánh khác vào ngày mai."
            )
        )


def note_case(*, source: str, at: datetime, is_kiosk: bool = False) -> bool:
    """Count one new report of ``source`` (a day's mark, gather.sources.mark_of); True in a flood.

    Call it once for each report that is new, inside its transaction. The report is kept either way; with
    True, set ``is_suspect`` and refuse its photos by PhotosNotNow.
    """
    return _note(MarkKind.CASE, source, at, is_kiosk=is_kiosk)


def note_remark(*, source: str, at: datetime, is_kiosk: bool = False) -> bool:
    """Count one new sentence that came with a rating of ``source``; True in a flood, then set ``is_suspect``.

    It is counted under a mark of its own, which does not lead to the rating's trace.
    """
    return _note(MarkKind.REMARK, mark_beside(source, local_day(at), "remark"), at, is_kiosk=is_kiosk)


def comes_in_flood(*, source: str, at: datetime, is_kiosk: bool = False) -> bool:
    """Whether a report of ``source`` would be part of a flood now; asked before its photos are unpacked."""
    of_source, in_window = marks_today(MarkKind.CASE, local_day(at), source, window_of(at))
    return is_flood(of_source + 1, in_window + 1, flood_limits(MarkKind.CASE, is_kiosk=is_kiosk))


def _note(kind: MarkKind, source: str, at: datetime, *, is_kiosk: bool) -> bool:
    day, window = local_day(at), window_of(at)
    of_source, in_window = marks_today(kind, day, source, window)
    DayMark.objects.create(kind=kind, day=day, source=source, window=window)
    return is_flood(of_source + 1, in_window + 1, flood_limits(kind, is_kiosk=is_kiosk))

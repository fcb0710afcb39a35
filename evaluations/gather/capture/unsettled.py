"""What phones sent that is not yet settled, and what they may still send: asked before minutes are issued."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from evaluations.enums import PhotoState, RecordState
from evaluations.models import CaptureDevice, CaptureDownload, CapturedPhoto, CaptureRecord, Inspection

OPEN_STATES = (RecordState.HELD, RecordState.CONFLICT, RecordState.REFUSED, RecordState.LATE)


@dataclass(frozen=True, slots=True)
class Expected:
    """A phone that took the visit along and has not reported empty.

    ``waiting`` is how many records it said it still holds, 0 where it was never heard of at all; ``since``
    is then when it took the visit along.
    """

    device: CaptureDevice
    since: datetime
    waiting: int


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What a person should look at before the minutes; ``conflicts`` and ``held`` by subject."""

    held: dict[str, list[CaptureRecord]]
    conflicts: dict[str, list[CaptureRecord]]
    refused: list[CaptureRecord]
    late: list[CaptureRecord]
    photos_on_the_way: int
    devices_expected: list[Expected]

    @property
    def is_clear(self) -> bool:
        """Whether nothing waits for a person and nothing more is expected."""
        return not (self.held or self.conflicts or self.photos_on_the_way or self.devices_expected)


def unsettled(inspection: Inspection) -> Unsettled:
    """What is unsettled in a visit, earliest captured first; four queries."""
    rows = CaptureRecord.objects.filter(inspection=inspection, state__in=OPEN_STATES)
    by_state: dict[str, list[CaptureRecord]] = defaultdict(list)
    for row in rows.select_related("author", "sender", "device").order_by("captured_at", "id"):
        by_state[row.state].append(row)
    return Unsettled(
        held=_by_subject(by_state[RecordState.HELD]),
        conflicts=_by_subject(by_state[RecordState.CONFLICT]),
        refused=by_state[RecordState.REFUSED],
        late=by_state[RecordState.LATE],
        photos_on_the_way=photos_on_the_way(inspection),
        devices_expected=devices_expected(inspection),
    )


def _by_subject(rows: list[CaptureRecord]) -> dict[str, list[CaptureRecord]]:
    found: dict[str, list[CaptureRecord]] = defaultdict(list)
    for row in rows:
        found[row.subject].append(row)
    return dict(sorted(found.items()))


def photos_on_the_way(inspection: Inspection) -> int:
    """How many photographs are listed but not wholly there; one query."""
    return CapturedPhoto.objects.filter(inspection=inspection, state=PhotoState.RECEIVING).count()


def devices_expected(inspection: Inspection) -> list[Expected]:
    """A phone is expected until it has sent something of this visit and says that nothing waits on it."""
    heard = CaptureRecord.objects.filter(inspection=inspection, device__isnull=False)
    devices = set(heard.order_by().values_list("device", flat=True).distinct())
    downloads = CaptureDownload.objects.filter(inspection=inspection).select_related("device__user")
    return [
        Expected(one.device, one.device.waiting_since or one.downloaded_at, one.device.waiting)
        for one in downloads.order_by("downloaded_at", "id")
        if one.device.waiting or one.device_id not in devices
    ]

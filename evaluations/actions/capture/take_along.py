"""Remember which visits a phone took along, so that it is known what is still to come."""

from collections.abc import Collection
from datetime import datetime

from evaluations.models import CaptureDevice, CaptureDownload, Inspection


def take_along(*, device: CaptureDevice, visits: Collection[Inspection], at: datetime) -> None:
    """Keep the moment of the latest download of each visit; one statement."""
    CaptureDownload.objects.bulk_create(
        [CaptureDownload(device=device, inspection=visit, downloaded_at=at) for visit in visits],
        update_conflicts=True,
        unique_fields=["device", "inspection"],
        update_fields=["downloaded_at"],
    )

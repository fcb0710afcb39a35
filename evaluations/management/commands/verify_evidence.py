"""Prove that every original photograph still is the one whose SHA-256 was taken on the phone."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from evaluations.enums import PhotoState
from evaluations.models import CapturedPhoto


class Command(BaseCommand):
    """Reads each original that came whole; ends with counts, and with an error where one is not intact."""

    help = "Đối chiếu ảnh gốc đã nhận từ máy với mã SHA-256 lấy lúc chụp."

    def handle(self, *args: Any, **options: Any) -> None:
        """Count the intact, the changed and the missing; those still on their way are only counted."""
        whole = CapturedPhoto.objects.exclude(state=PhotoState.RECEIVING)
        counts = {"intact": 0, "changed": 0, "missing": 0}
        for photo in whole.order_by("id").iterator():
            verdict = verdict_of(photo)
            counts[verdict] += 1
            if verdict != "intact":
                self.stdout.write(f"{verdict}: {photo.pk} {photo.path}")
        on_the_way = CapturedPhoto.objects.filter(state=PhotoState.RECEIVING).count()
        words = " ".join(f"{name}={count}" for name, count in counts.items())
        self.stdout.write(f"originals={sum(counts.values())} {words} on_the_way={on_the_way}")
        if counts["changed"] or counts["missing"]:
            raise CommandError("Có ảnh gốc không còn khớp với mã lấy lúc chụp.")


def verdict_of(photo: CapturedPhoto) -> str:
    """ "intact", "changed" or "missing"."""
    path = Path(settings.MEDIA_ROOT) / photo.path
    if not photo.path or not path.is_file():
        return "missing"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return "intact" if digest == photo.sha256 else "changed"

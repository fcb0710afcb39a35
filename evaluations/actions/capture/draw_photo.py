"""Draw a photograph that came whole anew, and hang it on the observation that it proves."""

from datetime import datetime

from django.db import transaction

from core.attachments import discard_files, keep_picture
from core.errors import PeriodClosed
from core.models import Attachment
from core.pictures import ImageRefused, Picture, redraw
from evaluations.actions.capture.receive_photo_piece import original_path
from evaluations.actions.guard import refuse_closed_period
from evaluations.actions.inspections.locking import locked
from evaluations.actions.inspections.record_photos import hang
from evaluations.enums import PhotoState
from evaluations.models import CapturedPhoto


def draw_photo(*, photo: CapturedPhoto, at: datetime) -> CapturedPhoto:
    """Make the picture that people see; the original stays as it came. Drawing it twice changes nothing.

    A file that cannot be drawn is kept too, marked with the reason.
    """
    if photo.state != PhotoState.STORED:
        return photo
    try:
        with original_path(photo).open("rb") as file:
            picture = redraw(file)
    except ImageRefused as refusal:
        photo.state, photo.reason = PhotoState.REFUSED, refusal.message[:300]
        photo.save(update_fields=["state", "reason"])
        return photo
    return _keep(photo, picture, at)


def _keep(photo: CapturedPhoto, picture: Picture, at: datetime) -> CapturedPhoto:
    kept: list[Attachment] = []
    try:
        with locked(photo.inspection) as visit:
            current = CapturedPhoto.objects.select_related("record__author").get(pk=photo.pk)
            if current.state != PhotoState.STORED:
                return current
            caption = current.record.content.get("caption", "")
            kept.append(keep_picture(picture, actor=current.record.author, at=at, caption=caption))
            current.attachment, current.state = kept[0], PhotoState.DRAWN
            current.save(update_fields=["attachment", "state"])
            _hang_unless_closed(visit_id=visit.pk, code=current.criterion_code)
    except BaseException:
        for attachment in kept:
            discard_files(attachment)
        raise
    return current


def _hang_unless_closed(*, visit_id: object, code: str) -> None:
    """After the month has closed the picture stays with the visit only: what a month counted never moves."""
    try:
        with refuse_closed_period(), transaction.atomic():
            hang(visit_id, {code})
    except PeriodClosed:
        return

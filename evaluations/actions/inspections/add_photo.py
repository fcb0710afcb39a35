"""Add a photograph that proves an observation."""

from datetime import datetime
from typing import IO

from agencies.models import User
from core.attachments import discard_files, keep_picture
from core.errors import Refused
from core.pictures import redraw
from evaluations.actions.inspections.locking import locked_on_site, save_recorded
from evaluations.models import Observation, ObservationPhoto

MOST_PHOTOS = 10
"""Most photographs of one criterion in one visit."""


class TooManyPhotos(Refused):
    """The criterion has all the photographs it may have."""


def add_photo(
    *, observation: Observation, file: IO[bytes], actor: User, at: datetime, caption: str = ""
) -> ObservationPhoto:
    """Redraw and keep a photograph; the same file sent again gives the photograph that stands.

    Raises core.pictures.ImageRefused, TooManyPhotos, NotOnSite, PeriodClosed.
    """
    # Decoding takes up to a second; on SQLite a transaction would stop every other writer for as long.
    picture = redraw(file)
    attachment = None
    try:
        with locked_on_site(observation.inspection) as current:
            photos = ObservationPhoto.objects.filter(observation=observation)
            again = photos.filter(attachment__original_sha256=picture.original_sha256).first()
            if again is not None:
                return again
            if photos.count() >= MOST_PHOTOS:
                raise TooManyPhotos(f"Mỗi tiêu chí có tối đa {MOST_PHOTOS} ảnh.")
            attachment = keep_picture(picture, actor=actor, at=at, caption=caption)
            photo = ObservationPhoto.objects.create(observation=observation, attachment=attachment)
            after = {"photo": attachment.sha256, "criterion": observation.criterion.code}
            save_recorded(current, before=None, after=after, actor=actor, at=at)
    except BaseException:
        if attachment is not None:
            discard_files(attachment)
        raise
    return photo

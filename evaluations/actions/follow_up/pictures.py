"""Pictures that go with an act: redrawn before its transaction, and gone again when it fails."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import IO

from agencies.models import User
from core.attachments import discard_files, keep_picture
from core.errors import Refused
from core.models import Attachment
from core.pictures import Picture, redraw
from evaluations.rules.follow_up.reply import MOST_FILES


class TooManyPictures(Refused):
    """More pictures than one explanation or answer may have (HTTP 422)."""

    status = 422


def redrawn(files: Sequence[IO[bytes]]) -> list[Picture]:
    """The pictures drawn anew; raises TooManyPictures, core.pictures.ImageRefused.

    Decoding takes up to a second each, so it is done before any lock is taken.
    """
    if len(files) > MOST_FILES:
        raise TooManyPictures(f"Mỗi lần gửi tối đa {MOST_FILES} ảnh. Hãy chọn lại những ảnh cần nhất.")
    return [redraw(file) for file in files]


@contextmanager
def kept_files() -> Iterator[list[Attachment]]:
    """A list to which an act adds the attachments it keeps; their files go when the act fails."""
    kept: list[Attachment] = []
    try:
        yield kept
    except BaseException:
        for attachment in kept:
            discard_files(attachment)
        raise


def keep_all(pictures: Sequence[Picture], kept: list[Attachment], *, actor: User, at: datetime) -> None:
    """Keep each picture and note it in ``kept``."""
    for picture in pictures:
        kept.append(keep_picture(picture, actor=actor, at=at))

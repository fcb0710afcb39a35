"""Receive a photograph in pieces; what has come is never sent again, and the whole must fit its digest."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from core import outbox
from core.errors import Refused
from evaluations.declarations import CAPTURED_PHOTO
from evaluations.enums import PhotoState
from evaluations.models import CapturedPhoto

MOST_PIECE = 256 * 1024
"""Largest piece taken, in bytes."""

JPEG = b"\xff\xd8\xff"
NOT_A_JPEG = "Tệp gửi lên không phải ảnh JPEG nên không hiển thị được; bản gốc vẫn được giữ."


class WrongOffset(Refused):
    """The piece does not follow on what has come; ``received`` is where the next one begins."""

    def __init__(self, received: int) -> None:
        super().__init__("Đoạn ảnh không nối tiếp phần đã nhận.")
        self.received = received


class WrongDigest(Refused):
    """The whole is not the photograph that was taken; it begins anew (HTTP 422)."""

    status = 422

    def __init__(self) -> None:
        super().__init__("Ảnh nhận được không khớp mã SHA-256 lấy lúc chụp. Máy sẽ gửi lại từ đầu.")


@dataclass(frozen=True, slots=True)
class Received:
    """How far a photograph has come, in bytes."""

    received: int
    done: bool


def original_path(photo: CapturedPhoto) -> Path:
    """Where the original lies: under MEDIA_ROOT, in a folder that nothing serves."""
    return Path(settings.MEDIA_ROOT) / "nhan" / photo.pk.hex[:2] / f"{photo.pk.hex}.jpg"


def receive_photo_piece(*, photo: CapturedPhoto, offset: int, piece: bytes, at: datetime) -> Received:
    """Append a piece; an empty one asks for what may have been left unfinished.

    One row is written for a piece, a message more for the last. Raises WrongOffset, WrongDigest.
    """
    if photo.state != PhotoState.RECEIVING:
        return Received(photo.size, done=True)
    with _alone(photo) as file:
        current = CapturedPhoto.objects.get(pk=photo.pk)
        return _receive(current, file, offset, piece, at)


@contextmanager
def _alone(photo: CapturedPhoto) -> Iterator[BinaryIO]:
    """The file of the original, which nobody else writes meanwhile: a late sender must not cut it short."""
    path = original_path(photo)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o640), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _receive(photo: CapturedPhoto, file: BinaryIO, offset: int, piece: bytes, at: datetime) -> Received:
    if photo.state != PhotoState.RECEIVING:
        return Received(photo.size, done=True)
    if offset != photo.received:
        raise WrongOffset(photo.received)
    if offset + len(piece) > photo.size:
        _begin_anew(photo)
        raise WrongDigest
    _append(photo, file, offset, piece)
    received = offset + len(piece)
    if received < photo.size:
        _note_received(photo, offset, received)
        return Received(received, done=False)
    _finish(photo, offset, at)
    return Received(photo.size, done=True)


def _append(photo: CapturedPhoto, file: BinaryIO, offset: int, piece: bytes) -> None:
    """Write the piece at its place; raises WrongOffset where the file has lost what the row remembers."""
    if file.seek(0, os.SEEK_END) < offset:
        _begin_anew(photo)
        raise WrongOffset(0)
    file.seek(offset)
    file.write(piece)
    file.truncate()
    file.flush()


def _note_received(photo: CapturedPhoto, offset: int, received: int) -> None:
    """Two senders at once wrote the same bytes; the second is told where it stands."""
    mine = CapturedPhoto.objects.filter(pk=photo.pk, state=PhotoState.RECEIVING, received=offset)
    if not mine.update(received=received):
        raise WrongOffset(_standing(photo))


def _standing(photo: CapturedPhoto) -> int:
    return CapturedPhoto.objects.values_list("received", flat=True).get(pk=photo.pk)


def _finish(photo: CapturedPhoto, offset: int, at: datetime) -> None:
    """Check the whole, make it durable, and leave the drawing to a worker."""
    path = original_path(photo)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != photo.sha256:
        _begin_anew(photo)
        raise WrongDigest
    _make_durable(path)
    state, reason = (PhotoState.STORED, "") if data.startswith(JPEG) else (PhotoState.REFUSED, NOT_A_JPEG)
    with transaction.atomic():
        mine = CapturedPhoto.objects.filter(pk=photo.pk, state=PhotoState.RECEIVING, received=offset)
        name = str(path.relative_to(settings.MEDIA_ROOT))
        if mine.update(received=photo.size, path=name, state=state, reason=reason) and not reason:
            outbox.send(CAPTURED_PHOTO, {"photo": str(photo.pk)}, at=at)


def _make_durable(path: Path) -> None:
    """On the disk before the phone is told that it may forget its own."""
    for place in (path, path.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _begin_anew(photo: CapturedPhoto) -> None:
    CapturedPhoto.objects.filter(pk=photo.pk, state=PhotoState.RECEIVING).update(received=0)

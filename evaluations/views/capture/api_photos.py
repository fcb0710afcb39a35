"""Photographs in pieces, and how far each has come."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from core import clock
from core.access import may
from evaluations.actions.capture.receive_photo_piece import (
    MOST_PIECE,
    WrongDigest,
    WrongOffset,
    receive_photo_piece,
)
from evaluations.models import CapturedPhoto, CaptureRecord
from evaluations.views.capture.answering import Answer, Unanswered, api, malformed, own_device


@api("GET", "PUT")
def capture_photo(request: HttpRequest, pk: UUID) -> Answer:
    """Ask how far a photograph has come, or send its next piece."""
    own_device(request)
    photo = _photo(request, pk)
    if request.method == "GET":
        return {"received": photo.received, "size": photo.size, "state": photo.state}
    try:
        done = receive_photo_piece(
            photo=photo, offset=_offset(request), piece=_piece(request), at=clock.now()
        )
    except WrongOffset as refusal:
        raise Unanswered(409, "offset", received=refusal.received) from refusal
    except WrongDigest as refusal:
        raise Unanswered(422, "digest", refusal.message, received=0) from refusal
    return {"received": done.received, "done": done.done, "sha256": photo.sha256}


def _photo(request: HttpRequest, pk: UUID) -> CapturedPhoto:
    """The photograph, if its record came and the person may send for its visit; else it is unknown."""
    user: Any = request.user
    photo = CapturedPhoto.objects.filter(pk=pk).select_related("inspection").first()
    if photo is not None and may(user, "capture.send", photo.inspection):
        return photo
    refused = CaptureRecord.objects.filter(pk=pk, sender=user).first()
    if refused is not None:
        raise malformed(refused.reason or "Bản ghi này không kèm ảnh.")
    raise Unanswered(409, "unknown")


def _offset(request: HttpRequest) -> int:
    text = request.GET.get("tu", "")
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise malformed("Vị trí của đoạn ảnh không hợp lệ.")
    return int(text)


def _piece(request: HttpRequest) -> bytes:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_PIECE:
        raise malformed("Đoạn ảnh lớn quá 256 KB.", 413)
    return request.body

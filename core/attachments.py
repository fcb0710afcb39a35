"""Keeping checked files and handing them out: named by UUID, never under their own name or type.

Whoever serves one has asked first whether the reader may see what it belongs to; this module does not know.
"""

from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control

from core.models import Attachment
from core.papers import Paper
from core.pictures import Picture

JPEG = "image/jpeg"
PDF = "application/pdf"
SUFFIXES = {JPEG: "jpg", PDF: "pdf"}
# A file opened by its own address is shown in an empty, powerless page.
SERVED_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"


def keep_picture(picture: Picture, *, actor: Any, at: datetime, caption: str = "") -> Attachment:
    """Write a redrawn picture with its thumbnail under MEDIA_ROOT and its row in the database.

    Decoding takes up to a second: an action that holds locks calls ``core.pictures.redraw`` before its
    transaction and this inside.
    """
    attachment = Attachment(
        id=uuid4(),
        content_type=JPEG,
        size=len(picture.full),
        width=picture.width,
        height=picture.height,
        sha256=picture.sha256,
        original_sha256=picture.original_sha256,
        caption=caption,
        created_at=at,
        created_by=actor,
    )
    name = attachment.id.hex
    attachment.path = default_storage.save(f"anh/{name[:2]}/{name}.jpg", ContentFile(picture.full))
    default_storage.save(thumbnail_path(attachment), ContentFile(picture.thumbnail))
    attachment.save(force_insert=True)
    return attachment


def keep_paper(paper: Paper, *, actor: Any, at: datetime, caption: str = "") -> Attachment:
    """Write a PDF that was looked at (core.papers) under MEDIA_ROOT and its row in the database."""
    attachment = Attachment(
        id=uuid4(),
        content_type=PDF,
        size=len(paper.data),
        sha256=paper.sha256,
        original_sha256=paper.sha256,
        caption=caption,
        created_at=at,
        created_by=actor,
    )
    name = attachment.id.hex
    attachment.path = default_storage.save(f"tep/{name[:2]}/{name}.pdf", ContentFile(paper.data))
    attachment.save(force_insert=True)
    return attachment


def thumbnail_path(attachment: Attachment) -> str:
    """Where the thumbnail of a picture lies, beside it."""
    path = PurePosixPath(attachment.path)
    return str(path.with_name(f"{path.stem}-nho{path.suffix}"))


def discard_files(attachment: Attachment) -> None:
    """Remove the files of an attachment whose row is gone or was rolled back; no row is touched."""
    default_storage.delete(thumbnail_path(attachment))
    default_storage.delete(attachment.path)


def serve(request: HttpRequest, attachment: Attachment, *, small: bool = False) -> HttpResponseBase:
    """Hand out a file (or its thumbnail) as what it was checked to be, and as nothing else.

    The reader's browser may keep it but asks each time, so the access check before this is made each time.
    """
    etag = f'"{attachment.sha256}{"-nho" if small else ""}"'
    answer = get_conditional_response(request, etag=etag) or _file_response(attachment, small)
    answer["ETag"] = etag
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SERVED_POLICY
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


def _file_response(attachment: Attachment, small: bool) -> FileResponse:
    path = thumbnail_path(attachment) if small else attachment.path
    return FileResponse(
        default_storage.open(path),
        # a picture is shown, anything else is only handed over
        as_attachment=attachment.content_type != JPEG,
        content_type=attachment.content_type,
        filename=f"{attachment.id}.{SUFFIXES[attachment.content_type]}",
    )

"""Keeping and handing out checked files."""

import hashlib
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.test import RequestFactory
from PIL import Image

from core.attachments import discard_files, keep_picture, serve, thumbnail_path
from core.models import Attachment
from core.pictures import redraw

AT = datetime(2026, 11, 2, 3, tzinfo=UTC)


@pytest.fixture
def kept(db):
    """A stored picture."""
    file = BytesIO()
    Image.new("RGB", (400, 300), "green").save(file, "PNG")
    return keep_picture(redraw(file), actor=None, at=AT, caption="Biển tên ở  quầy số 3")


def test_it_is_named_by_its_own_id_and_keeps_both_digests(kept):
    with default_storage.open(kept.path) as file:
        stored = file.read()
    assert kept.path == f"anh/{kept.id.hex[:2]}/{kept.id.hex}.jpg"
    assert kept.sha256 == hashlib.sha256(stored).hexdigest() != kept.original_sha256
    assert (kept.size, kept.width, kept.height) == (len(stored), 400, 300)
    assert Attachment.objects.get().content_type == "image/jpeg"


def test_it_is_served_as_a_powerless_picture(kept):
    answer = serve(RequestFactory().get("/"), kept)
    body = b"".join(answer.streaming_content)
    answer.close()
    assert hashlib.sha256(body).hexdigest() == kept.sha256
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "private" in answer["Cache-Control"]
    assert answer["Content-Disposition"] == f'inline; filename="{kept.id}.jpg"'


def test_a_thumbnail_is_a_file_of_its_own(kept):
    answer = serve(RequestFactory().get("/"), kept, small=True)
    body = b"".join(answer.streaming_content)
    answer.close()
    assert max(Image.open(BytesIO(body)).size) == 320
    assert answer["ETag"] != f'"{kept.sha256}"'


def test_what_the_reader_already_holds_is_not_sent_again(kept):
    request = RequestFactory().get("/", headers={"if-none-match": f'"{kept.sha256}"'})
    answer = serve(request, kept)
    assert answer.status_code == 304
    assert "sandbox" in answer["Content-Security-Policy"]


def test_files_of_a_row_that_was_rolled_back_can_be_removed(kept):
    discard_files(kept)
    assert not default_storage.exists(kept.path)
    assert not default_storage.exists(thumbnail_path(kept))

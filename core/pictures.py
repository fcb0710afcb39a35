"""Pictures from strangers: checked before they are decoded, then drawn anew on a clean canvas.

What leaves here is a plain sRGB-sized JPEG that holds nothing but pixels: no place, no camera, no comment,
no profile, no second file hidden behind the first.
"""

import hashlib
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.utils.translation import gettext, gettext_noop
from PIL import ExifTags, Image, UnidentifiedImageError

from core.errors import Refused

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 2048
THUMBNAIL_SIDE = 320
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")
# A phone that stores several shots in one JPEG makes what Pillow calls MPO; the first shot is the photograph.
ACCEPTED = frozenset({*FORMATS, "MPO"})
HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
# A camera writes a dozen segments and at most some fifteen scans; each one more costs a reader a round in
# Python or a pass over every pixel, and twenty megabytes have room for millions.
MOST_SEGMENTS = 2_000
MOST_CHUNKS = 20_000
MOST_SCANS = 100
# Long enough not to turn up by chance among megabytes of compressed pixels.
ACTIVE_MARKS = (b"<script", b"<html", b"<?php", b"<!doctype")
READERS_ANSWER_BROKEN_DATA_WITH = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    OverflowError,
)
# How a camera was held (EXIF orientation) and the turn that sets the picture upright.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class ImageRefused(Refused):
    """The file is no picture that we take (HTTP 422); the message says what to do instead."""

    status = 422


TOO_HEAVY = gettext_noop("Ảnh nặng quá 20 MB. Hãy giảm chất lượng ảnh trong máy rồi gửi lại.")
TOO_LARGE = gettext_noop("Ảnh quá lớn (trên 40 triệu điểm ảnh). Hãy chụp lại ở độ phân giải thấp hơn.")
EMPTY = gettext_noop("Tệp rỗng. Hãy chọn lại ảnh.")
HEIF = gettext_noop(
    "Ảnh HEIC/AVIF chưa dùng được. Trên iPhone: vào Cài đặt › Camera › Định dạng, "
    "chọn “Tương thích nhất” rồi chụp lại."
)
NOT_A_PICTURE = gettext_noop("Tệp không phải ảnh JPEG, PNG hoặc WebP. Hãy chọn ảnh chụp từ máy.")
TWO_FACED = gettext_noop(
    "Tệp ảnh có kèm nội dung khác bên trong nên không nhận. Hãy chụp lại hoặc lưu ảnh ra tệp mới."
)
BROKEN = gettext_noop("Ảnh bị hỏng hoặc tải lên chưa trọn vẹn. Hãy gửi lại hoặc chụp lại.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture drawn anew: JPEG bytes in full and as a thumbnail, its size in pixels, digests in hex."""

    full: bytes
    thumbnail: bytes
    width: int
    height: int
    sha256: str
    original_sha256: str


def redraw(file: IO[bytes]) -> Picture:
    """Check an uploaded file and draw it anew, at most 2,048 pixels on its longer side.

    Raises ImageRefused for anything but a whole JPEG, PNG or WebP of at most 20 MB and 40 million pixels.
    Reads the pixels of one picture only, so a few kilobytes can never fill the memory.
    """
    data = _read(file)
    _refuse_two_faced(data)
    _refuse_tangled(data)
    canvas = _draw(data)
    full = _jpeg(canvas)
    small = canvas.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return Picture(full, _jpeg(small), *canvas.size, _digest(full), _digest(data))


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ImageRefused(gettext(TOO_HEAVY))
    if not data:
        raise ImageRefused(gettext(EMPTY))
    return data


def _refuse_two_faced(data: bytes) -> None:
    """A picture that is also a page, a program or an archive is refused, although redrawing would disarm it.

    What phones put behind the picture (a short film, a second lens) is none of these and is let through.
    """
    if data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS:
        raise ImageRefused(gettext(HEIF))
    if not data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")):
        raise ImageRefused(gettext(NOT_A_PICTURE))
    lowered = data.lower()
    if (
        any(mark in lowered for mark in ACTIVE_MARKS)
        or b"%PDF-" in data[:4096]
        or zipfile.is_zipfile(BytesIO(data))
    ):
        raise ImageRefused(gettext(TWO_FACED))


def _refuse_tangled(data: bytes) -> None:
    """A file of more pieces than any camera writes would hold the reader for minutes."""
    is_jpeg = data.startswith(b"\xff\xd8")
    if is_jpeg and (data.count(b"\xff\xda") > MOST_SCANS or _jpeg_segments(data) > MOST_SEGMENTS):
        raise ImageRefused(gettext(BROKEN))
    if data.startswith(b"\x89PNG") and _png_chunks(data) > MOST_CHUNKS:
        raise ImageRefused(gettext(BROKEN))


def _jpeg_segments(data: bytes) -> int:
    """Segments before the first scan; counting ends one beyond the limit."""
    place = count = 0
    while count <= MOST_SEGMENTS:
        place = data.find(b"\xff", place)
        if place < 0 or data[place + 1 : place + 2] == b"\xda":
            break
        count += 1
        marker = data[place + 1 : place + 2]
        bare = not marker or marker in b"\x00\x01\xd8\xff" or b"\xd0" <= marker <= b"\xd7"
        place += 1 if bare else 2 + max(2, int.from_bytes(data[place + 2 : place + 4], "big"))
    return count


def _png_chunks(data: bytes) -> int:
    """Chunks of a PNG; counting ends one beyond the limit."""
    place, count = 8, 0
    while place + 8 <= len(data) and count <= MOST_CHUNKS:
        place += 12 + int.from_bytes(data[place : place + 4], "big")
        count += 1
    return count


def _draw(data: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            return _redrawn(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageRefused(gettext(TOO_LARGE)) from error
    except UnidentifiedImageError as error:
        raise ImageRefused(gettext(NOT_A_PICTURE)) from error
    except READERS_ANSWER_BROKEN_DATA_WITH as error:
        raise ImageRefused(gettext(BROKEN)) from error


def _redrawn(image: Image.Image) -> Image.Image:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise ImageRefused(gettext(TOO_LARGE))
    if image.format not in ACCEPTED or width < 1 or height < 1:
        raise ImageRefused(gettext(NOT_A_PICTURE))
    # A JPEG is read at half or quarter size straight away: a quarter of the memory and of the time.
    share = min(1.0, LONGEST_SIDE / max(width, height))
    image.draft("RGB", (max(1, int(width * share)), max(1, int(height * share))))
    image.load()
    turn = TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    drawn = image if image.mode in ("RGB", "RGBA", "L") else image.convert(_plain_mode(image))
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    canvas = Image.new("RGB", drawn.size, "white")
    canvas.paste(drawn, mask=drawn if drawn.mode == "RGBA" else None)
    return canvas if turn is None else canvas.transpose(turn)


def _plain_mode(image: Image.Image) -> str:
    return "RGBA" if image.has_transparency_data else "RGB"


def _jpeg(canvas: Image.Image) -> bytes:
    buffer = BytesIO()
    canvas.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

"""Pictures made to betray or to exhaust: canaries are searched in what leaves, unpacked pixels counted."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageFile
from PIL.PngImagePlugin import PngInfo

from core import pictures
from core.pictures import ImageRefused, redraw

CANARY = b"0912345678-CHIM-HOANG-YEN"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="10,15.333N" '
    b'exif:GPSLongitude="105,58.0E" dc:creator="' + CANARY + b'"/></x:xmpmeta>'
)


def photo(width: int = 64, height: int = 48) -> Image.Image:
    """A picture of two colours."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    return image


def encode(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """``image`` as a file."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def exif_with_place() -> Image.Exif:
    """Who, where and with what, as a phone writes it."""
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = CANARY.decode()
    exif[ExifTags.Base.ImageDescription] = CANARY.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (10.0, 15.0, 20.0), 3: "E", 4: (105.0, 58.0, 0.0)})
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = CANARY
    return exif


def png_text() -> PngInfo:
    """Each way in which a PNG carries words."""
    notes = PngInfo()
    notes.add_text("Author", CANARY.decode())
    notes.add_text("Comment", CANARY.decode(), zip=True)
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return notes


def segment(marker: int, body: bytes) -> bytes:
    """One segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def chunk(name: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def behind_start(jpeg: bytes, *segments: bytes) -> bytes:
    """Segments put right behind the start of a JPEG."""
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def behind_header(png: bytes, *chunks: bytes) -> bytes:
    """Chunks put right behind the header of a PNG."""
    return png[:33] + b"".join(chunks) + png[33:]


REDRAWN = {
    "JPEG: EXIF with GPS and maker's note": lambda: encode(photo(), exif=exif_with_place()),
    "JPEG: XMP with GPS": lambda: encode(photo(), xmp=XMP),
    "JPEG: comment": lambda: encode(photo(), comment=CANARY),
    "JPEG: two comments and an unknown segment": lambda: behind_start(
        encode(photo()), segment(0xFE, CANARY), segment(0xFE, CANARY), segment(0xEB, CANARY)
    ),
    "JPEG: IPTC": lambda: behind_start(encode(photo()), segment(0xED, b"Photoshop 3.0\0" + CANARY)),
    "JPEG: profile": lambda: encode(photo(), icc_profile=CANARY * 10),
    "JPEG: tail": lambda: encode(photo()) + CANARY,
    "JPEG: a second JPEG with its own EXIF": lambda: (
        encode(photo()) + encode(photo(), exif=exif_with_place())
    ),
    "JPEG: several shots": lambda: encode(
        photo(), "MPO", save_all=True, append_images=[photo(32, 24)], exif=exif_with_place()
    ),
    "PNG: text, compressed text, XMP": lambda: encode(photo(), "PNG", pnginfo=png_text()),
    "PNG: EXIF": lambda: encode(photo(), "PNG", exif=exif_with_place()),
    "PNG: private chunk": lambda: behind_header(encode(photo(), "PNG"), chunk(b"prVt", CANARY)),
    "PNG: tail": lambda: encode(photo(), "PNG") + CANARY,
    "PNG: moving": lambda: encode(
        photo(), "PNG", save_all=True, append_images=[photo().rotate(9)], pnginfo=png_text()
    ),
    "PNG: words under full transparency": lambda: encode(Image.new("RGBA", (64, 48), (1, 2, 3, 0)), "PNG"),
    "WebP: EXIF and XMP": lambda: encode(photo(), "WEBP", exif=exif_with_place(), xmp=XMP),
    "WebP: moving": lambda: encode(
        photo(), "WEBP", save_all=True, append_images=[photo().rotate(9)], exif=exif_with_place()
    ),
    "WebP: tail": lambda: encode(photo(), "WEBP") + CANARY,
}


@pytest.mark.parametrize("name", REDRAWN)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_what_is_redrawn_holds_nothing_but_pixels(name: str) -> None:
    file = REDRAWN[name]()
    taken = redraw(BytesIO(file))
    for stored in (taken.full, taken.thumbnail):
        again = Image.open(BytesIO(stored))
        assert (again.format, again.mode, getattr(again, "n_frames", 1)) == ("JPEG", "RGB", 1)
        assert not again.getexif()
        assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        for word in (CANARY, b"GPS", b"xmp", b"http://", CANARY.decode().encode("utf-16-le")):
            assert word.lower() not in stored.lower()


def zipped() -> bytes:
    """An archive."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("chay.class", b"\xca\xfe\xba\xbe" + CANARY)
    return archive.getvalue()


def png_of(width: int, height: int, *more: bytes) -> bytes:
    """A PNG that claims a size and holds next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 200_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(more) + body + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """A small JPEG whose header claims a size."""
    data = bytearray(encode(photo()))
    place = data.index(b"\xff\xc0") + 5
    data[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def webp_of(width: int, height: int) -> bytes:
    """A WebP whose canvas claims a size."""
    small = encode(photo(), "WEBP")[12:]
    canvas = struct.pack("<I", 0)[:4] + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + canvas + small
    return b"RIFF" + struct.pack("<I", len(body)) + body


def many_scans() -> bytes:
    """A progressive JPEG whose last scan stands there two hundred times."""
    whole = encode(photo(), progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:-2] + whole[last:-2] * 200 + whole[-2:]


REFUSED = {
    "30,000 × 30,000 PNG": lambda: png_of(30_000, 30_000),
    "60,000 × 60,000 JPEG": lambda: jpeg_of(60_000, 60_000),
    "16,000 × 16,000 WebP": lambda: webp_of(16_000, 16_000),
    "one line of 40,000,001 pixels": lambda: png_of(40_000_001, 1),
    "two milliards wide": lambda: png_of(2**31 - 1, 2**31 - 1),
    "no height": lambda: png_of(10, 0),
    "SVG": lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "SVG behind a line of XML": lambda: b"<?xml version='1.0'?><svg/>",
    "SVG, compressed": lambda: b"\x1f\x8b\x08\0\0\0\0\0",
    "HEIC": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + CANARY,
    "HEIC sequence": lambda: b"\0\0\0\x18ftyphevc\0\0\0\0msf1hevc",
    "AVIF": lambda: b"\0\0\0\x1cftypavif\0\0\0\0mif1avif",
    "GIF": lambda: encode(photo(), "GIF"),
    "moving GIF": lambda: encode(photo(), "GIF", save_all=True, append_images=[photo(64, 48).rotate(9)]),
    "BMP": lambda: encode(photo(), "BMP"),
    "TIFF": lambda: encode(photo(), "TIFF"),
    "icon": lambda: encode(photo(), "ICO"),
    "PostScript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run",
    "PDF in front": lambda: b"%PDF-1.7\n" + encode(photo()),
    "PDF in a comment": lambda: behind_start(encode(photo()), segment(0xFE, b"%PDF-1.7\n")),
    "zip tail of a JPEG": lambda: encode(photo()) + zipped(),
    "zip tail of a PNG": lambda: encode(photo(), "PNG") + zipped(),
    "zip tail of a WebP": lambda: encode(photo(), "WEBP") + zipped(),
    "page tail": lambda: encode(photo()) + b"<!DOCTYPE html><body>",
    "script in a comment": lambda: encode(photo(), comment=b"<ScRiPt>alert(1)</sCrIpT>"),
    "script in PNG text": lambda: behind_header(
        encode(photo(), "PNG"), chunk(b"tEXt", b"Comment\0<script>alert(1)</script>")
    ),
    "PHP in EXIF": lambda: encode(photo(), exif=b"Exif\0\0<?php system($_GET[0]); ?>"),
    "PNG text that unpacks to a gigabyte": lambda: behind_header(
        encode(photo(), "PNG"), chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 70_000_000, 9))
    ),
    "PNG of 30,000 chunks": lambda: behind_header(encode(photo(), "PNG"), chunk(b"prVt", b"") * 30_000),
    "JPEG of 100,000 segments": lambda: behind_start(encode(photo()), segment(0xFE, b"") * 100_000),
    "JPEG of 200,000 bare markers": lambda: behind_start(encode(photo()), b"\xff\x01" * 200_000),
    "JPEG of 200 scans": many_scans,
    "cut off JPEG": lambda: encode(Image.effect_noise((200, 200), 90).convert("RGB"))[:2_000],
    "cut off PNG": lambda: encode(Image.effect_noise((200, 200), 90).convert("RGB"), "PNG")[:9_000],
    "cut off WebP": lambda: encode(Image.effect_noise((200, 200), 90).convert("RGB"), "WEBP")[:900],
    "only a start": lambda: b"\xff\xd8\xff",
    "a sound": lambda: b"RIFF\x24\0\0\0WAVEfmt " + CANARY,
    "nothing": lambda: b"",
    "words": lambda: "Không phải ảnh".encode(),
}


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many pixels were unpacked, a number for each picture whose pixels were asked for."""
    pixels: list[int] = []
    loads = ImageFile.ImageFile.load

    def counted(self: ImageFile.ImageFile) -> Any:
        if self.tile:
            pixels.append(self.size[0] * self.size[1])
        return loads(self)

    monkeypatch.setattr(ImageFile.ImageFile, "load", counted)
    return pixels


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_what_is_refused_is_told_in_words_and_unpacks_little(name: str, decoded: list[int]) -> None:
    file = REFUSED[name]()
    with pytest.raises(ImageRefused) as refused:
        redraw(BytesIO(file))
    assert refused.value.status == 422
    assert refused.value.message.endswith(".")
    assert sum(decoded) <= 200 * 200


def test_a_large_photo_is_unpacked_at_half_size(decoded: list[int]) -> None:
    """A JPEG of 24 million pixels costs six."""
    large = encode(Image.new("L", (6_000, 4_000), 128))
    decoded.clear()
    redraw(BytesIO(large))
    assert sum(decoded) == 3_000 * 2_000


def test_a_moving_picture_is_unpacked_once(decoded: list[int]) -> None:
    frames = [photo(200, 200).rotate(angle) for angle in range(1, 40)]
    for kind in ("PNG", "WEBP"):
        moving = encode(photo(200, 200), kind, save_all=True, append_images=frames)
        decoded.clear()
        redraw(BytesIO(moving))
        assert sum(decoded) == 200 * 200


def test_the_limits_are_those_that_the_pages_tell() -> None:
    assert (pictures.MAX_BYTES, pictures.MAX_PIXELS) == (20 * 1024 * 1024, 40_000_000)
    assert "20 MB" in pictures.TOO_HEAVY
    assert "40 triệu" in pictures.TOO_LARGE

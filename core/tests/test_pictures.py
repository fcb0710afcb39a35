"""Pictures from strangers: what is taken is drawn anew, what is not is refused in words."""

import struct
import tracemalloc
import zipfile
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import ExifTags, Image

from core import pictures
from core.pictures import ImageRefused, redraw

ORIENTATION = ExifTags.Base.Orientation


def encode(image: Image.Image, kind: str = "JPEG", **options: Any) -> BytesIO:
    """``image`` as an uploaded file."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file


def photo(width: int = 640, height: int = 480) -> Image.Image:
    """A picture that is red on its left half and blue on its right."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    return image


def secret_exif() -> Image.Exif:
    """What a phone writes into a photo: the place, the camera, and how it was held."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Máy của ai đó"
    exif[ORIENTATION] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (10.0, 15.0, 20.0), 3: "E", 4: (105.0, 58.0, 0.0)})
    return exif


def png_chunk(name: bytes, body: bytes) -> bytes:
    """One chunk of a PNG file with its length and checksum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_bomb(width: int, height: int) -> BytesIO:
    """A PNG that claims to be huge and is tiny."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 200_000)
    return BytesIO(
        b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", body) + png_chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_draws_each_accepted_kind_anew_as_jpeg(kind):
    taken = redraw(encode(photo(), kind))
    again = Image.open(BytesIO(taken.full))
    assert (again.format, again.size) == ("JPEG", (640, 480))
    assert (taken.width, taken.height) == (640, 480)
    assert again.getpixel((10, 10))[0] > 200


def test_it_tells_both_digests():
    file = encode(photo())
    taken = redraw(file)
    assert taken.original_sha256 == pictures._digest(file.getvalue())
    assert taken.sha256 == pictures._digest(taken.full) != taken.original_sha256


def test_it_leaves_no_place_camera_comment_or_profile():
    file = encode(
        photo(),
        exif=secret_exif(),
        comment=b"BI MAT TRONG CHU THICH",
        icc_profile=b"HO SO MAU",
        xmp=b"BI MAT XMP",
    )
    assert b"BI MAT" in file.getvalue()
    taken = redraw(file)
    for stored in (taken.full, taken.thumbnail):
        again = Image.open(BytesIO(stored))
        assert not again.getexif()
        assert not {"comment", "icc_profile", "xmp", "exif"} & set(again.info)
        assert b"BI MAT" not in stored
        assert "Máy".encode() not in stored


def test_it_leaves_no_text_of_a_png():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_itxt("Comment", "BI MAT")
    assert b"BI MAT" not in redraw(encode(photo(), "PNG", pnginfo=notes)).full


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_sets_a_turned_picture_upright(kind):
    taken = redraw(encode(photo(), kind, exif=secret_exif()))
    again = Image.open(BytesIO(taken.full))
    assert again.size == (480, 640)
    top, bottom = again.getpixel((240, 20)), again.getpixel((240, 620))
    assert top[0] > 200
    assert bottom[2] > 200


def test_it_shrinks_to_2048_pixels_and_makes_a_thumbnail():
    taken = redraw(encode(photo(5000, 3000)))
    assert (taken.width, taken.height) == (2048, 1229)
    assert max(Image.open(BytesIO(taken.thumbnail)).size) == 320


def test_it_never_enlarges():
    assert redraw(encode(photo(40, 30))).width == 40


@pytest.mark.parametrize("mode", ["P", "L", "LA", "RGBA", "1", "I;16", "CMYK"])
def test_it_takes_pictures_of_every_mode(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    image = Image.new("I;16", (64, 48)) if mode == "I;16" else photo(64, 48).convert(mode)
    assert redraw(encode(image, kind)).width == 64


def test_see_through_parts_become_white():
    taken = redraw(encode(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG"))
    assert Image.open(BytesIO(taken.full)).getpixel((25, 25)) == (255, 255, 255)


def test_it_takes_the_first_shot_of_a_phone_that_stores_several():
    file = encode(photo(), "MPO", save_all=True, append_images=[photo(100, 80)])
    assert redraw(file).width == 640


def test_it_takes_a_photo_with_a_short_film_behind_it():
    file = encode(photo())
    file.write(b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 40)
    assert b"ftypmp42" not in redraw(file).full


def test_it_refuses_a_bomb_without_decoding_it():
    bomb = png_bomb(30_000, 30_000)
    assert len(bomb.getvalue()) < 2_000
    tracemalloc.start()
    with pytest.raises(ImageRefused, match="quá lớn"):
        redraw(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize("size", [(6_325, 6_325), (8_000, 8_000), (11_000, 11_000)])
def test_it_refuses_just_over_forty_million_pixels(size):
    with pytest.raises(ImageRefused, match="quá lớn"):
        redraw(png_bomb(*size))


def test_it_refuses_more_than_20_mb():
    with pytest.raises(ImageRefused, match="20 MB"):
        redraw(BytesIO(b"\xff\xd8\xff" + b"\0" * pictures.MAX_BYTES))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_refuses_a_cut_off_picture(kind):
    noisy = Image.effect_noise((400, 400), 90).convert("RGB")
    whole = encode(noisy, kind).getvalue()
    for part in (0.2, 0.5, 0.9):
        with pytest.raises(ImageRefused, match="hỏng|không phải ảnh"):
            redraw(BytesIO(whole[: int(len(whole) * part)]))


def _zip_behind(image: bytes) -> bytes:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("chay.class", "mã")
    return image + archive.getvalue()


POLYGLOTS = {
    "zip": _zip_behind,
    "html": lambda image: image + b"<html><body>",
    "script": lambda image: image[:2] + b"\xff\xfe\x00\x1c<SCRIPT>alert(1)</SCRIPT>" + image[2:],
    "php": lambda image: image + b"<?php system($_GET[0]);",
    "pdf": lambda image: image[:2] + b"\xff\xfe\x00\x0b%PDF-1.7\n" + image[2:],
}


@pytest.mark.parametrize("name", POLYGLOTS)
def test_it_refuses_a_picture_that_is_also_something_else(name):
    with pytest.raises(ImageRefused, match="kèm nội dung khác"):
        redraw(BytesIO(POLYGLOTS[name](encode(photo()).getvalue())))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "rỗng"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "không phải ảnh"),
        (b"GIF89a\x01\0\x01\0\0\0\0;", "không phải ảnh"),
        (b"%PDF-1.7", "không phải ảnh"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", "HEIC"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "không phải ảnh"),
        (b"\xff\xd8\xff" + b"khong phai" * 50, "không phải ảnh|hỏng"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 64, "không phải ảnh|hỏng"),
        (png_bomb(0, 10).getvalue(), "không phải ảnh|hỏng"),
    ],
)
def test_it_refuses_what_is_no_picture_and_says_why(data, words):
    with pytest.raises(ImageRefused, match=words):
        redraw(BytesIO(data))


# Pillow warns about odd metadata; the picture itself may still be whole.
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_no_garbled_picture_raises_anything_but_a_refusal():
    whole = bytearray(encode(photo(60, 40), exif=secret_exif()).getvalue())
    for place in range(0, len(whole), 3):
        garbled = bytearray(whole)
        garbled[place] ^= 0xFF
        try:
            redraw(BytesIO(bytes(garbled)))
        except ImageRefused:
            continue

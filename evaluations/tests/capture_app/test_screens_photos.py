"""Photographs: faces are unreadable before anything is stored; the digest shown is the one sent."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from evaluations.models import CapturedPhoto, Inspection

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

PIXELS = """points => {
  const picture = document.querySelector(".photos img");
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: picture.naturalWidth, height: picture.naturalHeight });
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  return points.map(([x, y]) => pen.getImageData(x, y, 1, 1).data[0]);
}"""


@pytest.fixture
def stripes(tmp_path: Path) -> Path:
    """A photograph of black and white stripes, 16 pixels wide each."""
    path = tmp_path / "anh.jpg"
    picture = Image.new("RGB", (800, 600), "white")
    pen = ImageDraw.Draw(picture)
    for left in range(0, 800, 32):
        pen.rectangle((left, 0, left + 15, 599), "black")
    picture.save(path, quality=95)
    return path


def cover(page: Any, left: float, top: float, right: float, bottom: float) -> None:
    """Draw a box over a part of the picture, in shares of its sides."""
    frame = page.locator("canvas.blur-canvas").bounding_box()
    at = lambda x, y: (frame["x"] + frame["width"] * x, frame["y"] + frame["height"] * y)  # noqa: E731
    page.mouse.move(*at(left, top))
    page.mouse.down()
    page.mouse.move(*at(right, bottom), steps=4)
    page.mouse.up()


def test_a_covered_place_is_changed_for_good_and_the_rest_is_not(
    app_phone: Any, cast: Any, on_site: Inspection, stripes: Path
) -> None:
    phone = app_phone(cast.inspector)
    page = phone.criterion(on_site.pk, "TP-04")
    page.locator("#anh-chup").set_input_files(stripes)
    page.locator("canvas.blur-canvas").wait_for()
    cover(page, 0.25, 0.25, 0.75, 0.75)
    cover(page, 0.05, 0.8, 0.2, 0.95)
    page.get_by_text("Đã làm mờ 2 vùng.").wait_for()
    page.get_by_role("button", name="Bỏ ô cuối").click()
    page.get_by_text("Đã làm mờ 1 vùng.").wait_for()
    page.get_by_label("Chú thích").fill("Quầy số 1")
    page.get_by_role("button", name="Lưu ảnh").click()
    page.locator(".photos img").wait_for()
    page.wait_for_function("document.querySelector('.photos img').naturalWidth === 800")
    row = range(304, 496)
    inside = page.evaluate(PIXELS, [[x, 300] for x in row])
    outside = page.evaluate(PIXELS, [[x, 60] for x in row])
    assert 80 < min(inside) <= max(inside) < 175, "the stripes are still to be seen"
    assert min(outside) < 30
    assert max(outside) > 225
    shown = page.locator(".photos code").inner_text()
    phone.is_sent()
    photo = CapturedPhoto.objects.select_related("record").get()
    assert photo.sha256.startswith(shown)
    assert (photo.record.content["blurred"], photo.record.content["caption"]) == (1, "Quầy số 1")


def test_places_are_covered_with_the_keyboard_too(
    app_phone: Any, cast: Any, on_site: Inspection, stripes: Path
) -> None:
    page = app_phone(cast.inspector).criterion(on_site.pk, "TP-04")
    page.locator("#anh-chup").set_input_files(stripes)
    picture = page.locator("canvas.blur-canvas")
    picture.wait_for()
    for key in ("Enter", "ArrowLeft", "+"):
        picture.press(key)
    page.get_by_text("Đã làm mờ 1 vùng.").wait_for()
    page.get_by_role("button", name="Bỏ ảnh này").click()
    page.get_by_role("dialog").wait_for(state="detached")
    assert page.locator(".photos li").count() == 0


def test_a_file_that_is_no_picture_is_told(
    app_phone: Any, cast: Any, on_site: Inspection, tmp_path: Path
) -> None:
    path = tmp_path / "khong-phai-anh.jpg"
    path.write_text("chữ")
    page = app_phone(cast.inspector).criterion(on_site.pk, "TP-04")
    page.locator("#anh-chup").set_input_files(path)
    page.get_by_text("không phải ảnh mà máy đọc được").wait_for()

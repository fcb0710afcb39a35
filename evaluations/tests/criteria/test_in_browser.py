"""Writing a set in a real browser: boxes follow the measure, the sum the weights, no page is wide."""

from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image

from evaluations.models import CriteriaSet
from evaluations.tests.criteria.conftest import of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Any, client: Any, live_server: Any, user: Any) -> None:
    """Give the browser the session of a person."""
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def fits(page: Any) -> bool:
    """Whether the page is no wider than the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def picture() -> dict[str, Any]:
    file = BytesIO()
    Image.new("RGB", (300, 200), "teal").save(file, "JPEG")
    return {"name": "mau.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def test_an_officer_writes_the_next_version(
    page: Any, live_server: Any, client: Any, cast: Any, published: CriteriaSet
) -> None:
    sign_in(page, client, live_server, cast.admin)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + reverse("criteria_draft_start") + f"?tu={published.pk}")
    page.get_by_role("button", name="Tạo dự thảo").click()
    assert fits(page)
    page.get_by_role("link", name="Không né tránh, thoái thác, đùn đẩy trách nhiệm").click()
    _measure_by_levels(page)
    assert fits(page)
    page.get_by_role("button", name="Lưu tiêu chí").click()
    page.get_by_text("mức 3 điểm vượt điểm tối đa 2").click()
    page.get_by_label("Điểm tối đa").fill("3")
    page.get_by_role("button", name="Lưu tiêu chí").click()
    draft = CriteriaSet.objects.get(state="draft")
    page.goto(live_server.url + reverse("criterion_pictures", args=[of(draft, "TT-03").pk]))
    _add_picture(page)
    assert fits(page)
    page.goto(live_server.url + reverse("criteria_draft_rules", args=[draft.pk]))
    assert fits(page)


def _measure_by_levels(page: Any) -> None:
    page.get_by_label("Cách đo").select_option("levels")
    page.locator("[name=share]").wait_for(state="detached")
    for row, (points, label) in enumerate((("3", "Không có vụ nào"), ("0", "Có vụ đã xác minh"))):
        page.locator(f"[name=levels-{row}-points]").fill(points)
        page.locator(f"[name=levels-{row}-label]").fill(label)
    page.get_by_label("Kiểm tra (%)").fill("60")
    page.get_by_label("Kiểm tra (%)").blur()
    page.get_by_text("Các nguồn cộng lại = 110").wait_for()
    page.get_by_label("Người dân (%)").fill("20")
    page.get_by_label("Người dân (%)").blur()
    page.get_by_text("Các nguồn cộng lại = 100").wait_for()


def _add_picture(page: Any) -> None:
    page.get_by_label("Ảnh", exact=True).set_input_files(picture())
    page.get_by_label("Mẫu chưa đạt").check()
    page.get_by_label("Nhìn vào đâu").fill("Hồ sơ chuyển lòng vòng")
    page.get_by_role("button", name="Thêm ảnh").click()
    page.get_by_role("img", name="Hồ sơ chuyển lòng vòng").wait_for()

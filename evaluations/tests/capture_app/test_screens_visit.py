"""A whole visit on the screens: without network from the start to both signatures, sent afterwards."""

from typing import Any

import pytest

from evaluations.models import CaptureRecord, Headcount, Inspection, Observation
from evaluations.rules.observing import Attendance, Finding
from evaluations.rules.signing import signed_sha256, signed_text

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def count_people(phone: Any, visit: Any) -> None:
    """26 on the list, two on leave, one missing without reason, the rest there."""
    page = phone.show(f"k/{visit}/diem-danh", "Điểm danh")
    page.get_by_label("Tổng số theo danh sách", exact=True).fill("26")
    page.get_by_label("Giờ điểm danh").fill("07:45")
    page.get_by_label("Nghỉ phép", exact=True).fill("2")
    page.get_by_label("Không rõ lý do", exact=True).fill("1")
    page.get_by_role("button", name="Số còn lại có mặt").click()
    page.get_by_text("Đủ 26 người").wait_for()
    page.get_by_role("button", name="Lưu điểm danh").click()
    page.locator(".tiles").wait_for()


def count_badges(phone: Any, visit: Any) -> None:
    """Two with a badge, one without."""
    page = phone.criterion(visit, "TP-04")
    for words in ("Thêm 1 đạt", "Thêm 1 đạt", "Thêm 1 chưa đạt"):
        page.get_by_role("button", name=words).tap()
    phone.is_kept()


def observe_transaction(phone: Any, visit: Any) -> None:
    """All is well but the smile."""
    page = phone.show(f"k/{visit}/giao-dich", "4 xin")
    page.get_by_role("button", name="Tám điều đều đạt").click()
    page.locator("input[name=luon_mim_cuoi][value=false]").check()
    page.get_by_role("button", name="Ghi giao dịch này").click()
    page.get_by_text("Đã lưu giao dịch thứ 1").wait_for()


def read_back(phone: Any, visit: Any) -> None:
    """The words of the inspected, then reading back."""
    page = phone.show(f"k/{visit}/ky", "Kết thúc")
    page.get_by_label("Họ tên người đại diện cơ quan").fill("Nguyễn Thị Hòa")
    page.get_by_label("Chức vụ", exact=True).fill("Phó Giám đốc")
    page.get_by_label("Ý kiến của cơ quan được kiểm tra").fill("Nhất trí")
    page.get_by_text("Đọc biên bản cho hai bên cùng nghe", exact=True).click()
    page.locator(".read-scroll").get_by_text("Ông/bà Nguyễn Thị Hòa – Phó Giám đốc.").wait_for()
    page.get_by_label("Đã đọc lại toàn bộ").check()
    page.get_by_role("button", name="Xác nhận đã đọc lại").click()
    page.locator("canvas.pad").first.wait_for()


@pytest.fixture
def signed_offline(app_phone: Any, cast: Any, draft: Inspection) -> Any:
    """A phone without network on which the visit was recorded and signed."""
    phone = app_phone(cast.inspector)
    phone.offline()
    phone.start(draft.pk)
    for step in (count_people, count_badges, observe_transaction, read_back):
        step(phone, draft.pk)
    phone.sign("Đại diện cơ quan")
    phone.sign("Đại diện đoàn")
    return phone


def test_a_visit_is_recorded_and_signed_without_network_and_sent_later(
    signed_offline: Any, draft: Inspection
) -> None:
    phone = signed_offline
    phone.page.get_by_text("Biên bản đã đủ chữ ký").wait_for()
    assert "chưa gửi" in phone.page.locator(".top").inner_text()
    assert not CaptureRecord.objects.exists()
    phone.online()
    phone.is_sent()
    found = {one.criterion.code: (one.n, one.k) for one in Observation.objects.select_related("criterion")}
    assert found == {"TP-04": (3, 2), "GT-01": (1, 1), "GT-02": (1, 0), "TT-04": (26, 25), "TT-05": (26, 1)}
    assert Headcount.objects.get().present == 23
    draft.refresh_from_db()
    assert draft.started_at is not None


def test_what_was_signed_is_what_the_server_would_sign(signed_offline: Any) -> None:
    phone = signed_offline
    phone.online()
    phone.is_sent()
    signatures = {record.subject: record.content for record in CaptureRecord.objects.filter(kind="signature")}
    counted = Headcount.objects.get()
    text = signed_text(
        Attendance(present=23, on_leave=2, unexcused=1),
        counted.counted_at,
        {"TP-04": Finding(3, 2), "GT-01": Finding(1, 1), "GT-02": Finding(1, 0)},
    )
    assert signatures.keys() == {"signature:agency", "signature:team"}
    for content in signatures.values():
        assert content["signed_sha256"] == signed_sha256(text)
        assert (content["way"], len(content["strokes"])) == ("drawn", 1)
        assert all(len(point) == 3 for stroke in content["strokes"] for point in stroke)


def test_a_signed_visit_is_changed_only_after_a_warning_and_must_be_signed_again(
    signed_offline: Any, draft: Inspection
) -> None:
    phone = signed_offline
    page = phone.criterion(draft.pk, "TP-04")
    page.get_by_text("Biên bản đã ký").wait_for()
    assert page.locator(".tally-bar").evaluate("one => one.inert")
    page.get_by_role("button", name="Sửa và sẽ ký lại").click()
    page.get_by_text("Đang sửa biên bản đã ký").wait_for()
    page.get_by_role("button", name="Thêm 1 đạt").tap()
    phone.is_kept()
    phone.show(f"k/{draft.pk}/ky", "Kết thúc")
    page.get_by_text("Số liệu đã đổi sau khi ký").wait_for()
    assert page.locator("svg.signature").count() == 0


def test_a_refusal_is_kept_with_its_reason_and_witness(app_phone: Any, cast: Any, draft: Inspection) -> None:
    phone = app_phone(cast.inspector)
    phone.start(draft.pk)
    read_back(phone, draft.pk)
    stage = phone.page.locator(".stage", has_text="Đại diện cơ quan")
    stage.get_by_role("radio", name="Từ chối ký").check()
    stage.get_by_role("button", name="Lưu").click()
    stage.get_by_text("Ghi lý do từ chối ký.").wait_for()
    stage.get_by_label("Lý do từ chối").fill("Chưa có thủ trưởng")
    stage.get_by_role("button", name="Lưu").click()
    stage.get_by_text("Ghi tên người làm chứng").wait_for()
    stage.get_by_label("Người làm chứng", exact=True).fill("Lê Văn Chứng")
    stage.get_by_role("button", name="Lưu").click()
    stage.get_by_text("Từ chối ký. Lý do: Chưa có thủ trưởng").wait_for()
    phone.is_sent()
    content = CaptureRecord.objects.get(kind="signature").content
    assert (content["way"], content["witness_name"], content["strokes"]) == ("refused", "Lê Văn Chứng", [])

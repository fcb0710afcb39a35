"""One criterion on the phone: two large buttons, the boxes, what is missing, and two people's values."""

from typing import Any

import pytest

from evaluations.models import Inspection, Observation
from evaluations.rules.observing import Finding

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def started(app_phone: Any, cast: Any, on_site: Inspection) -> Any:
    """The leader's phone with the visit begun."""
    return app_phone(cast.inspector)


def sent(phone: Any) -> dict[str, tuple[int, int]]:
    """What the server has once nothing waits."""
    phone.is_sent()
    rows = Observation.objects.select_related("criterion").order_by("id")
    return {row.criterion.code: (row.n, row.k) for row in rows}


def tap(phone: Any, *words: str) -> None:
    """Tap buttons of the bar at the thumb."""
    for one in words:
        phone.page.locator(".bar").get_by_role("button", name=one).tap()


def test_cases_are_counted_with_two_buttons_and_taken_back(started: Any, on_site: Inspection) -> None:
    page = started.criterion(on_site.pk, "TP-04")
    tap(started, "Thêm 1 đạt", "Thêm 1 đạt", "Thêm 1 chưa đạt", "Thêm 1 chưa đạt", "Hoàn tác")
    assert " ".join(page.locator(".big").inner_text().split()) == "2 / 3 đạt"
    started.is_kept()
    assert sent(started) == {"TP-04": (3, 2)}


def test_a_good_case_of_a_criterion_that_counts_violations_is_no_violation(
    started: Any, on_site: Inspection
) -> None:
    started.criterion(on_site.pk, "TT-06")
    tap(started, "Thêm 1 không vi phạm", "Thêm 1 vi phạm", "Thêm 1 không vi phạm")
    started.is_kept()
    assert sent(started) == {"TT-06": (3, 1)}


def test_numbers_that_cannot_be_are_refused_in_words_and_kept_on_the_screen(
    started: Any, on_site: Inspection
) -> None:
    page = started.criterion(on_site.pk, "TP-04")
    page.get_by_label("Số quan sát (n)").fill("10")
    page.get_by_label("Số đạt (k)").fill("12")
    page.get_by_text("Số đạt (12) phải từ 0 đến 10.").wait_for()
    started.show(f"k/{on_site.pk}")
    page.get_by_text("1 mục nhập dở, chưa lưu").wait_for()
    started.criterion(on_site.pk, "TP-04")
    assert page.get_by_label("Số đạt (k)").input_value() == "12"
    page.get_by_label("Số đạt (k)").fill("8")
    started.is_kept()
    assert sent(started) == {"TP-04": (10, 8)}


def test_a_grave_violation_needs_a_description(started: Any, on_site: Inspection) -> None:
    page = started.criterion(on_site.pk, "TP-04")
    tap(started, "Thêm 1 chưa đạt")
    started.is_kept()
    page.get_by_text("Mức độ, ghi chú, không áp dụng").click()
    page.get_by_label("Mức độ vi phạm").select_option("major")
    page.get_by_text("Vi phạm nặng hoặc đặc biệt nghiêm trọng phải có mô tả.").wait_for()
    page.get_by_label("Ghi chú, lý do").fill("Không đeo thẻ ở quầy số 2")
    started.is_kept()
    sent(started)
    assert Observation.objects.get().severity == "major"


def test_not_applicable_needs_its_reason(started: Any, on_site: Inspection) -> None:
    page = started.criterion(on_site.pk, "TP-04")
    page.get_by_text("Mức độ, ghi chú, không áp dụng").click()
    page.get_by_label("Không áp dụng với cơ quan này").check()
    page.get_by_text("Hãy ghi lý do không áp dụng.").wait_for()
    page.get_by_label("Ghi chú, lý do").fill("Cơ quan đang chuyển trụ sở")
    started.is_kept()
    sent(started)
    assert Observation.objects.get().not_applicable


def test_an_answer_is_picked_from_a_list(started: Any, on_site: Inspection) -> None:
    page = started.criterion(on_site.pk, "CQ-01")
    page.get_by_role("radio", name="Không đạt").check()
    started.is_kept()
    assert sent(started) == {"CQ-01": (1, 0)}


def test_transactions_and_calls_are_counted_from_their_lists(started: Any, on_site: Inspection) -> None:
    page = started.show(f"k/{on_site.pk}/giao-dich", "4 xin")
    for missed in ("xin_chao", "luon_giup_do"):
        page.get_by_role("button", name="Tám điều đều đạt").click()
        page.locator(f"input[name={missed}][value=false]").check()
        page.locator("input[name=xin_loi][value=null]").check()
        page.get_by_role("button", name="Ghi giao dịch này").click()
        page.get_by_text("Đã lưu giao dịch").wait_for()
        page.get_by_text("Đã lưu giao dịch").wait_for(state="hidden")
    page.get_by_role("button", name="Bỏ giao dịch thứ 1").click()
    page.get_by_role("dialog").get_by_role("button", name="Bỏ giao dịch").click()
    page.get_by_text("Đã ghi 1 giao dịch").wait_for()
    page = started.show(f"k/{on_site.pk}/goi-thu", "Gọi thử")
    page.get_by_label("Số máy gọi đến").fill("0270 3822 123")
    for item in ("named", "brief", "not_cut"):
        page.locator(f"input[name={item}][value=true]").check()
    page.get_by_role("button", name="Ghi cuộc gọi này").click()
    page.get_by_text("Đã lưu cuộc gọi thứ 1").wait_for()
    assert sent(started) == {"GT-01": (1, 1), "GT-02": (1, 0), "GT-06": (1, 1)}


def test_two_peoples_values_stand_side_by_side_until_one_chooses(
    app_phone: Any, cast: Any, member: Any, on_site: Inspection
) -> None:
    mine, theirs = app_phone(cast.inspector), app_phone(member)
    for phone, words in ((mine, "Thêm 1 đạt"), (theirs, "Thêm 1 chưa đạt")):
        phone.offline()
        phone.criterion(on_site.pk, "TP-04")
        tap(phone, words)
        phone.is_kept()
    for phone in (mine, theirs):
        phone.online()
        phone.is_sent()
    mine.show("", "Chuyến kiểm tra")
    mine.take_along()
    page = mine.criterion(on_site.pk, "TP-04")
    sides = page.locator(".side")
    assert sorted(side.locator(".side-value").inner_text() for side in sides.all()) == ["0/1 đạt", "1/1 đạt"]
    assert "Phan Thị Đoàn" in page.locator(".sides").inner_text()
    assert page.locator(".tally-bar").evaluate("one => one.inert"), "nobody counts on before a choice"
    sides.filter(has_text="0/1").get_by_role("button").click()
    page.locator(".conflict").wait_for(state="detached")
    mine.is_sent()
    assert Finding(1, 0)[:2] == sent(mine)["TP-04"]

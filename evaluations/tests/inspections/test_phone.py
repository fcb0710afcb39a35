"""A visit on a phone in a real browser: counting, saving by itself, a colleague's number, a lost network."""

from typing import Any

import pytest
from PIL import Image
from pytest_django.live_server_helper import LiveServer

from evaluations.models import Headcount, Inspection, Observation, ObservationPhoto
from evaluations.rules.observing import Finding
from evaluations.tests.inspections.conftest import AT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sign_in(live_server: LiveServer, on_site: Inspection, client: Any, cast: Any) -> Any:
    """Open the page of the visit as its leader on a given phone."""

    def go(phone: Any) -> Any:
        client.force_login(cast.inspector)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        phone.context.add_cookies([cookie])
        phone.goto(f"{live_server.url}/kiem-tra/{on_site.pk}/tai-cho/")
        return phone

    return go


@pytest.fixture
def visit(phone: Any, sign_in: Any) -> Any:
    """The inspector's phone on the page of the visit."""
    return sign_in(phone)


@pytest.fixture
def shaky_visit(chromium: Any, sign_in: Any) -> Any:
    """The same on a phone whose network fails at times, of which the browser complains in its console."""
    with chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as context:
        yield sign_in(context.new_page())


def card_of(phone: Any, code: str) -> Any:
    """The card of a criterion, its group unfolded."""
    card = phone.locator(".check", has=phone.get_by_text(code, exact=True))
    card.evaluate("card => { card.closest('details').open = true }")
    return card


def wait_until_sent(phone: Any) -> None:
    """Wait until nothing is left to send."""
    phone.locator("[data-vhcv-unsent]:empty").wait_for(state="attached")


def test_cases_are_counted_with_two_buttons_and_saved_by_themselves(visit):
    card = card_of(visit, "TP-04")
    for _ in range(3):
        card.get_by_role("button", name="1 đạt", exact=True).tap()
    card.get_by_role("button", name="1 chưa đạt").tap()
    card.get_by_text("Đã lưu").wait_for()
    observation = Observation.objects.get()
    assert (observation.criterion.code, observation.n, observation.k) == ("TP-04", 4, 3)
    assert "1/" in visit.locator(".site-progress").inner_text()


def test_an_edit_and_a_correction_of_it_are_both_kept(visit):
    card = card_of(visit, "TP-04")
    card.get_by_label("Số quan sát", exact=True).fill("10")
    card.get_by_label("Số đạt", exact=True).fill("12")
    card.get_by_text("phải từ 0 đến 10").wait_for()
    card.get_by_label("Bớt 1: Số đạt").tap()
    card.get_by_label("Bớt 1: Số đạt").tap()
    card.get_by_text("Đã lưu").wait_for()
    card.get_by_label("Thêm 1: Số quan sát").tap()
    visit.get_by_text("1 mục chưa gửi").wait_for()
    wait_until_sent(visit)
    assert list(Observation.objects.values_list("n", "k")) == [(11, 10)]


def test_a_number_survives_a_lost_network_and_a_reload(shaky_visit):
    phone = shaky_visit
    card = card_of(phone, "TP-04")
    phone.route("**/ghi-nhan/**", lambda route: route.abort())
    card.get_by_role("button", name="1 đạt", exact=True).tap()
    card.get_by_text("Chưa gửi được").wait_for()
    assert "1 mục chưa gửi" in phone.locator(".site-bar").inner_text()
    phone.unroute("**/ghi-nhan/**")
    phone.reload()
    card_of(phone, "TP-04").get_by_text("Đã lưu").wait_for()
    assert Observation.objects.get().n == 1


def test_a_colleagues_number_is_shown_and_the_inspector_decides(visit, record, member):
    card = card_of(visit, "TP-04")
    record("TP-04", finding=Finding(20, 15), actor=member)
    card.get_by_role("button", name="1 đạt", exact=True).tap()
    card.get_by_text("Phan Thị Đoàn đã ghi “15/20 đạt”").wait_for()
    visit.get_by_text("1 mục chưa gửi").wait_for()
    card.get_by_role("button", name="Ghi số của tôi").tap()
    card.get_by_text("Đã lưu").wait_for()
    wait_until_sent(visit)
    assert Observation.objects.get().n == 1


def test_a_colleagues_number_may_be_kept(visit, record, member):
    phone = visit
    card = card_of(phone, "TP-04")
    record("TP-04", finding=Finding(20, 15), actor=member)
    card.get_by_role("button", name="1 đạt", exact=True).tap()
    card.get_by_role("link", name="Giữ số đã ghi").tap()
    phone.locator(".is-done").wait_for()
    assert card_of(phone, "TP-04").get_by_label("Số quan sát", exact=True).input_value() == "20"
    assert Observation.objects.get().n == 20


def test_a_photo_waits_for_the_numbers_and_is_made_small(visit, tmp_path):
    path = tmp_path / "anh.jpg"
    Image.new("RGB", (4000, 3000), "navy").save(path)
    card = card_of(visit, "TP-04")
    card.locator("[name=camera]").set_input_files(path)
    card.get_by_text("Ảnh đang chờ: nhập số để lưu.").wait_for()
    card.get_by_role("button", name="1 đạt", exact=True).tap()
    card.locator(".photos img").wait_for()
    attachment = ObservationPhoto.objects.get().attachment
    assert (attachment.width, attachment.height) == (2048, 1536)


def test_a_headcount_says_at_once_who_is_missing(visit):
    phone = visit
    phone.get_by_label("Tổng số theo danh sách", exact=True).fill("26")
    phone.get_by_label("Có mặt", exact=True).fill("24")
    assert "còn 2" in phone.locator(".headcount-sum").inner_text()
    for _ in range(2):
        phone.get_by_label("Thêm 1: Nghỉ phép").tap()
    assert "Đủ 26 người" in phone.locator(".headcount-sum").inner_text()
    phone.get_by_role("button", name="Lưu điểm danh").tap()
    phone.get_by_text("Đã lưu điểm danh.").wait_for()
    assert Headcount.objects.get().on_leave == 2


def test_the_page_is_no_wider_than_the_phone_and_its_targets_are_large(visit):
    phone = visit
    phone.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    small = phone.evaluate(
        """[...document.querySelectorAll('.site-page :is(button, summary, .btn)')]
           .filter(one => one.offsetHeight && one.getBoundingClientRect().height < 43.5)
           .map(one => one.textContent.trim())"""
    )
    assert small == []


def test_an_answer_that_was_lost_on_the_way_is_not_counted_twice(shaky_visit):
    phone = shaky_visit
    lost = []

    def lose_the_first(route: Any) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    phone.route("**/ghi-nhan/**", lose_the_first)
    card = card_of(phone, "TP-04")
    card.get_by_role("button", name="1 đạt", exact=True).tap()
    card.get_by_text("Chưa gửi được").wait_for()
    assert Observation.objects.get().recorded_at == AT
    card.get_by_role("button", name="1 đạt", exact=True).tap()
    wait_until_sent(phone)
    assert list(Observation.objects.values_list("n", "k")) == [(2, 2)]

"""The pages of planning in a real browser with a province of 130 agencies: they fit, and a draw is redone."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from evaluations.actions.planning import make_draw
from evaluations.models import Draw, PlanLine, RelativeDeclaration
from evaluations.tests.inspections.conftest import AT
from evaluations.tests.planning.conftest import communes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def drawn(cast: Any, plan: Any) -> Draw:
    """Ten of 128 communes with names as long as real ones, announced, on the plan."""
    for agency in communes(cast, 127):
        name = f"Ủy ban nhân dân phường Nguyễn Thị Minh Khai số {agency.pk}"
        agency.versions.update(name=name, short_name=name)
    return make_draw(
        form_id=uuid4(),
        plan=plan,
        title="Rút 10 xã, phường kiểm tra giờ giấc làm việc và tiếp công dân quý IV năm 2026",
        groups=["commune"],
        size=10,
        quarter=4,
        is_announced=True,
        actor=cast.admin,
        at=AT,
    )


@pytest.fixture
def sign_in(live_server: LiveServer, client: Any) -> Any:
    """Give a browser's page the session of a person."""

    def go(page: Any, user: Any) -> None:
        client.force_login(user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])

    return go


def widths(page: Any, base: str, addresses: list[str]) -> dict[str, int]:
    """Addresses that are wider than the screen, with how much."""
    wide = {}
    for address in addresses:
        page.goto(base + address)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wide[address] = over
    return wide


def addresses_of(cast: Any, plan: Any, drawn: Draw) -> list[str]:
    line = PlanLine.objects.filter(draw=drawn).first()
    assert line is not None
    return [
        reverse(name, args=args)
        for name, args in (
            ("plan_list", []),
            ("plan_detail", [plan.pk]),
            ("plan_import", [plan.pk]),
            ("line_create", [plan.pk]),
            ("line_edit", [line.pk]),
            ("coverage", []),
            ("suggestions", []),
            ("draw_list", []),
            ("draw_create", []),
            ("draw_detail", [drawn.pk]),
            ("draw_redo", [drawn.pk]),
        )
    ]


def test_no_page_is_wider_than_a_phone(phone, live_server, sign_in, cast, month, plan, drawn):
    sign_in(phone, cast.admin)
    assert widths(phone, live_server.url, addresses_of(cast, plan, drawn)) == {}


def test_no_page_is_wider_than_a_desk(page, live_server, sign_in, cast, month, plan, drawn):
    sign_in(page, cast.admin)
    assert widths(page, live_server.url, addresses_of(cast, plan, drawn)) == {}


def test_a_team_member_reads_order_and_route_on_a_phone(phone, live_server, sign_in, cast, draft):
    sign_in(phone, cast.inspector)
    names = ("inspection_order", "inspection_team", "inspection_notice")
    addresses = [reverse(name, args=[draft.pk]) for name in names] + [reverse("day_route")]
    assert widths(phone, live_server.url, addresses) == {}
    assert phone.get_by_role("button", name="In lịch").is_visible()


def test_anybody_redoes_a_draw_and_sees_whether_it_holds(phone, live_server, sign_in, cast, drawn):
    sign_in(phone, cast.officer)
    phone.goto(live_server.url + reverse("draw_detail", args=[drawn.pk]))
    phone.get_by_role("link", name="Rút lại để kiểm chứng").tap()
    phone.get_by_text("Kết quả trùng khớp").wait_for()
    phone.get_by_label("Hạt giống").fill("0" * 64)
    phone.get_by_role("button", name="Rút lại").tap()
    phone.get_by_text("Không phải hạt giống đã cam kết").wait_for()


def test_a_suggestion_becomes_a_line_with_its_reasons(page, live_server, sign_in, cast, month, plan):
    sign_in(page, cast.admin)
    page.goto(live_server.url + reverse("suggestions"))
    page.get_by_role("link", name="Đưa vào kế hoạch").first.click()
    page.get_by_role("button", name="Thêm vào kế hoạch").click()
    page.get_by_text("Đã thêm vào kế hoạch.").wait_for()
    assert "Chưa được kiểm tra lần nào" in PlanLine.objects.get().reason


def test_a_relative_is_declared_on_a_phone(phone, live_server, sign_in, cast):
    sign_in(phone, cast.inspector)
    phone.goto(live_server.url + reverse("relative_declare"))
    phone.get_by_label("Cơ quan nơi người thân công tác").select_option(label="Xã Cái Nhum")
    phone.get_by_role("button", name="Khai báo").tap()
    phone.get_by_text("Đã ghi khai báo").wait_for()
    assert RelativeDeclaration.objects.get().agency == cast.commune

"""An apology from the work list to the register in a browser; the pages hold no barrier on a phone."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import User
from feedback.actions.letters.templates import add_template
from feedback.enums import LetterKind, LetterState
from feedback.models import Letter
from feedback.tests.letters.conftest import NOW, Letters

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIVE_AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def sign_in(page: Any, live_server: Any, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def test_an_apology_from_the_work_list_to_the_citizen(letters: Letters, phone: Any, live_server: Any) -> None:
    cast = letters.cast
    letters.dossier(code="H61-1")
    template = add_template(
        form_id=uuid4(),
        agency_id=None,
        kind=LetterKind.APOLOGY,
        name="Xin lỗi",
        body="{cơ quan} xin lỗi {người nhận}.",
        actor=cast.admin,
        at=NOW,
    )
    sign_in(phone, live_server, cast.head)
    phone.goto(live_server.url + reverse("dossier_list", args=[cast.department.pk]))
    phone.get_by_role("link", name="Soạn thư xin lỗi").click()
    phone.get_by_label("Lý do chậm trả kết quả").fill("Chờ xác minh")
    phone.get_by_label("Hẹn lại ngày trả kết quả").fill("2026-11-30")
    phone.get_by_role("button", name="Lưu nháp").click()
    phone.get_by_text("Sở Tư pháp xin lỗi Trần Thị Nộp.").wait_for()
    phone.get_by_role("button", name="Ban hành").click()
    phone.get_by_text("Đã ban hành số 01/PXL-STP").wait_for()
    phone.get_by_role("button", name="Ghi đã gửi").click()
    phone.get_by_text("Đã ghi ngày gửi.").wait_for()
    letter = Letter.objects.get()
    assert letter.state == LetterState.SENT
    from axe_playwright_python.sync_playwright import Axe

    pk = cast.department.pk
    for address in (
        reverse("letter_register", args=[pk]),
        reverse("dossier_list", args=[pk]) + "?xem=tat-ca",
        reverse("dossier_detail", args=[letter.dossier_id]),
        reverse("dossier_import", args=[pk]),
        reverse("letter_detail", args=[letter.pk]),
        reverse("letter_new", args=[pk, "cam-on"]),
        reverse("letter_templates"),
        reverse("practice_list"),
    ):
        phone.goto(live_server.url + address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, address
        found = Axe().run(phone, options=LIVE_AXE)
        assert found.response["passes"]
        assert found.violations_count == 0, address + found.generate_report()
    assert template.pk

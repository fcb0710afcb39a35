"""Leave and delegations through their addresses: what was typed stays, and twice is once."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import xlsxwriter
from django.test import Client
from django.urls import reverse

from agencies.models import Delegation, Leave, RoleGrant, User
from agencies.rules.leave import HEADINGS
from agencies.tests.cast import Cast, cast

__all__ = ["cast"]


@pytest.fixture(autouse=True)
def the_day(time_machine: Any) -> None:
    time_machine.move_to("2026-11-10T03:00:00Z", tick=False)


@pytest.fixture
def as_user(client: Client) -> Any:
    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


def _sheet(*rows: list[str]) -> BytesIO:
    file = BytesIO()
    file.name = "nghi.xlsx"
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        for number, row in enumerate([[heading for _field, heading in HEADINGS], *rows]):
            for place, text in enumerate(row):
                page.write_string(number, place, text)
    file.seek(0)
    return file


class TestLeave:
    FORM = {"kind": "maternity", "starts_on": "2026-11-16", "ends_on": "2027-05-17", "document": "12/QĐ"}

    def _address(self, cast: Cast) -> str:
        return reverse("leave_record", args=[cast.officer.staff_id])

    def test_it_is_recorded_once_and_listed(self, cast: Cast, as_user: Any) -> None:
        client, form = as_user(cast.head), self.FORM | {"form_uuid": uuid4()}
        for _twice in range(2):
            assert client.post(self._address(cast), form).status_code == 302
        assert Leave.objects.count() == 1
        assert "Nghỉ thai sản" in client.get(reverse("leave_list"), {"q": "anh"}).text
        page = client.get(reverse("person_detail", args=[cast.officer.staff_id]))
        assert "Nghỉ thai sản" in page.text

    def test_a_wrong_day_comes_back_with_what_was_typed(self, cast: Cast, as_user: Any) -> None:
        form = self.FORM | {"form_uuid": uuid4(), "ends_on": "2026-11-16"}
        page = as_user(cast.head).post(self._address(cast), form)
        assert page.status_code == 422
        assert "Ngày đi làm lại phải sau ngày bắt đầu nghỉ." in page.text
        assert "12/QĐ" in page.text

    def test_a_colleague_does_not_read_why_somebody_is_away(self, cast: Cast, as_user: Any) -> None:
        as_user(cast.head).post(self._address(cast), self.FORM | {"form_uuid": uuid4()})
        for who in (cast.colleague, cast.other_unit_head, cast.stranger):
            assert "thai sản" not in as_user(who).get(reverse("leave_list")).text
        page = as_user(cast.colleague).get(reverse("person_detail", args=[cast.officer.staff_id]))
        assert "thai sản" not in page.text

    def test_it_is_taken_back_with_a_reason(self, cast: Cast, as_user: Any) -> None:
        client = as_user(cast.head)
        client.post(self._address(cast), self.FORM | {"form_uuid": uuid4()})
        address = reverse("leave_withdraw", args=[Leave.objects.get().pk])
        assert client.post(address, {"reason": ""}).status_code == 422
        assert client.post(address, {"reason": "Ghi nhầm người"}).status_code == 302
        assert not Leave.objects.standing().exists()

    def test_a_sheet_is_read_and_kept_when_a_person_agrees(self, cast: Cast, as_user: Any) -> None:
        client, code = as_user(cast.head), cast.officer.staff.code
        rows = [[code, "Bùi Thị Ánh", "Nghỉ ốm", "16/11/2026", "20/11/2026", ""]]
        page = client.post(reverse("leave_import"), {"sheet": _sheet(*rows)})
        assert page.status_code == 200
        assert not Leave.objects.exists()
        form = {"lines": page.context["signed"], "form_uuid": uuid4()}
        for _twice in range(2):
            assert client.post(reverse("leave_import"), form).status_code == 302
        assert Leave.objects.count() == 1
        assert as_user(cast.unit_head).post(reverse("leave_import"), form).status_code == 409

    def test_problems_are_listed_by_cell(self, cast: Cast, as_user: Any) -> None:
        rows = [[cast.stranger.staff.code, "", "Nghỉ ốm", "16/11/2026", "", ""]]
        page = as_user(cast.head).post(reverse("leave_import"), {"sheet": _sheet(*rows)})
        assert page.status_code == 422
        assert [problem.cell for problem in page.context["problems"]] == ["A2"]
        no_sheet = BytesIO(b"a;b;c")
        no_sheet.name = "a.xlsx"
        page = as_user(cast.head).post(reverse("leave_import"), {"sheet": no_sheet})
        assert (page.status_code, "không phải là Excel" in page.text) == (422, True)


class TestDelegations:
    def _form(self, cast: Cast, **changed: Any) -> dict[str, Any]:
        own = RoleGrant.objects.get(user=cast.head)
        return {
            "form_uuid": uuid4(),
            "grant": own.pk,
            "receiver": cast.unit_head.pk,
            "starts_on": "2026-11-10",
            "until": "2026-11-20",
            "reason": "Đi công tác",
        } | changed

    def test_it_is_lent_once_and_the_receiver_is_told_on_every_page(self, cast: Cast, as_user: Any) -> None:
        client, form = as_user(cast.head), self._form(cast)
        for _twice in range(2):
            assert client.post(reverse("delegation_give"), form).status_code == 302
        row = Delegation.objects.get()
        assert (row.starts_on.isoformat(), row.ends_on.isoformat()) == ("2026-11-10", "2026-11-21")
        assert "Bạn đang ký thay" not in client.get(reverse("agency_tree")).text
        page = as_user(cast.unit_head).get(reverse("agency_tree"))
        assert "Bạn đang ký thay <strong>Nguyễn Thị Hòa</strong>" in page.text

    def test_a_refusal_stands_beside_its_box(self, cast: Cast, as_user: Any) -> None:
        page = as_user(cast.head).post(reverse("delegation_give"), self._form(cast, until="2026-12-31"))
        assert page.status_code == 422
        assert "tối đa 30 ngày" in str(page.context["form"].errors["until"])
        assert "Đi công tác" in page.text

    def test_neither_a_stranger_nor_another_s_role(self, cast: Cast, as_user: Any) -> None:
        other = RoleGrant.objects.get(user=cast.other_head)
        for changed in ({"receiver": cast.stranger.pk}, {"grant": other.pk}):
            page = as_user(cast.head).post(reverse("delegation_give"), self._form(cast, **changed))
            assert page.status_code == 422
        assert not Delegation.objects.exists()

    def test_the_receiver_gives_it_back(self, cast: Cast, as_user: Any) -> None:
        as_user(cast.head).post(reverse("delegation_give"), self._form(cast))
        address = reverse("delegation_end", args=[Delegation.objects.get().pk])
        client = as_user(cast.unit_head)
        assert client.post(address).status_code == 302
        assert "Đã kết thúc" in client.get(reverse("delegation_list")).text
        assert "Bạn đang ký thay" not in client.get(reverse("agency_tree")).text
        assert as_user(cast.officer).get(address).status_code == 404

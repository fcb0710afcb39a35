"""The board, the names, reminders and notes through their addresses."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from agencies.models import Leave, Posting, User
from agencies.tests.factories import RECORDED, make_staff
from core.models import OutboxMessage
from evaluations.models import Period, TransferNote
from evaluations.tests.assessments.conftest import Month


@pytest.fixture
def as_user(client: Client) -> Any:
    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


def _moves(month: Month) -> str:
    staff = month.cast.officer.staff
    staff.postings.update(ends_on=date(2026, 11, 12))
    Posting.objects.create(
        staff=staff,
        agency=month.cast.commune,
        title="CV",
        starts_on=date(2026, 11, 12),
        recorded_at=RECORDED,
    )
    return reverse("transfer_note", args=[month.period.pk, month.cast.department.pk, staff.pk])


def _cells(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


class TestBoard:
    def test_a_head_sees_the_own_units_and_their_sum(self, month: Month, as_user: Any) -> None:
        month.submitted(month.cast.officer)
        page = as_user(month.cast.head).get(reverse("owing_board"))
        assert [row[0]["text"] for row in page.context["rows"]] == [
            "Phòng Hành chính tư pháp",
            "Sở Tư pháp",
            "Văn phòng Sở Tư pháp",
        ]
        assert [cell["text"] for cell in page.context["foot"][0][:6]] == ["Cộng", "5", "1", "20,0%", "0", "4"]

    def test_home_affairs_sees_counts_of_every_agency_and_no_name(self, month: Month, as_user: Any) -> None:
        page = as_user(month.cast.admin).get(reverse("owing_board"), {"q": "cai nhum"})
        assert [row[0]["text"] for row in page.context["rows"]] == ["Xã Cái Nhum"]
        assert not any("url" in row[0] for row in page.context["rows"])
        assert page.context["stats"][0]["value"] == "10"
        assert as_user(month.cast.admin).get(reverse("owing_names")).status_code == 403

    def test_a_head_does_not_ask_for_the_province(self, month: Month, as_user: Any) -> None:
        page = as_user(month.cast.head).get(reverse("owing_board"), {"pham-vi": "tinh"})
        assert page.status_code == 403

    def test_a_month_that_is_none_is_not_there(self, month: Month, as_user: Any) -> None:
        page = as_user(month.cast.head).get(reverse("owing_board"), {"ky": "99999"})
        assert page.status_code == 404

    def test_before_the_first_month_it_says_so(self, month: Month, as_user: Any) -> None:
        Period.objects.update(kind="year")
        for name in ("owing_board", "owing_names", "owing_remind"):
            assert as_user(month.cast.head).get(reverse(name)).status_code == 200

    def test_the_file_has_the_lines_of_the_page(self, month: Month, as_user: Any) -> None:
        month.submitted(month.cast.officer)
        file = as_user(month.cast.head).get(reverse("owing_export", args=["xlsx"]), {"ky": month.period.pk})
        lines = [row[:4] for row in _cells(file.content) if row[0] in ("Cộng", "Sở Tư pháp")]
        assert lines == [["Sở Tư pháp", 1.0, 0.0, 0.0], ["Cộng", 5.0, 1.0, 0.2]]
        assert as_user(month.cast.head).get(reverse("owing_export", args=["exe"])).status_code == 404


class TestNames:
    def _names(self, as_user: Any, user: User, **asked: Any) -> list[str]:
        page = as_user(user).get(reverse("owing_names"), asked)
        return [row[0]["text"] for row in page.context["rows"]]

    def test_those_who_have_not_sent_are_listed(self, month: Month, as_user: Any) -> None:
        month.submitted(month.cast.officer)
        owing = self._names(as_user, month.cast.unit_head)
        assert owing == ["Huỳnh Văn Đạt", "Võ Văn Phòng"]
        assert self._names(as_user, month.cast.unit_head, loai="da-nop") == ["Bùi Thị Ánh"]
        assert self._names(as_user, month.cast.unit_head, loai="tat-ca", q="anh bui") == ["Bùi Thị Ánh"]

    def test_one_unit_alone(self, month: Month, as_user: Any) -> None:
        unit = {"don-vi": month.cast.other_unit.pk, "loai": "tat-ca"}
        assert self._names(as_user, month.cast.head, **unit) == ["Đỗ Thị Văn"]
        assert self._names(as_user, month.cast.unit_head, **unit) == []

    def test_a_moved_one_leads_to_the_note(self, month: Month, as_user: Any) -> None:
        address = _moves(month)
        page = as_user(month.cast.head).get(reverse("owing_names"), {"loai": "chuyen-di"})
        ((name, _code, _unit, state, *_rest),) = page.context["rows"]
        assert name["url"] == address
        assert state["text"] == "Đã chuyển đi, nộp ở cơ quan mới: Xã Cái Nhum"

    def test_the_file_has_everybody(self, month: Month, as_user: Any) -> None:
        address = reverse("owing_names_export", args=["xlsx"])
        file = as_user(month.cast.unit_head).get(address, {"ky": month.period.pk, "loai": "tat-ca"})
        names = [row[0] for row in _cells(file.content)]
        assert names[-3:] == ["Bùi Thị Ánh", "Huỳnh Văn Đạt", "Võ Văn Phòng"]

    def test_the_statements_do_not_grow_with_people(
        self, month: Month, as_user: Any, django_assert_num_queries: Any
    ) -> None:
        asked = {"ky": month.period.pk, "loai": "tat-ca"}
        client = as_user(month.cast.head)
        _moves(month)
        with django_assert_num_queries(16):
            client.get(reverse("owing_names"), asked)
        make_staff("Người Mới", month.cast.unit)
        for who in ("colleague", "unit_head"):
            month.submitted(getattr(month.cast, who))
        with django_assert_num_queries(16):
            client.get(reverse("owing_names"), asked)


class TestReminders:
    def test_the_preview_says_who_and_why_and_then_it_is_sent(self, month: Month, as_user: Any) -> None:
        month.submitted(month.cast.officer)
        client = as_user(month.cast.unit_head)
        page = client.get(reverse("owing_remind"))
        ((unit, people),) = page.context["groups"]
        assert unit == "Phòng Hành chính tư pháp"
        assert [(one["name"], one["why"]) for one in people] == [
            ("Huỳnh Văn Đạt", "Chưa bắt đầu"),
            ("Võ Văn Phòng", "Chưa bắt đầu"),
        ]
        answer = client.post(reverse("owing_remind"))
        assert answer.status_code == 302
        asked = OutboxMessage.objects.get(topic="assessment.remind").payload
        assert asked == {"period": month.period.pk, "by": month.cast.unit_head.pk, "all": False}

    def test_home_affairs_sees_counts_before_sending(self, month: Month, as_user: Any) -> None:
        page = as_user(month.cast.admin).get(reverse("owing_remind"))
        assert page.context["count"] == 10
        assert [row[0]["text"] for row in page.context["rows"]] == ["Sở Nội vụ", "Sở Tư pháp", "Xã Cái Nhum"]
        assert "groups" not in page.context

    def test_officers_do_not_remind(self, month: Month, as_user: Any) -> None:
        assert as_user(month.cast.officer).post(reverse("owing_remind")).status_code == 403


class TestNotes:
    def test_it_is_written_read_and_rewritten(self, month: Month, as_user: Any) -> None:
        address = _moves(month)
        head, form = as_user(month.cast.unit_head), {"form_uuid": uuid4(), "text": "Làm việc tốt."}
        assert head.post(address, form).status_code == 302
        assert head.post(address, form | {"text": "Rất tốt."}).status_code == 302
        assert TransferNote.objects.get().text == "Rất tốt."
        for reader in ("officer", "other_head"):
            page = as_user(month.cast.__dict__[reader]).get(address)
            assert "Rất tốt." in page.text
            assert "<textarea" not in page.text

    def test_what_was_typed_stays_on_screen(self, month: Month, as_user: Any) -> None:
        address, text = _moves(month), "ê" * 2_001
        page = as_user(month.cast.unit_head).post(address, {"form_uuid": uuid4(), "text": text})
        assert page.status_code == 422
        assert text in page.text
        assert "2000 ký tự" in page.text

    @pytest.mark.parametrize("who", ["colleague", "other_unit_head", "admin", "leader", "inspector"])
    def test_nobody_else_finds_it(self, month: Month, as_user: Any, who: str) -> None:
        assert as_user(getattr(month.cast, who)).get(_moves(month)).status_code == 404

    def test_who_did_not_move_has_no_page(self, month: Month, as_user: Any) -> None:
        staff = month.cast.officer.staff_id
        address = reverse("transfer_note", args=[month.period.pk, month.cast.department.pk, staff])
        assert as_user(month.cast.head).get(address).status_code == 404


class TestOwnPages:
    def test_an_excused_person_is_told_why(self, month: Month, as_user: Any) -> None:
        Leave.objects.create(
            id=uuid4(),
            staff=month.cast.officer.staff,
            kind="maternity",
            starts_on=date(2026, 10, 1),
            recorded_by=month.cast.head,
            recorded_at=RECORDED,
        )
        client, address = as_user(month.cast.officer), [month.period.pk, month.cast.department.pk]
        page = client.get(reverse("assessment_edit", args=address))
        assert (page.status_code, "Bạn nghỉ gần hết tháng" in page.text) == (200, True)
        assert "<fieldset" not in page.text
        listed = client.get(reverse("assessment_list"))
        assert "Bạn nghỉ gần hết tháng" in listed.text
        assert listed.context["waiting"] == []
        form = {"form_uuid": uuid4(), "version": 0}
        assert client.post(reverse("assessment_submit", args=address), form).status_code == 404

    def test_a_moved_person_is_led_to_the_note(self, month: Month, as_user: Any) -> None:
        address = _moves(month)
        page = as_user(month.cast.officer).get(reverse("assessment_list"))
        assert address in page.text
        assert [one["form"].agency_id for one in page.context["waiting"]] == [month.cast.commune.pk]

    def test_a_stranger_to_the_agency_finds_nothing(self, month: Month, as_user: Any) -> None:
        address = reverse("assessment_edit", args=[month.period.pk, month.cast.department.pk])
        assert as_user(month.cast.stranger).get(address).status_code == 404

"""The pages through their addresses: what is wrong stays on screen with its status, and nothing is lost."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse

from core.models import AuditEntry
from registers.actions.files import add_evidence
from registers.models import Entry, EntryFile
from registers.rules.catalogue import REGISTERS
from registers.tests.conftest import NOW

pytestmark = pytest.mark.django_db

PLAN = {"year": "2026", "day": "2026-01-20", "number": "5/KH-STP", "title": "Kế hoạch năm 2026"}


def _new(registers, slug="ke-hoach-nam"):
    return reverse("entry_new", args=[registers.cast.department.pk, slug])


class TestDeclaring:
    def test_from_form_to_entry(self, registers, as_) -> None:
        answer = as_(registers.cast.head).post(_new(registers), {"form_uuid": uuid4(), **PLAN}, follow=True)
        entry = Entry.objects.get()
        assert answer.redirect_chain[-1][0] == reverse("register_entry", args=[entry.pk])
        assert "Chờ xác nhận" in answer.content.decode()

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"title": ""}, "Hãy ghi “Tên kế hoạch”"),
            ({"number": ""}, "Hãy ghi"),
            ({"day": "32/13/2026"}, "Ngày không hợp lệ"),
            ({"day": "2026-12-01"}, "không được ở sau hôm nay"),
            ({"year": "1999"}, "Ghi số nguyên từ 2018"),
            ({"title": "a" * 100_000}, "Nội dung dài quá 300 ký tự"),
            ({"due_on": "mai"}, "Ngày không hợp lệ"),
        ],
    )
    def test_bad_input_gets_a_sentence_and_stays_on_screen(self, registers, as_, given, words) -> None:
        form = {"form_uuid": uuid4(), **PLAN, **given}
        answer = as_(registers.cast.head).post(_new(registers), form)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert words in text
        assert (form["number"] or form["title"]) in text
        assert str(form["form_uuid"]) in text
        assert not Entry.objects.exists()

    @pytest.mark.parametrize("title", ["Kế hoạch 🙂", "Kế hoạch", "<script>alert(1)</script>"])
    def test_any_text_is_text(self, registers, as_, title) -> None:
        form = {"form_uuid": uuid4(), **PLAN, "title": title}
        answer = as_(registers.cast.head).post(_new(registers), form, follow=True)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()

    def test_a_repeat_is_one_entry_and_a_changed_one_a_conflict(self, registers, as_) -> None:
        client, form = as_(registers.cast.head), {"form_uuid": uuid4(), **PLAN}
        assert client.post(_new(registers), form).status_code == 302
        assert client.post(_new(registers), form).status_code == 302
        assert client.post(_new(registers), form | {"number": "9/KH"}).status_code == 409
        assert Entry.objects.count() == 1

    def test_the_same_thing_again_is_a_conflict_with_words(self, registers, as_) -> None:
        client = as_(registers.cast.head)
        client.post(_new(registers), {"form_uuid": uuid4(), **PLAN})
        answer = client.post(_new(registers), {"form_uuid": uuid4(), **PLAN, "number": "9/KH"})
        assert answer.status_code == 409
        assert "đã có trong sổ" in answer.content.decode()

    def test_a_form_without_an_id_is_a_bad_request(self, registers, as_) -> None:
        assert as_(registers.cast.head).post(_new(registers), PLAN).status_code == 400

    def test_a_unit_head_declares_for_the_own_unit_alone(self, registers, as_) -> None:
        cast = registers.cast
        client, url = as_(cast.unit_head), _new(registers, "quy-tac-ung-xu")
        form = {"form_uuid": uuid4(), **PLAN, "posted": "on", "unit": cast.unit.pk}
        assert client.post(url, form | {"unit": cast.other_unit.pk}).status_code == 422
        assert client.post(url, form | {"unit": ""}).status_code == 422
        assert client.post(url, form).status_code == 302
        assert Entry.objects.get().unit == cast.unit

    def test_an_old_version_is_a_conflict_and_keeps_what_was_typed(self, registers, as_) -> None:
        entry = registers.declare("yearly_plan")
        url = reverse("entry_edit", args=[entry.pk])
        client = as_(registers.cast.head)
        assert client.post(url, {**PLAN, "number": "7/KH", "seen_version": 1}).status_code == 302
        answer = client.post(url, {**PLAN, "number": "8/KH", "seen_version": 1})
        assert answer.status_code == 409
        assert "8/KH" in answer.content.decode()

    @pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.code)
    def test_every_register_has_its_pages(self, registers, as_, register) -> None:
        client, pk = as_(registers.cast.head), registers.cast.department.pk
        for name in ("entry_list", "entry_new", "entry_import", "entry_template", "entry_export"):
            assert client.get(reverse(name, args=[pk, register.slug])).status_code == 200, name

    def test_a_register_or_agency_that_is_not_there_is_a_404(self, registers, as_) -> None:
        client, cast = as_(registers.cast.head), registers.cast
        assert client.get(reverse("entry_list", args=[cast.department.pk, "so-la"])).status_code == 404
        assert client.get(reverse("agency_registers", args=[cast.unit.pk])).status_code == 404


class TestDeciding:
    def test_home_affairs_verifies_from_the_queue(self, registers, as_) -> None:
        entry = registers.declare("yearly_plan")
        client = as_(registers.cast.admin)
        url = reverse("register_entry", args=[entry.pk])
        assert url in client.get(reverse("register_queue")).content.decode()
        form = {"move": "verify", "reason": "", "seen_version": 1}
        answer = client.post(reverse("entry_decide", args=[entry.pk]), form)
        assert answer.status_code == 422
        assert "Mục chưa có minh chứng" in answer.content.decode()
        form["reason"] = "Đã xem bản gốc."
        assert client.post(reverse("entry_decide", args=[entry.pk]), form).status_code == 302
        assert url not in client.get(reverse("register_queue")).content.decode()
        assert client.post(reverse("entry_decide", args=[entry.pk]), form).status_code == 409

    def test_what_was_verified_can_be_annulled(self, registers, as_) -> None:
        entry = registers.verified("yearly_plan")
        client, url = as_(registers.cast.admin), reverse("entry_decide", args=[entry.pk])
        assert client.post(url, {"reason": "", "seen_version": 2}).status_code == 422
        assert client.post(url, {"reason": "Nhầm năm.", "seen_version": 2}).status_code == 302
        entry.refresh_from_db()
        assert entry.state == "withdrawn"

    def test_the_agency_takes_back_with_a_reason(self, registers, as_) -> None:
        entry = registers.declare("yearly_plan")
        client, url = as_(registers.cast.head), reverse("entry_withdraw", args=[entry.pk])
        assert client.post(url, {"reason": "", "seen_version": 1}).status_code == 422
        assert client.post(url, {"reason": "Nhầm.", "seen_version": 1}).status_code == 302


class TestPeople:
    def test_codes_are_pasted(self, registers, as_) -> None:
        cast, entry = registers.cast, registers.declare("training")
        url = reverse("people_add", args=[entry.pk])
        codes = f"{cast.officer.staff.code};\n{cast.colleague.staff.code}"
        client = as_(cast.head)
        answer = client.post(url, {"codes": f"{codes} VL404"})
        assert answer.status_code == 422
        assert "VL404" in answer.content.decode()
        assert client.post(url, {"codes": codes}).status_code == 302
        assert entry.people.count() == 2

    def test_the_roll_call_adds_and_takes_away(self, registers, as_) -> None:
        cast = registers.cast
        entry = registers.declare("training", people=[cast.colleague])
        client, url = as_(cast.head), reverse("roll_call", args=[entry.pk])
        assert "checked" in client.get(url).content.decode()
        assert client.post(url, {"co_mat": [cast.officer.staff_id, "x", "999999"]}).status_code == 302
        assert entry.people.get().staff == cast.officer.staff


class TestPrivateEntries:
    """RELIABILITY §1.1, K1: only those named, each look recorded."""

    def test_a_look_leaves_a_trace_and_ones_own_does_not(self, registers, as_) -> None:
        cast = registers.cast
        entry = registers.declare("breach", staff=cast.officer.staff_id)
        url = reverse("register_entry", args=[entry.pk])
        assert as_(cast.officer).get(url).status_code == 200
        looks = AuditEntry.objects.filter(event="register_entry.looked_at")
        assert not looks.exists()
        assert as_(cast.admin).get(url).status_code == 200
        assert looks.get().actor_label == str(cast.admin)

    def test_a_look_at_its_evidence_leaves_a_trace(self, registers, as_, picture) -> None:
        cast = registers.cast
        entry = registers.declare("breach", staff=cast.officer.staff_id)
        add_evidence(entry=entry, files=[picture()], actor=cast.head, at=NOW)
        kept = EntryFile.objects.get().attachment_id
        url = reverse("register_file", args=[kept])
        looks = AuditEntry.objects.filter(event="register_entry.looked_at")
        assert b"".join(as_(cast.officer).get(url).streaming_content)
        assert not looks.exists()
        assert as_(cast.inspector).get(url).status_code == 404
        assert b"".join(as_(cast.admin).get(url).streaming_content)
        assert looks.get().after == {"file": str(kept)}

    def test_its_notice_does_not_tell_what_was_done(self, registers) -> None:
        from core.models import Notification

        entry = registers.verified("breach", staff=registers.cast.officer.staff_id)
        body = Notification.objects.get().body
        assert entry.title not in body
        assert entry.number in body

    def test_the_queue_of_an_inspector_does_not_hold_it(self, registers, as_) -> None:
        registers.declare("breach", staff=registers.cast.officer.staff_id)
        assert (
            "thiếu chuẩn mực"
            not in as_(registers.cast.inspector).get(reverse("register_queue")).content.decode()
        )


def test_evidence_is_a_file_that_readers_of_the_entry_get(registers, as_, picture) -> None:
    entry = registers.declare("yearly_plan")
    add_evidence(entry=entry, files=[picture()], actor=registers.cast.head, at=NOW)
    url = reverse("register_file", args=[EntryFile.objects.get().attachment_id])
    answer = as_(registers.cast.officer).get(url)
    # Reading a file to its end is what closes it.
    assert b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "image/jpeg"
    assert as_(registers.cast.stranger).get(url).status_code == 404


def test_a_file_that_is_none_is_refused_with_words(registers, as_) -> None:
    entry = registers.declare("yearly_plan")
    file = BytesIO(b"MZ not a picture")
    file.name = "anh.jpg"
    answer = as_(registers.cast.head).post(reverse("register_evidence", args=[entry.pk]), {"files": file})
    assert answer.status_code == 422
    assert "không phải ảnh" in answer.content.decode()


def test_the_years_are_walked_through(registers, as_) -> None:
    registers.verified("yearly_plan")
    client, pk = as_(registers.cast.head), registers.cast.department.pk
    url = reverse("entry_list", args=[pk, "ke-hoach-nam"])
    assert "Kế hoạch năm 2026" in client.get(url).content.decode()
    assert "Kế hoạch năm 2026" not in client.get(f"{url}?nam=2025").content.decode()
    assert client.get(f"{url}?nam=nonsense").status_code == 200
    assert "1/1" in client.get(reverse("agency_registers", args=[pk])).content.decode()

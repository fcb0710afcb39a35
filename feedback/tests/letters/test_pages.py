"""Letters through their pages: the work list, writing from a dossier, issuing, files, the register."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

import docx
import pytest
from django.urls import reverse
from docx.shared import Mm

from core.models import AuditEntry
from feedback.actions.letters.send import hand_letter
from feedback.actions.letters.templates import add_template
from feedback.enums import LetterKind, LetterState
from feedback.models import Letter
from feedback.tests.letters.conftest import DUE, NOW, TODAY, Letters

pytestmark = pytest.mark.django_db


def text_of(response: Any) -> str:
    return response.content.decode()


class TestWork:
    def test_the_list_shows_who_owes_an_apology_and_until_when(self, letters: Letters, as_: Any) -> None:
        letters.dossier(code="TODAY", due_on=date(2026, 11, 21))
        letters.dossier(code="LATE", due_on=date(2026, 11, 9))
        letters.dossier(code="SOON")
        letters.dossier(code="LATER", due_on=date(2026, 11, 26))
        letters.dossier(code="DONE", finished_on=TODAY)
        letters.issued(letters.apology(letters.dossier(code="SAID")))
        url = reverse("dossier_list", args=[letters.cast.department.pk])
        text = text_of(as_(letters.cast.officer).get(url))
        assert [code in text for code in ("LATE", "TODAY", "SOON", "LATER", "DONE", "SAID")] == [
            True,
            True,
            True,
            False,
            False,
            False,
        ]
        assert "Hôm nay là ngày cuối" in text
        assert "Đã quá hạn xin lỗi" in text
        everything = text_of(as_(letters.cast.officer).get(url, {"xem": "tat-ca"}))
        assert all(code in everything for code in ("LATER", "DONE", "SAID", "Đã xin lỗi, hẹn lại"))

    def test_a_holiday_before_the_due_day_is_said(self, letters: Letters, as_: Any) -> None:
        dossier = letters.dossier(due_on=date(2026, 11, 23))
        text = text_of(as_(letters.cast.officer).get(reverse("dossier_detail", args=[dossier.pk])))
        assert "22/11/2026 (là ngày nghỉ: hãy gửi trước, chậm nhất 20/11/2026)" in text

    def test_the_day_of_handing_out_is_written_down(self, letters: Letters, as_: Any) -> None:
        dossier = letters.dossier()
        url = reverse("dossier_finish", args=[dossier.pk])
        assert as_(letters.cast.unit_head).post(url, {"finished_on": "2026-11-30"}).status_code == 422
        assert as_(letters.cast.unit_head).post(url, {"finished_on": "2026-11-20"}).status_code == 302
        dossier.refresh_from_db()
        assert dossier.finished_on == TODAY

    def test_the_work_list_takes_the_same_queries_at_any_length(
        self, letters: Letters, as_: Any, django_assert_num_queries: Any
    ) -> None:
        client = as_(letters.cast.head)
        url = reverse("dossier_list", args=[letters.cast.department.pk])
        client.get(url)
        for _ in range(2):
            letters.apology(letters.dossier())
            with django_assert_num_queries(10):
                client.get(url)


class TestWriting:
    def url(self, letters: Letters, kind: str, **query: Any) -> str:
        path = reverse("letter_new", args=[letters.cast.department.pk, kind])
        return f"{path}?{'&'.join(f'{name}={value}' for name, value in query.items())}"

    def test_an_apology_begins_with_what_is_known(self, letters: Letters, as_: Any) -> None:
        dossier = letters.dossier()
        client = as_(letters.cast.officer)
        url = self.url(letters, "xin-loi", ho_so=dossier.pk)
        form = client.get(url).context["form"]
        assert (form.initial["recipient"], form.initial["email"]) == ("Trần Thị Nộp", "nop@example.vn")
        typed = {**form.initial, "reason": "Chờ xác minh", "new_due_on": "2026-11-30", "form_uuid": uuid4()}
        assert client.post(url, typed).status_code == 302
        letter = Letter.objects.get()
        assert letter.dossier == dossier
        assert letter.body.startswith("Sự chậm trễ này đã gây phiền hà")
        assert "Sở Tư pháp xin lỗi" in letter.body

    def test_without_a_dossier_it_leads_to_the_list(self, letters: Letters, as_: Any) -> None:
        answer = as_(letters.cast.officer).get(self.url(letters, "xin-loi"))
        assert answer.url == reverse("dossier_list", args=[letters.cast.department.pk])

    def test_what_is_refused_stands_beside_its_box(self, letters: Letters, as_: Any) -> None:
        dossier = letters.dossier()
        typed = {"recipient": "A", "reason": "B", "body": "C", "new_due_on": DUE, "form_uuid": uuid4()}
        answer = as_(letters.cast.officer).post(self.url(letters, "xin-loi", ho_so=dossier.pk), typed)
        assert answer.status_code == 422
        assert "Ngày hẹn lại phải sau ngày hẹn cũ (24/11/2026)." in text_of(answer)

    def test_a_template_is_filled_when_kept(self, letters: Letters, as_: Any) -> None:
        template = add_template(
            form_id=uuid4(),
            agency_id=None,
            kind=LetterKind.THANKS,
            name="Sau trả kết quả",
            body="{cơ quan} cảm ơn {người nhận}.",
            actor=letters.cast.admin,
            at=NOW,
        )
        client, url = as_(letters.cast.officer), self.url(letters, "cam-on", mau=template.pk)
        body = client.get(url).context["form"].initial["body"]
        client.post(url, {"recipient": "Cô Lan", "body": body, "form_uuid": uuid4()})
        assert Letter.objects.get().body == "Sở Tư pháp cảm ơn Cô Lan."


class TestOneLetter:
    def test_head_issues_and_the_officer_sends(self, letters: Letters, as_: Any) -> None:
        draft = letters.apology()
        page = as_(letters.cast.head).get(reverse("letter_detail", args=[draft.pk]))
        form = page.context["issue_form"]
        assert form.initial["signer_name"] == "Nguyễn Thị Hòa"
        answer = as_(letters.cast.head).post(reverse("letter_issue", args=[draft.pk]), form.initial)
        assert answer.status_code == 302
        page = as_(letters.cast.officer).get(reverse("letter_detail", args=[draft.pk]))
        assert "Thư đã ban hành nhưng chưa gửi" in text_of(page)
        sent = {"sent_on": "2026-11-20", "seen_version": page.context["letter"].version}
        assert (
            as_(letters.cast.officer).post(reverse("letter_send", args=[draft.pk]), sent).status_code == 302
        )
        draft.refresh_from_db()
        assert (draft.state, draft.symbol) == (LetterState.SENT, "01/PXL-STP")

    def test_an_old_page_is_told_so(self, letters: Letters, as_: Any) -> None:
        letter = letters.issued()
        sent = {"sent_on": "2026-11-20", "seen_version": 1}
        answer = as_(letters.cast.officer).post(reverse("letter_send", args=[letter.pk]), sent)
        assert answer.status_code == 409
        assert "Hãy xem lại rồi làm tiếp." in text_of(answer)

    def test_too_late_is_said_before_and_after(self, letters: Letters, as_: Any) -> None:
        draft = letters.apology(letters.dossier(due_on=date(2026, 11, 9)))
        url = reverse("letter_detail", args=[draft.pk])
        assert "Ban hành bây giờ là muộn" in text_of(as_(letters.cast.head).get(url))
        letters.issued(draft)
        assert "Thư gửi muộn" in text_of(as_(letters.cast.head).get(url))

    def test_the_files_are_of_the_size_of_the_form(self, letters: Letters, as_: Any) -> None:
        client = as_(letters.cast.officer)
        for letter, width in ((letters.issued(), Mm(148)), (letters.issued(letters.thanks()), Mm(210))):
            word = client.get(reverse("letter_file", args=[letter.pk, "docx"]))
            section = docx.Document(BytesIO(word.content)).sections[0]
            assert abs(section.page_width - width) < Mm(1)
            pdf = client.get(reverse("letter_file", args=[letter.pk, "pdf"]))
            assert pdf.content.startswith(b"%PDF-")
            assert pdf["Content-Disposition"].endswith('.pdf"')
        assert client.get(reverse("letter_file", args=[letter.pk, "exe"])).status_code == 404


class TestRegister:
    def test_it_lists_a_year_by_kind(self, letters: Letters, as_: Any) -> None:
        letter = letters.issued()
        hand_letter(letter=letter, sent_on=TODAY, seen_version=2, actor=letters.cast.officer, at=NOW)
        letters.thanks()
        url = reverse("letter_register", args=[letters.cast.department.pk])
        text = text_of(as_(letters.cast.officer).get(url))
        assert "01/PXL-STP" in text
        assert "(nháp)" in text
        assert "01/PXL-STP" not in text_of(as_(letters.cast.officer).get(url, {"loai": "cam-on"}))
        assert "01/PXL-STP" not in text_of(as_(letters.cast.officer).get(url, {"nam": "2025"}))

    def test_the_province_sees_who_owes_first(self, letters: Letters, as_: Any) -> None:
        letters.dossier(due_on=date(2026, 11, 9))
        page = as_(letters.cast.admin).get(reverse("letter_home"))
        assert page.context["rows"][0][0]["text"] == "Sở Tư pháp"
        assert page.context["owing"] == 1

    def test_who_has_one_agency_goes_straight_there(self, letters: Letters, as_: Any) -> None:
        answer = as_(letters.cast.officer).get(reverse("letter_home"))
        assert answer.url == reverse("letter_register", args=[letters.cast.department.pk])

    def test_taking_the_register_leaves_a_trace(self, letters: Letters, as_: Any) -> None:
        letters.issued()
        url = reverse("letter_export", args=[letters.cast.department.pk])
        assert as_(letters.cast.inspector).get(url).status_code == 200
        assert AuditEntry.objects.get(event="letter.exported").after == {"year": 2026, "rows": 1}

    def test_the_agency_page_tells_it(self, letters: Letters, as_: Any) -> None:
        letters.issued()
        letters.dossier()
        url = reverse("agency_detail", args=[letters.cast.department.pk])
        text = text_of(as_(letters.cast.head).get(url))
        assert "Thư gửi người dân, 2026" in text
        assert "1 hồ sơ cần thư xin lỗi" in text
        assert "Thư gửi người dân, 2026" not in text_of(as_(letters.cast.stranger).get(url))

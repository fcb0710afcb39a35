"""The pages of documents: who may open them, what they say, and that nothing typed is lost."""

import hashlib
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from python_calamine import load_workbook

from evaluations.models import CaptureDownload, DocumentStyle, Inspection, IssuedDocument
from evaluations.tests.documents.conftest import make_phone
from evaluations.tests.documents.test_proof import triggers_dropped
from evaluations.tests.inspections.conftest import AT


def as_user(user):
    client = Client()
    client.force_login(user)
    return client


def typed(inspection, **changes):
    """What the leader types where both sides sign with a pen."""
    form = {
        "seen_version": str(Inspection.objects.get(pk=inspection.pk).version),
        "ended_at": "11:30", "place": "Trụ sở Sở", "remarks": "Nhất trí với ghi nhận.", "copies": "2",
        "read_back": "on",
        "team_way": "paper", "team_name": "Nguyễn Thị Hòa", "team_post": "Trưởng đoàn",
        "agency_way": "paper", "agency_name": "Trần Văn Khởi", "agency_post": "Phó Giám đốc",
    }  # fmt: skip
    return form | changes


@pytest.fixture
def page(ready):
    """The address of the minutes."""
    return reverse("inspection_minutes", args=[ready.pk])


def test_before_issue_it_says_what_is_missing_and_shows_the_draft(page, cast):
    text = as_user(cast.inspector).get(page).content.decode()
    assert "Còn thiếu trước khi ban hành" in text
    assert "Chưa có chữ ký của cơ quan được kiểm tra" in text
    assert "Bản dự thảo, chưa có số" in text
    assert "8/10 đạt" in text


def test_it_names_phones_that_were_not_heard_of(page, ready, cast, member):
    CaptureDownload.objects.create(device=make_phone(member), inspection=ready, downloaded_at=AT)
    text = as_user(cast.inspector).get(page).content.decode()
    assert f"Máy của {member.display_name} đã tải cuộc kiểm tra này nhưng chưa gửi gì" in text


def test_the_leader_issues_with_signatures_on_paper(page, ready, cast):
    client = as_user(cast.inspector)
    assert client.post(page, typed(ready)).status_code == 302
    text = client.get(page).content.decode()
    assert "Biên bản số 01/BB-SNV" in text
    assert "(Đã ký trên bản giấy)" in text
    assert "Nhất trí với ghi nhận." in text


def test_a_preview_shows_what_was_typed_and_issues_nothing(page, ready, cast):
    response = as_user(cast.inspector).post(page, typed(ready, xem="1", remarks="Xin bổ sung sau."))
    assert response.status_code == 200
    assert response.content.decode().count("Xin bổ sung sau.") == 2
    assert not IssuedDocument.objects.exists()


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"read_back": ""}, 409, "Chưa xác nhận đã đọc lại"),
        ({"seen_version": "1"}, 409, "vừa ghi nhận thêm"),
        ({"seen_version": "một"}, 409, "vừa ghi nhận thêm"),
        ({"agency_way": "refused"}, 422, "Ghi lý do từ chối ký."),
        ({"agency_name": ""}, 422, "Ghi họ tên người ký."),
    ],
)
def test_a_refusal_keeps_what_was_typed(page, ready, cast, changes, status, said):
    response = as_user(cast.inspector).post(page, typed(ready, **changes))
    text = response.content.decode()
    assert response.status_code == status
    assert said in text
    assert "Nhất trí với ghi nhận." in text
    assert not IssuedDocument.objects.exists()


def test_a_member_reads_the_draft_and_cannot_issue(page, ready, member):
    client = as_user(member)
    assert "Trưởng đoàn ban hành biên bản" in client.get(page).content.decode()
    assert client.post(page, typed(ready)).status_code == 403


def test_the_inspected_reads_minutes_only_once_they_are_issued(page, issue, cast):
    client = as_user(cast.head)
    assert client.get(page).status_code == 403
    document = issue()
    assert client.get(page).status_code == 200
    assert client.get(reverse("document_detail", args=[document.pk])).status_code == 200
    assert client.get(reverse("document_file", args=[document.pk, "pdf"])).status_code == 200


def test_a_stranger_finds_nothing(minutes, page, cast):
    client = as_user(cast.stranger)
    for there in (
        page,
        reverse("document_detail", args=[minutes.pk]),
        reverse("document_file", args=[minutes.pk, "docx"]),
    ):
        assert client.get(there).status_code == 404
    assert client.get(reverse("document_list")).status_code == 403


def test_the_file_is_the_one_that_was_issued(minutes, cast):
    response = as_user(cast.inspector).get(reverse("document_file", args=[minutes.pk, "pdf"]))
    assert hashlib.sha256(response.content).hexdigest() == minutes.pdf_sha256
    assert response["Content-Disposition"] == 'attachment; filename="bien-ban-01-bb-snv.pdf"'
    assert response["Cache-Control"] == "private, no-store"


def test_a_file_that_was_changed_is_not_handed_out(minutes, cast):
    with open(default_storage.path(minutes.docx_path), "ab") as file:
        file.write(b"x")
    response = as_user(cast.inspector).get(reverse("document_file", args=[minutes.pk, "docx"]))
    assert response.status_code == 409
    assert "không còn như lúc ban hành" in response.content.decode()


def test_there_is_no_other_kind_of_file(minutes, cast):
    assert as_user(cast.inspector).get(reverse("document_file", args=[minutes.pk, "exe"])).status_code == 404


def test_an_addendum_is_written_and_shown_with_the_minutes(minutes, ready, page, cast):
    client, there = as_user(cast.inspector), reverse("minutes_addendum", args=[ready.pk])
    form = {"form_uuid": str(uuid4()), "reason": "Máy mất sóng", "text": "Bổ sung tầng 2"}
    response = client.post(there, form)
    assert response["Location"] == client.post(there, form)["Location"]
    assert "PHỤ LỤC SỐ 01" in client.get(response["Location"]).content.decode()
    text = client.get(page).content.decode()
    assert "01/PLBB-SNV" in text
    assert "Dữ liệu đã thay đổi sau khi ban hành" in text


def test_an_empty_addendum_keeps_what_was_typed(minutes, ready, cast):
    there = reverse("minutes_addendum", args=[ready.pk])
    response = as_user(cast.inspector).post(there, {"form_uuid": str(uuid4()), "text": "Bổ sung tầng 2"})
    assert response.status_code == 422
    assert "Bổ sung tầng 2" in response.content.decode()


def test_the_register_lists_what_the_reader_may_read_and_exports_it(minutes, cast):
    client, there = as_user(cast.admin), reverse("document_list")
    text = client.get(there, {"loai": "minutes", "nam": "2026"}).content.decode()
    assert "01/BB-SNV" in text
    assert "01/BB-SNV" not in client.get(there, {"loai": "report"}).content.decode()
    sheet = client.get(there, {"xuat": "xlsx"})
    rows = load_workbook(BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    [row] = [row for row in rows if "01/BB-SNV" in row]
    assert minutes.code in row


@pytest.fixture
def style_form():
    """The form of the style as Home Affairs fills it in."""
    kinds = {"notice": "TB", "minutes": "BB", "addendum": "PL", "report": "BC", "conclusion": "KL"}
    form = {"parent": "Ủy ban nhân dân tỉnh Vĩnh Long", "issuer": "Thanh tra tỉnh", "place": "Vĩnh Long",
            "head_post": "Chánh Thanh tra", "seen_version": "0"}  # fmt: skip
    for kind, symbol in kinds.items():
        form |= {f"symbol_{kind}": f"{symbol}-TTR", f"recipients_{kind}": "UBND tỉnh;\nLưu: VT."}
    return form


def test_home_affairs_sets_the_style_after_a_preview(minutes, cast, style_form):
    client, there = as_user(cast.admin), reverse("document_style")
    text = client.post(there, style_form | {"xem": "1"}).content.decode()
    assert "01/BB-TTR" in text
    assert "THANH TRA TỈNH" in text
    assert not DocumentStyle.objects.exists()
    assert client.post(there, style_form).status_code == 302
    row = DocumentStyle.objects.get()
    assert (row.issuer, row.symbols["minutes"]) == ("Thanh tra tỉnh", "BB-TTR")
    stale = client.post(there, style_form | {"place": "Cần Thơ"})
    assert stale.status_code == 409
    assert "Cần Thơ" in stale.content.decode()


def test_two_kinds_may_not_share_a_symbol(cast, style_form):
    response = as_user(cast.admin).post(reverse("document_style"), style_form | {"symbol_notice": "BB-TTR"})
    assert response.status_code == 422
    assert "số sẽ trùng" in response.content.decode()


def test_an_inspector_does_not_set_the_style(cast):
    assert as_user(cast.inspector).get(reverse("document_style")).status_code == 403


def test_anyone_verifies_a_paper_and_learns_nothing_of_what_was_found(minutes, client, cast):
    response = client.get(reverse("document_verify", args=[minutes.code]))
    text = response.content.decode()
    for said in (
        "Văn bản có thật",
        "Biên bản kiểm tra",
        "01/BB-SNV",
        "12/11/2026",
        "Sở Nội vụ",
        minutes.sha256[:16],
    ):
        assert said in text
    for secret in (minutes.facts["inspection"]["agency_name"], "TP-04", "8/10", cast.inspector.display_name):
        assert secret not in text
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("digest", "said"),
    [
        (lambda row: row.pdf_sha256, "Tệp PDF này đúng là tệp đã ban hành."),
        (lambda row: row.docx_sha256.upper(), "Tệp Word này đúng là tệp đã ban hành."),
        (lambda row: row.sha256[:16], "Mã băm này đúng là mã của nội dung đã ban hành."),
        (lambda row: "0" * 64, "không khớp văn bản đã ban hành"),
        (lambda row: "xyz", "Mã băm SHA-256 gồm 64 ký tự"),
    ],
)
def test_a_digest_is_compared(minutes, client, digest, said):
    there = reverse("document_verify", args=[minutes.code])
    assert said in client.get(there, {"digest": digest(minutes)}).content.decode()


def test_the_code_may_be_typed_as_people_read_it(minutes, client):
    spaced = " ".join(minutes.code[at : at + 4] for at in range(0, 16, 4)).lower()
    response = client.get(reverse("document_verify_form"), {"code": spaced})
    assert response["Location"] == reverse("document_verify", args=[minutes.code])
    assert client.get(reverse("document_verify_form"), {"code": "123"}).status_code == 422


def test_a_wrong_code_is_told_clearly(minutes, client):
    response = client.get(reverse("document_verify", args=["A" * 16]))
    assert response.status_code == 404
    assert "không có văn bản nào mang mã" in response.content.decode()


def test_a_tampered_row_is_not_called_genuine(minutes, client):
    with triggers_dropped():
        IssuedDocument.objects.filter(pk=minutes.pk).update(content=minutes.content | {"title": "KHÁC"})
    text = client.get(reverse("document_verify", args=[minutes.code])).content.decode()
    assert "Không xác nhận được văn bản" in text
    assert "Văn bản có thật" not in text


def test_somebody_who_tries_codes_is_stopped(minutes, client):
    there = reverse("document_verify", args=["A" * 16])
    statuses = [client.get(there).status_code for _ in range(61)]
    assert statuses[:60] == [404] * 60
    assert statuses[60] == 429


def test_old_minutes_are_shown_as_issued_whatever_the_style_is_now(minutes, page, cast, style_form):
    client = as_user(cast.admin)
    client.post(reverse("document_style"), style_form)
    assert "THANH TRA TỈNH" not in client.get(page).content.decode()
    assert minutes.issued_at + timedelta(0) == AT

"""Evidence of a form: kept once, read by those who read the form, taken off while it is a draft."""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from core.models import Attachment, AuditEntry
from evaluations.actions.assessments.evidence import MOST_EACH
from evaluations.actions.assessments.save_draft import save_draft
from evaluations.models import AssessmentEvidence, SelfAssessment
from evaluations.rules.assessments.answers import Answers
from evaluations.tests.assessments.conftest import Month

JSON = {"accept": "application/json"}
PAPER = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def _picture(colour: str = "teal") -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (60, 40), colour).save(file, "PNG")
    return SimpleUploadedFile("anh.png", file.getvalue())


def _paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("to-trinh.pdf", PAPER)


@pytest.fixture
def draft(month: Month) -> SelfAssessment:
    """The officer's form, begun."""
    form = month.owed_by(month.cast.officer)
    return save_draft(form=form, form_id=uuid4(), version=0, answers=Answers(scores=(None,) * 40))


@pytest.fixture
def officer(client: Client, month: Month) -> Client:
    client.force_login(month.cast.officer)
    return client


def _send(client: Client, form: SelfAssessment, file: Any, **fields: Any) -> Any:
    data = {"form_uuid": str(uuid4()), "position": "3", "file": file} | fields
    return client.post(f"/phieu/{form.pk}/minh-chung/", data, headers=JSON)


@pytest.mark.parametrize(
    ("file", "kind"), [(_picture(), "image/jpeg"), (_paper(), "application/pdf")], ids=["picture", "paper"]
)
def test_a_picture_and_a_paper_are_kept_and_handed_out(
    officer: Client, draft: SelfAssessment, file: Any, kind: str
) -> None:
    file.seek(0)
    told = _send(officer, draft, file, caption="Sổ   trực").json()
    row = AssessmentEvidence.objects.get()
    assert (row.position, row.caption, row.attachment.content_type) == (3, "Sổ trực", kind)
    served = officer.get(told["url"])
    assert served.headers["Content-Type"] == kind
    assert served.headers["Content-Disposition"].startswith("attachment" if told["is_paper"] else "inline")
    assert "sandbox" in served.headers["Content-Security-Policy"]
    b"".join(served.streaming_content)
    page = officer.get(f"/phieu/{draft.period_id}/{draft.agency_id}/").text
    assert "Sổ trực" in page


def test_sending_it_again_is_harmless(officer: Client, draft: SelfAssessment) -> None:
    same = {"form_uuid": str(uuid4())}
    first = _send(officer, draft, _picture(), **same).json()
    assert _send(officer, draft, _picture(), **same).json() == first
    assert (AssessmentEvidence.objects.count(), Attachment.objects.count()) == (1, 1)
    assert _send(officer, draft, _picture("red"), **same).status_code == 409
    assert _send(officer, draft, _picture(), **same, position="4").status_code == 409
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"file": SimpleUploadedFile("x.txt", b"khong phai anh")}, 422, "không phải ảnh"),
        ({"file": SimpleUploadedFile("x.pdf", PAPER.replace(b"/Type", b"/JS 1 /Type"))}, 422, "mã lệnh"),
        ({"file": ""}, 422, "Chưa chọn tệp"),
        ({"position": "19999"}, 422, "không có trong phiếu"),
        # the criterion of leaders is not the officer's
        ({"position": "12"}, 422, "không có trong phiếu"),
        ({"position": "x"}, 400, "không đọc được"),
        ({"form_uuid": "x"}, 400, "mã nhận dạng"),
        ({"caption": "ă" * 201}, 422, "Chú thích dài quá"),
        ({"owner": "0"}, 403, "tài khoản khác"),
    ],
)
def test_what_is_no_use_is_refused_in_words(
    officer: Client, draft: SelfAssessment, fields: dict[str, Any], status: int, words: str
) -> None:
    answer = _send(officer, draft, **({"file": _picture()} | fields))
    assert answer.status_code == status
    assert words in answer.json()["message"]
    assert not AssessmentEvidence.objects.exists()
    assert not Attachment.objects.exists()


def test_a_criterion_takes_three_files(officer: Client, draft: SelfAssessment) -> None:
    for number in range(MOST_EACH):
        assert _send(officer, draft, _picture(f"#{number}00")).status_code == 200
    assert _send(officer, draft, _picture("blue")).status_code == 422
    assert _send(officer, draft, _picture("blue"), position="4").status_code == 200


def test_it_is_taken_off_with_its_bytes(
    officer: Client, draft: SelfAssessment, django_capture_on_commit_callbacks: Any
) -> None:
    told = _send(officer, draft, _picture()).json()
    path = Attachment.objects.get().path
    assert default_storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        assert officer.post(told["remove"], headers=JSON).status_code == 200
    assert not default_storage.exists(path)
    assert not Attachment.objects.exists()
    assert list(AuditEntry.objects.filter(event__contains="evidence").values_list("event", flat=True)) == [
        "assessment.evidence_added",
        "assessment.evidence_removed",
    ]


def _sent(month: Month, draft: SelfAssessment) -> None:
    month.submitted(month.cast.officer)


def test_a_sent_form_keeps_what_it_has(officer: Client, draft: SelfAssessment, month: Month) -> None:
    told = _send(officer, draft, _picture()).json()
    _sent(month, draft)
    assert _send(officer, draft, _picture("red")).status_code == 409
    assert officer.post(told["remove"], headers=JSON).status_code == 409
    assert AssessmentEvidence.objects.count() == 1


def test_a_closed_month_takes_and_gives_nothing(officer: Client, draft: SelfAssessment, month: Month) -> None:
    told = _send(officer, draft, _picture()).json()
    month.close()
    assert _send(officer, draft, _picture("red")).status_code == 409
    assert officer.post(told["remove"], headers=JSON).status_code == 409
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "of_draft", "of_sent"),
    [
        ("officer", 200, 200),
        ("unit_head", 404, 200),
        ("head", 404, 200),
        ("colleague", 404, 404),
        ("stranger", 404, 404),
    ],
)
def test_it_is_read_by_those_who_read_the_form(
    client: Client, draft: SelfAssessment, month: Month, who: str, of_draft: int, of_sent: int
) -> None:
    client.force_login(month.cast.officer)
    url = _send(client, draft, _picture()).json()["url"]
    client.force_login(getattr(month.cast, who))
    assert _status(client, url) == of_draft
    _sent(month, draft)
    assert _status(client, url) == _status(client, f"{url}?nho") == of_sent
    remove = client.post(f"{url}go/", headers=JSON).status_code
    assert remove == {404: 404, 200: 409 if who == "officer" else 403}[of_sent]


def _status(client: Client, url: str) -> int:
    answer = client.get(url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return int(answer.status_code)


def test_without_script_a_page_does_the_same(officer: Client, draft: SelfAssessment) -> None:
    address = f"/phieu/{draft.pk}/minh-chung/"
    assert "Chưa có minh chứng" in officer.get(address).text
    data = {"form_uuid": str(uuid4()), "position": "3", "file": _picture(), "caption": "Biển tên"}
    assert officer.post(address, data).url == address
    assert "Biển tên" in officer.get(address).text
    refused = officer.post(address, {**data, "form_uuid": str(UUID(int=7)), "file": ""})
    assert refused.status_code == 422
    assert "Biển tên" in refused.text
    assert officer.post(f"/phieu/minh-chung/{data['form_uuid']}/go/").url == address

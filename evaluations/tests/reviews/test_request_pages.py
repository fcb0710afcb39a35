"""Appeals, reopening, quota exceptions and NĐ 335 through their addresses."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import User
from agencies.tests.factories import make_staff, make_user
from core.models import AuditEntry
from evaluations.actions.reviews.reopen import ask_reopen
from evaluations.enums import AppealState, AssessmentState, ReopenState
from evaluations.models import Appeal, Period, QuotaException, ReopenRequest, Review, SelfAssessment
from evaluations.tests.assessments.conftest import NOW, Month
from evaluations.tests.reviews.conftest import Heads, change
from evaluations.tests.reviews.test_appeals import appeal_of


def _as(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def _decided(heads: Heads, *users: User) -> list[SelfAssessment]:
    forms = [heads.month.submitted(user) for user in users or (heads.month.cast.officer,)]
    for form in forms:
        heads.decided(form, {"0": change(50)})
    return forms


def test_overdue_appeals_stand_on_top_and_are_counted_over_the_list(client: Client, heads: Heads) -> None:
    cast = heads.month.cast
    early, late = _decided(heads, cast.officer, cast.colleague)
    appeal_of(early, cast.officer, date(2026, 11, 27))
    appeal_of(late, cast.colleague, date(2026, 11, 18))
    page = _as(client, cast.head).get("/nhan-xet/de-nghi/").text
    assert page.index("Huỳnh Văn Đạt") < page.index("Bùi Thị Ánh")
    assert "Quá hạn 18/11/2026" in page
    assert "<strong>1 quá hạn</strong>" in client.get("/nhan-xet/").text
    assert "Huỳnh Văn Đạt" not in _as(client, cast.other_head).get("/nhan-xet/de-nghi/").text


def test_an_appeal_is_decided_on_its_page(client: Client, heads: Heads) -> None:
    cast = heads.month.cast
    (form,) = _decided(heads)
    appeal = appeal_of(form, cast.officer)
    _as(client, cast.head)
    assert "Tôi có giấy xác nhận đi công tác." in client.get(reverse("appeal_detail", args=[appeal.pk])).text
    address = reverse("appeal_decide", args=[appeal.pk])
    fields = {"version": 1, "note": "Đã xem giấy.", "s0": "100"}
    assert client.post(address, fields).status_code == 400
    refused = client.post(address, {**fields, "verdict": "reject"})
    assert refused.status_code == 422
    assert "Đã xem giấy." in refused.text
    missing = client.post(address, {**fields, "verdict": "uphold", "s1": "70"})
    assert missing.status_code == 422
    assert "Hãy nêu lý do" in missing.text
    assert client.post(address, {**fields, "verdict": "uphold"}).status_code == 302
    assert Appeal.objects.get().state == AppealState.UPHELD
    assert Review.objects.get().changes is None
    assert "Chấp nhận" in client.get(reverse("review_detail", args=[form.pk])).text


def test_an_appeal_of_a_closed_month_is_marked_as_waiting(client: Client, heads: Heads) -> None:
    cast = heads.month.cast
    (form,) = _decided(heads)
    appeal = appeal_of(form, cast.officer)
    Period.objects.update(closed_at=NOW)
    heads.month.close()
    _as(client, cast.head)
    assert "Kỳ đã khóa" in client.get(reverse("appeal_detail", args=[appeal.pk])).text
    fields = {"version": 1, "note": "Đúng.", "s0": "100", "verdict": "uphold"}
    page = client.post(reverse("appeal_decide", args=[appeal.pk]), fields, follow=True).text
    assert "chờ điều chỉnh, chưa đổi số liệu nào" in page
    assert "Chờ điều chỉnh" in page
    assert Review.objects.get().changes == {"0": change(50)}


def test_a_decided_form_is_opened_again_by_two_people(client: Client, heads: Heads) -> None:
    cast = heads.month.cast
    (form,) = _decided(heads)
    address = reverse("reopen_ask", args=[form.pk])
    form_uuid = uuid4()
    for _repeat in range(2):
        answer = _as(client, cast.officer).post(address, {"form_uuid": form_uuid, "text": "Chấm nhầm."})
        assert answer.url == reverse("assessment_detail", args=[form.pk]) + "#mo-lai"
    asked = ReopenRequest.objects.get()
    decide = reverse("reopen_decide", args=[asked.pk])
    assert client.post(decide, {"verdict": "grant", "answer": "Được."}).status_code == 403
    _as(client, cast.head)
    assert "Chấm nhầm." in client.get(reverse("reopen_detail", args=[asked.pk])).text
    assert client.post(decide, {"verdict": "khac", "answer": "Được."}).status_code == 400
    assert client.post(decide, {"verdict": "grant", "answer": " "}).status_code == 422
    assert client.post(decide, {"verdict": "grant", "answer": "Đồng ý."}).status_code == 302
    assert ReopenRequest.objects.get().state == ReopenState.GRANTED
    assert SelfAssessment.objects.get().state == AssessmentState.RETURNED
    assert client.post(decide, {"verdict": "refuse", "answer": "Thôi."}).status_code == 409


def test_the_asker_reads_why_another_must_decide(client: Client, heads: Heads) -> None:
    (form,) = _decided(heads)
    asked = ask_reopen(form_id=uuid4(), assessment=form, reason="Nhầm.", actor=heads.month.cast.head, at=NOW)
    page = _as(client, heads.month.cast.head).get(reverse("reopen_detail", args=[asked.pk])).text
    assert "cần người thứ hai" in page
    assert 'name="verdict"' not in page
    page = _as(client, heads.month.cast.unit_head).get(reverse("reopen_detail", args=[asked.pk])).text
    assert 'name="verdict"' in page


@pytest.fixture
def excellent(heads: Heads) -> Month:
    """Five of department A's people excellent, nobody good: 0 allowed."""
    month = heads.month
    users = [make_user(make_staff(f"Trần Văn Giỏi {number}", month.cast.unit)) for number in range(5)]
    for user in users:
        month.submitted(user)
    for form in SelfAssessment.objects.all():
        form.scores = tuple(None if score is None else 100 for score in form.scores)
        form.save(update_fields=["scores"])
    return month


def _quota(month: Month, name: str = "quota_detail") -> str:
    return reverse(name, args=[month.period.pk, month.cast.department.pk])


def _exception(**fields: Any) -> dict[str, Any]:
    known = {
        "form_uuid": uuid4(),
        "framework": "nd335:Không giữ chức vụ",
        "document": "Công văn 125/UBND-NC ngày 02/12/2026",
        "reason": "Đơn vị dẫn đầu cải cách hành chính.",
    }
    return known | fields


def test_an_authorised_excess_is_recorded_and_shown_thereafter(client: Client, excellent: Month) -> None:
    _as(client, excellent.cast.head)
    assert "5 xuất sắc, chưa có người tốt nào nên chưa có tỷ lệ" in client.get(_quota(excellent)).text
    fields = _exception()
    for _repeat in range(2):
        assert client.post(_quota(excellent, "quota_except"), fields).status_code == 302
    row = QuotaException.objects.get()
    assert (row.framework, row.authorised_by, row.arithmetic["excellent"]) == (
        "nd335",
        excellent.cast.head,
        5,
    )
    assert AuditEntry.objects.filter(event="quota.excepted").count() == 1
    for address in (_quota(excellent), "/nhan-xet/"):
        assert "Công văn 125/UBND-NC ngày 02/12/2026" in client.get(address).text


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"document": " "}, 422, "Ghi nhận"),
        ({"reason": ""}, 422, "Công văn 125"),
        ({"document": "x" * 300}, 422, "Đơn vị dẫn đầu"),
        ({"framework": "nd233:Không giữ chức vụ"}, 422, "hiện không vượt tỷ lệ"),
        ({"framework": "khac"}, 422, "hiện không vượt tỷ lệ"),
    ],
)
def test_an_exception_needs_its_paper_and_an_excess(
    client: Client, excellent: Month, fields: dict[str, str], status: int, words: str
) -> None:
    answer = _as(client, excellent.cast.head).post(_quota(excellent, "quota_except"), _exception(**fields))
    assert answer.status_code == status
    assert words in answer.text
    assert not QuotaException.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("head", 200), ("unit_head", 403), ("officer", 404), ("other_head", 404), ("admin", 404)],
)
def test_who_reads_the_quota(client: Client, excellent: Month, who: str, status: int) -> None:
    assert _as(client, getattr(excellent.cast, who)).get(_quota(excellent)).status_code == status


def test_a_closed_month_takes_no_exception(client: Client, excellent: Month) -> None:
    excellent.close()
    answer = _as(client, excellent.cast.head).post(_quota(excellent, "quota_except"), _exception())
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 200), ("unit_head", 200), ("head", 200), ("colleague", 404), ("other_head", 404)],
)
def test_suggestions_for_nd335_are_read_by_the_person_and_their_heads(
    client: Client, heads: Heads, who: str, status: int
) -> None:
    (form,) = _decided(heads)
    answer = _as(client, getattr(heads.month.cast, who)).get(reverse("nd335_person", args=[form.pk]))
    assert answer.status_code == status
    if status == 200:
        assert "Không phải điểm xếp loại theo luật" in answer.text
        assert "Đã đối chiếu sổ theo dõi." in answer.text


def test_suggestions_wait_for_the_decision(client: Client, heads: Heads) -> None:
    form = heads.month.submitted(heads.month.cast.officer)
    heads.managed(form)
    answer = _as(client, heads.month.cast.officer).get(reverse("nd335_person", args=[form.pk]))
    assert answer.status_code == 403
    assert "Chỉ phiếu đã quyết định" in answer.text


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_a_unit_s_suggestions_are_written_as_a_file(client: Client, heads: Heads, ending: str) -> None:
    _decided(heads)
    where = [heads.month.period.pk, heads.month.cast.department.pk]
    page = _as(client, heads.month.cast.head).get(reverse("nd335_unit", args=where)).text
    assert "Bùi Thị Ánh" in page
    assert "1/" in page
    answer = client.get(reverse("nd335_file", args=[*where, ending]))
    assert answer.content[:2] == b"PK"
    assert ending in answer["Content-Disposition"]
    assert client.get(reverse("nd335_file", args=[*where, "pdf"])).status_code == 404
    assert _as(client, heads.month.cast.other_head).get(reverse("nd335_unit", args=where)).status_code == 404

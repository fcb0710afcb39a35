"""After the decision: three columns, the person's word, an appeal within its days, a request to reopen."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from agencies.models import User
from core.models import AuditEntry, Notification
from evaluations.enums import AssessmentState, Capacity
from evaluations.models import Appeal, ManagerReview, ReopenRequest, Review, ReviewReply, SelfAssessment
from evaluations.tests.assessments.conftest import NOW, Month

LOWERED = {"0": {"score": 50, "reason": "Trả lời sai hai câu hỏi nhanh."}}


def _decided(month: Month, **columns: Any) -> SelfAssessment:
    """The officer's form with a manager's and an authority's column."""
    form = month.submitted(month.cast.officer)
    shared = {"assessment": form, "period": form.period, "agency_id": form.agency_id, "reviewed_at": NOW}
    ManagerReview.objects.create(reviewer=month.cast.unit_head, changes=LOWERED, **shared)
    given = {"reviewer": month.cast.head, "changes": LOWERED, "note": "Cố gắng hơn."} | columns
    Review.objects.create(**shared, **given)
    SelfAssessment.objects.filter(pk=form.pk).update(state=AssessmentState.REVIEWED)
    return SelfAssessment.objects.get(pk=form.pk)


def _post(client: Client, form: SelfAssessment, what: str, text: str, form_id: str = "") -> Any:
    return client.post(f"/phieu/{form.pk}/{what}/", {"form_uuid": form_id or str(uuid4()), "text": text})


@pytest.fixture
def officer(client: Client, month: Month) -> Client:
    client.force_login(month.cast.officer)
    return client


def test_three_columns_stand_side_by_side(officer: Client, month: Month) -> None:
    form = _decided(month, capacity=Capacity.DELEGATED, signed_for=month.cast.leader)
    page = officer.get(f"/phieu/{form.pk}/").text
    first = page.split('class="said is-changed"')[1].split("</li>")[0]
    assert [first.count(f"<dt>{who}</dt>") for who in ("Tự chấm", "Trưởng bộ phận", "Thủ trưởng")] == [
        1,
        1,
        1,
    ]
    assert "Trả lời sai hai câu hỏi nhanh." in first
    assert f"Ký thay theo ủy quyền: {month.cast.leader.display_name}" in page
    assert "Cố gắng hơn." in page
    assert page.count("has-three") > 20


def test_an_unjudged_form_has_no_columns_yet(officer: Client, month: Month) -> None:
    page = officer.get(f"/phieu/{month.submitted(month.cast.officer).pk}/").text
    assert "Phiếu đã khóa" in page
    for absent in ("has-two", "Ghi ý kiến", "Gửi kiến nghị", "Đề nghị mở lại"):
        assert absent not in page


def test_the_person_answers_beside_the_heads_words(officer: Client, month: Month) -> None:
    form, same = _decided(month), str(uuid4())
    for _ in range(2):
        answer = _post(officer, form, "y-kien", "  Tôi đã trả lời đúng cả ba câu.  ", same)
        assert answer.url == f"/phieu/{form.pk}/#y-kien"
    reply = ReviewReply.objects.get()
    assert (reply.text, reply.author) == ("Tôi đã trả lời đúng cả ba câu.", month.cast.officer)
    assert AuditEntry.objects.filter(event="assessment.replied").count() == 1
    told = Notification.objects.filter(kind="assessment.replied")
    assert {one.recipient_id for one in told} == {month.cast.unit_head.pk, month.cast.head.pk}
    assert not any("ba câu" in one.body for one in told)
    officer.force_login(month.cast.head)
    assert "Tôi đã trả lời đúng cả ba câu." in officer.get(f"/phieu/{form.pk}/").text
    assert _post(officer, form, "y-kien", "khác", same).status_code == 403


@pytest.mark.parametrize("what", ["y-kien", "kien-nghi"])
@pytest.mark.parametrize(("text", "words"), [("  ", "Hãy ghi"), ("ă" * 2001, "dài 2001 ký tự, tối đa 2000")])
def test_nothing_and_too_much_are_said_beside_the_box(
    officer: Client, month: Month, what: str, text: str, words: str
) -> None:
    answer = _post(officer, _decided(month), what, text)
    assert answer.status_code == 422
    assert words in answer.text
    assert text in answer.text
    assert not ReviewReply.objects.exists()
    assert not Appeal.objects.exists()


def test_there_is_nothing_to_answer_before_anybody_spoke(officer: Client, month: Month) -> None:
    answer = _post(officer, month.submitted(month.cast.officer), "y-kien", "Chờ mãi.")
    assert answer.status_code == 409
    assert "Chờ mãi." in answer.text
    assert "chưa có gì để ghi ý kiến" in answer.text


def test_an_appeal_is_made_once_with_its_due_day(officer: Client, month: Month) -> None:
    form, same = _decided(month), str(uuid4())
    assert "Gửi được đến hết ngày 30/11/2026" in officer.get(f"/phieu/{form.pk}/").text
    for _ in range(2):
        assert _post(officer, form, "kien-nghi", "Tôi đúng cả ba câu.", same).status_code == 302
    made = Appeal.objects.get()
    # Friday 20 November: five working days, without the holiday of 24 November, end on Monday 30
    assert (made.due_on.isoformat(), made.state) == ("2026-11-30", "open")
    told = Notification.objects.filter(kind="appeal.asked")
    assert [one.recipient for one in told] == [month.cast.head]
    again = _post(officer, form, "kien-nghi", "Lần nữa.")
    assert (again.status_code, "chỉ kiến nghị một lần" in again.text) == (409, True)
    assert "hạn giải quyết 30/11/2026" in officer.get(f"/phieu/{form.pk}/").text


@pytest.mark.parametrize(
    ("day", "status"), [((11, 30), 302), ((12, 1), 409)], ids=["the last day", "the day after"]
)
def test_an_appeal_has_its_days(officer: Client, month: Month, day: tuple[int, int], status: int) -> None:
    form = _decided(month)
    with time_machine.travel(datetime(2026, *day, 3, tzinfo=UTC), tick=False):
        officer.force_login(month.cast.officer)
        answer = _post(officer, form, "kien-nghi", "Tôi đúng cả ba câu.")
        assert answer.status_code == status
        assert "Thời hạn kiến nghị đã hết ngày 30/11/2026" in officer.get(f"/phieu/{form.pk}/").text or (
            status == 302
        )


def test_an_appeal_is_taken_after_the_month_has_closed(officer: Client, month: Month) -> None:
    form = _decided(month)
    month.close()
    assert _post(officer, form, "kien-nghi", "Tôi đúng cả ba câu.").status_code == 302
    assert _post(officer, form, "y-kien", "Xin ghi lại.").status_code == 302


def test_there_is_nothing_to_appeal_against_before_the_decision(officer: Client, month: Month) -> None:
    answer = _post(officer, month.submitted(month.cast.officer), "kien-nghi", "Không đồng ý.")
    assert (answer.status_code, "chưa có quyết định" in answer.text) == (409, True)


def test_an_answered_appeal_is_shown_with_who_answered(officer: Client, month: Month) -> None:
    form = _decided(month)
    _post(officer, form, "kien-nghi", "Tôi đúng cả ba câu.")
    Appeal.objects.update(
        state="partly", answer="Nâng một mức.", decided_by=month.cast.head, decided_at=NOW, changes=LOWERED
    )
    page = officer.get(f"/phieu/{form.pk}/").text
    for words in ("Chấp nhận một phần", "Nâng một mức.", month.cast.head.display_name):
        assert words in page
    assert "chờ quyết định điều chỉnh" not in page
    month.close()
    assert "chờ quyết định điều chỉnh" in officer.get(f"/phieu/{form.pk}/").text


def test_the_person_asks_to_reopen_with_a_reason(officer: Client, month: Month) -> None:
    form = _decided(month)
    assert _post(officer, form, "xin-mo-lai", " ").status_code == 422
    assert _post(officer, form, "xin-mo-lai", "Bấm nhầm câu 3.").status_code == 302
    assert ReopenRequest.objects.get().reason == "Bấm nhầm câu 3."
    page = officer.get(f"/phieu/{form.pk}/").text
    assert "Bấm nhầm câu 3." in page
    assert "Đề nghị mở lại</summary>" not in page


@pytest.mark.parametrize("what", ["y-kien", "kien-nghi"])
@pytest.mark.parametrize(
    ("who", "status"), [("head", 403), ("unit_head", 403), ("colleague", 404), ("stranger", 404)]
)
def test_nobody_speaks_in_the_persons_name(
    client: Client, month: Month, what: str, who: str, status: int
) -> None:
    form = _decided(month)
    user: User = getattr(month.cast, who)
    client.force_login(user)
    assert _post(client, form, what, "Thay lời.").status_code == status
    assert client.get(f"/phieu/{form.pk}/{what}/").status_code == 405

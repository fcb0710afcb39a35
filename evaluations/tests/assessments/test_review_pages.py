"""The heads' pages: who has sent and who owes, judging one form, approving several."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agencies.enums import Role
from agencies.models import User
from agencies.tests.factories import grant, make_staff
from core.models import OutboxMessage
from evaluations.enums import AssessmentState
from evaluations.models import Review, SelfAssessment
from evaluations.rules.reviewing import NEEDS_REASON
from evaluations.tests.assessments.conftest import Month

LIST = "/nhan-xet/"


def _as(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def _page(client: Client, user: User, **query: Any) -> str:
    answer = _as(client, user).get(LIST, query)
    assert answer.status_code == 200
    return answer.text


def test_those_who_have_not_begun_are_listed_too(client: Client, month: Month) -> None:
    month.submitted(month.cast.officer)
    page = _page(client, month.cast.head, loai="tat-ca")
    for name in ("Bùi Thị Ánh", "Huỳnh Văn Đạt", "Võ Văn Phòng", "Đỗ Thị Văn", "Nguyễn Thị Hòa"):
        assert name in page
    assert "Lý Thị Lạ" not in page
    assert "Đã nộp <strong>1/5</strong>" in page


def test_a_unit_head_sees_the_unit_alone(client: Client, month: Month) -> None:
    page = _page(client, month.cast.unit_head, loai="tat-ca")
    assert "Bùi Thị Ánh" in page
    assert "Đỗ Thị Văn" not in page


@pytest.mark.parametrize(
    ("tab", "names"),
    [
        ("cho", {"Bùi Thị Ánh"}),
        ("chua", {"Võ Văn Phòng"}),
        ("xong", {"Huỳnh Văn Đạt"}),
        ("tra", set()),
        ("khong-co", {"Bùi Thị Ánh"}),
    ],
)
def test_each_tab_holds_its_own(client: Client, month: Month, tab: str, names: set[str]) -> None:
    month.submitted(month.cast.officer)
    _review(client, month, month.submitted(month.cast.colleague))
    _page(client, month.cast.unit_head)  # takes the message of the review along
    page = _page(client, month.cast.unit_head, loai=tab).split('class="state-tabs"')[-1]
    everyone = {"Bùi Thị Ánh", "Huỳnh Văn Đạt", "Võ Văn Phòng"} - {month.cast.unit_head.display_name}
    assert {name for name in everyone if name in page} == names - {month.cast.unit_head.display_name}


def test_names_are_found_without_accents(client: Client, month: Month) -> None:
    page = _page(client, month.cast.head, loai="tat-ca", q="bui thi anh")
    assert "Bùi Thị Ánh" in page
    assert "Huỳnh Văn Đạt" not in page


def test_a_draft_shows_as_not_sent(client: Client, month: Month) -> None:
    form = month.submitted(month.cast.officer)
    SelfAssessment.objects.filter(pk=form.pk).update(state=AssessmentState.DRAFT)
    assert str(form.pk) not in _page(client, month.cast.unit_head, loai="tat-ca")


def test_the_list_costs_the_same_at_any_size(
    client: Client, month: Month, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        make_staff(f"Nguyễn Thị Yến{number}", month.cast.unit)
    for user in (month.cast.officer, month.cast.colleague):
        month.submitted(user)
    _page(client, month.cast.unit_head)
    with django_assert_num_queries(10):
        page = client.get(LIST, {"loai": "tat-ca"}).text
    assert "Trang 1/2" in page
    assert len(page.encode()) < 100_000


def test_htmx_is_answered_the_part(client: Client, month: Month) -> None:
    answer = _as(client, month.cast.head).get(LIST, headers={"hx-request": "true"})
    assert "<html" not in answer.text
    assert "owing-sum" in answer.text


@pytest.mark.parametrize("who", ["officer", "inspector", "leader", "operator"])
def test_the_list_is_for_heads(client: Client, month: Month, who: str) -> None:
    assert _as(client, getattr(month.cast, who)).get(LIST).status_code == 403


def _review(client: Client, month: Month, form: SelfAssessment, **fields: str) -> Any:
    address = reverse("review_save", args=[form.pk])
    return _as(client, month.cast.unit_head).post(address, {"version": form.version} | fields)


def test_the_person_sees_the_head_s_score_and_reason(client: Client, month: Month) -> None:
    form = month.submitted(month.cast.officer)
    detail = reverse("review_detail", args=[form.pk])
    assert "Như tự chấm" in _as(client, month.cast.unit_head).get(detail).text
    assert _review(client, month, form, s0="50", r0="Trả lời sai hai câu.", note="Cố gắng.").url == LIST
    assert Review.objects.get().changes == {"0": {"score": 50, "reason": "Trả lời sai hai câu."}}
    page = _as(client, month.cast.officer).get(reverse("assessment_detail", args=[form.pk])).text
    for words in ("Trả lời sai hai câu.", "Cố gắng.", "Thỉnh thoảng", "Điều chỉnh 1 tiêu chí"):
        assert words in page


def test_a_change_without_reason_comes_back_with_what_was_typed(client: Client, month: Month) -> None:
    answer = _review(client, month, month.submitted(month.cast.officer), s0="50", note="Đã trao đổi.")
    assert answer.status_code == 422
    assert NEEDS_REASON in answer.text
    assert "Đã trao đổi." in answer.text
    assert '<option value="50" selected>' in answer.text
    assert not Review.objects.exists()


def test_a_judged_form_opens_as_reading(client: Client, month: Month) -> None:
    form = month.submitted(month.cast.officer)
    _review(client, month, form)
    detail = reverse("review_detail", args=[form.pk])
    assert client.get(detail).url == reverse("assessment_detail", args=[form.pk])


def test_a_form_is_returned_with_a_note_that_the_person_reads(client: Client, month: Month) -> None:
    form = month.submitted(month.cast.officer)
    address = reverse("review_return", args=[form.pk])
    _as(client, month.cast.unit_head)
    assert client.post(address, {"version": "1", "note": " "}).status_code == 400
    assert client.post(address, {"version": "1", "note": "Xem lại GT-02."}).url == LIST
    edit = reverse("assessment_edit", args=[month.period.pk, month.cast.department.pk])
    assert "Xem lại GT-02." in _as(client, month.cast.officer).get(edit).text


def test_ticked_forms_are_approved_as_scored(client: Client, month: Month) -> None:
    forms = [month.submitted(user) for user in (month.cast.officer, month.cast.colleague)]
    OutboxMessage.objects.all().delete()
    _as(client, month.cast.unit_head).post("/nhan-xet/duyet/", {"pick": [f"{form.pk}:1" for form in forms]})
    assert set(SelfAssessment.objects.values_list("state", flat=True)) == {AssessmentState.REVIEWED}
    assert OutboxMessage.objects.filter(topic="results.stale").count() == 1


@pytest.mark.parametrize("pick", ["x", "x:1", ":"])
def test_a_tick_that_is_not_ours_is_refused(client: Client, month: Month, pick: str) -> None:
    answer = _as(client, month.cast.unit_head).post("/nhan-xet/duyet/", {"pick": pick})
    assert answer.status_code == 400


def test_a_tick_for_somebody_else_s_unit_approves_nothing(client: Client, month: Month) -> None:
    form = month.submitted(month.cast.officer)
    _as(client, month.cast.other_unit_head).post("/nhan-xet/duyet/", {"pick": f"{form.pk}:1"})
    assert SelfAssessment.objects.get().state == AssessmentState.SUBMITTED


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("unit_head", 302),
        ("head", 302),
        ("officer", 403),
        ("other_unit_head", 404),
        ("other_head", 404),
        ("stranger", 404),
        ("inspector", 404),
        ("operator", 404),
    ],
)
@pytest.mark.parametrize("name", ["review_save", "review_return"])
def test_who_may_judge(client: Client, month: Month, name: str, who: str, status: int) -> None:
    address = reverse(name, args=[month.submitted(month.cast.officer).pk])
    data = {"version": "1", "note": "Xem lại."}
    assert _as(client, getattr(month.cast, who)).post(address, data).status_code == status
    assert client.get(address).status_code == 405


def test_nobody_judges_themselves_and_heads_wait_for_those_above(client: Client, month: Month) -> None:
    own = month.submitted(month.cast.unit_head)
    assert _review(client, month, own).status_code == 403
    grant(month.cast.officer, Role.UNIT_HEAD, month.cast.unit)
    address = reverse("review_save", args=[own.pk])
    assert "cấp trên trực tiếp" in _as(client, month.cast.officer).post(address, {"version": "1"}).text
    assert _as(client, month.cast.head).post(address, {"version": "1"}).status_code == 302


def test_a_head_s_own_form_stays_submitted_until_somebody_above_reads_it(
    client: Client, month: Month
) -> None:
    form = month.submitted(month.cast.head)
    page = _page(client, month.cast.head, loai="cho")
    assert "Nguyễn Thị Hòa" in page
    assert 'name="pick"' not in page
    grant(month.cast.admin, Role.AGENCY_HEAD, month.cast.province)
    address = reverse("review_save", args=[form.pk])
    assert _as(client, month.cast.admin).post(address, {"version": "1"}).status_code == 302


@pytest.mark.parametrize("name", ["review_save", "review_return", "review_approve"])
def test_a_closed_month_is_never_judged(client: Client, month: Month, name: str) -> None:
    form = month.submitted(month.cast.officer)
    month.close()
    address = reverse(name, args=[] if name == "review_approve" else [form.pk])
    data = {"version": "1", "note": "Xem lại.", "pick": f"{form.pk}:1"}
    assert _as(client, month.cast.unit_head).post(address, data).status_code == 409
    assert SelfAssessment.objects.get().state == AssessmentState.SUBMITTED

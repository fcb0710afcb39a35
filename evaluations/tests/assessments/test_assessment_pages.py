"""A person's own pages: the month's form, its drafts, its submission, reading it."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agencies.models import User
from evaluations.enums import AssessmentState
from evaluations.models import SelfAssessment
from evaluations.rules.assessments.answers import NEEDS_REASON, UNANSWERED
from evaluations.tests.assessments.conftest import Month


def _as(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def _address(month: Month, name: str = "submit") -> str:
    return reverse(f"assessment_{name}", args=[month.period.pk, month.cast.department.pk])


def _filled(month: Month, user: User, form_id: UUID | None = None, **fields: str) -> dict[str, Any]:
    data = {f"q{position}": text for position, text in month.best(month.owed_by(user)).items()}
    return data | {"form_uuid": str(form_id or uuid4()), "version": "0"} | fields


def test_the_open_month_is_one_step_away(client: Client, month: Month) -> None:
    answer = _as(client, month.cast.officer).get(reverse("assessment_current"))
    assert answer.status_code == 200
    assert f'data-vhcv-save="{_address(month, "save")}"' in answer.text


def test_nothing_is_answered_by_default(client: Client, month: Month) -> None:
    page = _as(client, month.cast.officer).get(_address(month, "edit")).text
    assert page.count('type="radio"') > 200
    assert " checked" not in page
    assert len(page.encode()) < 60_000


def test_only_criteria_of_the_post_are_asked(client: Client, month: Month) -> None:
    counter = _as(client, month.cast.officer).get(_address(month, "edit")).text
    plain = _as(client, month.cast.colleague).get(_address(month, "edit")).text
    leader = _as(client, month.cast.unit_head).get(_address(month, "edit")).text
    assert ["GT-05" in page for page in (counter, plain, leader)] == [True, False, False]
    assert ["TT-15" in page for page in (counter, plain, leader)] == [False, False, True]


def test_a_form_is_submitted_and_read(client: Client, month: Month) -> None:
    answer = _as(client, month.cast.officer).post(_address(month), _filled(month, month.cast.officer))
    form = SelfAssessment.objects.get()
    assert answer.url == reverse("assessment_detail", args=[form.pk])
    assert "Đã nộp" in client.get(answer.url).text
    assert client.get(_address(month, "edit")).url == answer.url


def test_posting_again_leads_to_the_same_form(client: Client, month: Month) -> None:
    data = _filled(month, month.cast.officer)
    first = _as(client, month.cast.officer).post(_address(month), data)
    again = client.post(_address(month), data)
    assert (again.status_code, again.url) == (302, first.url)


def test_posting_the_same_id_with_other_content_is_a_conflict(client: Client, month: Month) -> None:
    data = _filled(month, month.cast.officer)
    _as(client, month.cast.officer).post(_address(month), data)
    answer = client.post(_address(month), data | {"q0": "80"})
    assert answer.status_code == 409
    assert "không sửa được nữa" in answer.text


def test_what_is_missing_is_said_beside_it_and_nothing_is_lost(client: Client, month: Month) -> None:
    data = _filled(month, month.cast.officer, q1="na", n3="ghi nhớ của tôi")
    del data["q0"]
    answer = _as(client, month.cast.officer).post(_address(month), data)
    assert answer.status_code == 422
    for words in (UNANSWERED, NEEDS_REASON, "ghi nhớ của tôi", data["form_uuid"]):
        assert words in answer.text
    assert answer.text.count(" checked") == len(data) - 3
    assert not SelfAssessment.objects.exists()


def test_not_applicable_is_kept_with_its_reason(client: Client, month: Month) -> None:
    data = _filled(month, month.cast.officer, q33="na", n33="Không thuộc diện kê khai.")
    _as(client, month.cast.officer).post(_address(month), data)
    form = SelfAssessment.objects.get()
    assert (form.scores[33], form.notes) == (None, {"33": {"na": "Không thuộc diện kê khai."}})
    assert "Không thuộc diện kê khai." in client.get(reverse("assessment_detail", args=[form.pk])).text


def test_a_draft_is_kept_by_button_and_shown_again(client: Client, month: Month) -> None:
    data = {"form_uuid": str(uuid4()), "version": "0", "q0": "80", "n0": "đang viết", "q5": "na"}
    answer = _as(client, month.cast.officer).post(_address(month, "save"), data)
    assert answer.url == _address(month, "edit")
    page = client.get(answer.url).text
    assert page.count(" checked") == 2
    assert "đang viết" in page
    assert data["form_uuid"] in page


def test_a_draft_kept_by_script_is_told_its_version(client: Client, month: Month) -> None:
    data = {"form_uuid": str(uuid4()), "version": "0", "q0": "80"}
    answer = _as(client, month.cast.officer).post(
        _address(month, "save"), data, headers={"accept": "application/json"}
    )
    assert answer.json() == {"version": 1}
    stale = client.post(_address(month, "save"), data | {"q0": "20"}, headers={"accept": "application/json"})
    assert stale.status_code == 409


@pytest.mark.parametrize("name", ["submit", "save"])
def test_the_rest_of_the_row_of_access(client: Client, month: Month, name: str) -> None:
    data = _filled(month, month.cast.officer)
    address = _address(month, name)
    assert client.post(address, data).status_code == 302
    assert client.post(address, data).url.startswith(reverse("account_login"))
    assert _as(client, month.cast.officer).get(address).status_code == 405
    assert _as(client, month.cast.stranger).post(address, data).status_code == 404
    assert _as(client, month.cast.operator).post(address, data).status_code == 404
    month.close()
    assert _as(client, month.cast.officer).post(address, data).status_code == 409
    assert not SelfAssessment.objects.exists()


@pytest.mark.parametrize("broken", [{"version": "x"}, {"version": "99999"}, {"form_uuid": "x"}])
def test_a_form_that_is_not_ours_is_refused(client: Client, month: Month, broken: dict[str, str]) -> None:
    data = _filled(month, month.cast.officer) | broken
    assert _as(client, month.cast.officer).post(_address(month), data).status_code == 400


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200),
        ("unit_head", 200),
        ("head", 200),
        ("colleague", 404),
        ("other_unit_head", 404),
        ("other_head", 404),
        ("stranger", 404),
        ("inspector", 404),
        ("leader", 404),
        ("operator", 404),
    ],
)
def test_a_sent_form_is_read_by_the_person_and_the_heads_above(
    client: Client, month: Month, who: str, status: int
) -> None:
    address = reverse("assessment_detail", args=[month.submitted(month.cast.officer).pk])
    assert _as(client, getattr(month.cast, who)).get(address).status_code == status


def test_a_draft_is_read_by_nobody_else(client: Client, month: Month) -> None:
    form = month.submitted(month.cast.officer)
    SelfAssessment.objects.filter(pk=form.pk).update(state=AssessmentState.DRAFT)
    address = reverse("assessment_detail", args=[form.pk])
    assert _as(client, month.cast.officer).get(address).status_code == 200
    assert _as(client, month.cast.unit_head).get(address).status_code == 404


def test_the_list_of_months_costs_a_fixed_number_of_queries(
    client: Client, month: Month, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    month.submitted(month.cast.officer)
    _as(client, month.cast.officer).get(reverse("assessment_list"))
    with django_assert_num_queries(8):
        page = client.get(reverse("assessment_list")).text
    assert "Tháng 11/2026" in page


def test_submitting_costs_nine_statements(
    client: Client, month: Month, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session, user, two for what is owed and stored, the months before, the draw, and three writes."""
    data = _filled(month, month.cast.officer)
    _as(client, month.cast.officer)
    with django_assert_num_queries(9 + 2):
        answer = client.post(_address(month), data)
    assert answer.status_code == 302


def test_what_waits_is_said_on_the_first_page_of_a_head(client: Client, month: Month) -> None:
    waiting = reverse("assessment_waiting")
    page = _as(client, month.cast.head).get(reverse("home"), follow=True).text
    assert f'hx-get="{waiting}"' in page
    part = client.get(waiting).text
    assert "chưa bắt đầu" in part
    assert _address(month, "edit") in part
    month.submitted(month.cast.head)
    assert client.get(waiting).text.strip() == ""


def test_home_is_the_form_for_those_who_only_have_a_form(client: Client, month: Month) -> None:
    answer = _as(client, month.cast.officer).get(reverse("home"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("assessment_current")
    assert f'data-vhcv-save="{_address(month, "save")}"' in answer.text


@pytest.mark.parametrize("who", ["officer", "head", "unit_head"])
def test_the_page_weighs_less_than_sixty_kilobytes(client: Client, month: Month, who: str) -> None:
    page = _as(client, getattr(month.cast, who)).get(_address(month, "edit"))
    assert len(page.content) < 60_000

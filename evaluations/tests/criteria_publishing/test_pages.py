"""The pages of publishing: one asks, another sees all the facts and publishes; files both ways."""

from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agencies.models import User
from agencies.tests.cast import Cast
from evaluations.criteria_data import shipped_set
from evaluations.gather.criteria.files import workbook
from evaluations.models import CriteriaSet, Criterion
from evaluations.tests.criteria_publishing.conftest import AT


@pytest.fixture(autouse=True)
def the_present():
    with time_machine.travel(AT, tick=False):
        yield


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(name: str, draft: CriteriaSet) -> str:
    return reverse(name, args=[draft.pk])


def test_one_asks_with_a_reason_and_another_publishes(draft: CriteriaSet, cast: Cast, second: User) -> None:
    CriteriaSet.objects.filter(pk=draft.pk).update(declared_total=Decimal(99))
    Criterion.objects.filter(criteria_set=draft, code="TT-02").update(statement="Nhận việc khó")
    asker, decider = signed_in(cast.admin), signed_in(second)
    shown = asker.get(page("criteria_set_publish", draft)).content.decode()
    assert "Tổng ghi 99 điểm nhưng cộng lại là 100." in shown
    assert "Tổng điểm của biểu: 100 → 99." in shown
    assert "Chưa có tháng nào có kết quả để chấm thử." in shown
    assert "A từ 1 cuộc kiểm tra, 80% phiếu, 30 đánh giá" in shown
    assert "(phiên bản 1) → <strong>" in shown
    form = {"edition": 0, "form_uuid": uuid4()}
    assert asker.post(page("criteria_set_ask", draft), form).status_code == 422
    form |= {"accepted": ["total_sum:tổng"], "reason": "Biểu gốc ghi vậy."}
    assert asker.post(page("criteria_set_ask", draft), form).status_code == 302
    refused = asker.post(page("criteria_set_issue", draft), form)
    assert refused.status_code == 403
    assert "Biểu gốc ghi vậy." in decider.get(page("criteria_set_publish", draft)).content.decode()
    done = decider.post(page("criteria_set_issue", draft), form, follow=True)
    assert "Áp dụng từ kỳ mở tiếp theo: Tháng 11/2026." in done.content.decode()
    draft.refresh_from_db()
    assert (draft.state, draft.published_by) == ("published", second)
    changes = signed_in(cast.officer).get(page("criteria_set_changes", draft)).content.decode()
    assert "“Nhận việc khó”" in changes


def test_what_was_edited_meanwhile_is_a_conflict_with_the_page(
    draft: CriteriaSet, cast: Cast, second: User
) -> None:
    signed_in(cast.admin).post(page("criteria_set_ask", draft), {"edition": 0})
    answer = signed_in(second).post(page("criteria_set_issue", draft), {"edition": 7})
    assert answer.status_code == 409
    assert "đã được sửa sau khi bạn mở trang" in answer.content.decode()


def test_a_file_is_read_looked_at_and_becomes_a_draft(in_force: CriteriaSet, cast: Cast) -> None:
    client, url = signed_in(cast.admin), reverse("criteria_import")
    sheet = SimpleUploadedFile("bo.xlsx", workbook(shipped_set("qd1847_2018")))
    read = client.post(url, {"sheet": sheet})
    assert "Tệp không có lỗi" in read.content.decode()
    form = {"lines": read.context["signed"], "form_uuid": uuid4()}
    kept = client.post(url, form)
    draft = CriteriaSet.objects.get(state="draft")
    assert (kept.status_code, kept["Location"], draft.version) == (302, page("criteria_draft", draft), 2)
    assert client.post(url, form)["Location"] == kept["Location"]
    assert client.post(url, {**form, "lines": "x" + form["lines"]}).status_code == 409


def test_a_file_that_is_none_says_what_to_do(cast: Cast) -> None:
    answer = signed_in(cast.admin).post(
        reverse("criteria_import"), {"sheet": SimpleUploadedFile("bo.xlsx", b"khong")}
    )
    assert answer.status_code == 422
    assert "không phải là Excel" in answer.content.decode()


@pytest.mark.parametrize(("ending", "kind"), [("xlsx", "spreadsheetml"), ("zip", "application/zip")])
def test_anybody_may_save_a_published_set(in_force: CriteriaSet, cast: Cast, ending: str, kind: str) -> None:
    answer = signed_in(cast.officer).get(reverse("criteria_set_file", args=[in_force.pk, ending]))
    assert (answer.status_code, kind in answer["Content-Type"]) == (200, True)
    assert f"bo-tieu-chi-qd1847-1.{ending}" in answer["Content-Disposition"]

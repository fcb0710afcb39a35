"""Where a browser runs no script, people still do their part: the citizen, and the member of staff."""

import pytest

from evaluations.models import SelfAssessment
from feedback.models import Rating
from tests.journeys import steps
from tests.journeys.conftest import November
from tests.journeys.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_citizen_rates_a_counter(november: November, visitors: Visitors) -> None:
    phone = visitors.open("Người dân", f"/danh-gia/{november.counter.code}/", phone=True, script=False)
    steps.rate(phone, "4 Hài lòng", ["Xin cảm ơn"])
    assert Rating.objects.values_list("stars", "courtesies").get() == (4, 0b100)


def test_a_member_of_staff_keeps_a_draft_and_submits(november: November, visitors: Visitors) -> None:
    phone = visitors.sign_in(november.cast.officer, phone=True, script=False)
    phone.locator("fieldset.ask").first.locator("label").first.click()
    phone.get_by_role("button", name="Lưu nháp").click()
    phone.get_by_text("Đã lưu nháp").wait_for()
    draft = SelfAssessment.objects.get()
    assert (draft.state, sum(score is not None for score in draft.scores)) == ("draft", 1)
    steps.fill_in_and_submit(phone)
    form = SelfAssessment.objects.get()
    assert (form.pk, form.state) == (draft.pk, "sent")


def test_an_answer_left_out_is_asked_for_and_nothing_is_lost(november: November, visitors: Visitors) -> None:
    phone = visitors.sign_in(november.cast.officer, phone=True, script=False)
    phone.locator("fieldset.ask").nth(1).locator("label").first.click()
    phone.get_by_role("button", name="Nộp phiếu").click()
    phone.get_by_text("Chưa nộp: còn").wait_for()
    assert phone.locator("fieldset.ask").nth(1).locator("input:checked").count() == 1
    assert phone.locator("fieldset.ask").first.locator("input:checked").count() == 0
    assert not SelfAssessment.objects.filter(state="sent").exists()

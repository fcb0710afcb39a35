"""The cases behind a figure: six signs, day and criterion for every reader, the words for none."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import caches

from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.actions.registers import settle_registers
from evaluations.actions.results import refresh_results
from evaluations.criteria_data import shipped_set
from evaluations.gather.sets import load_set
from evaluations.models import Period
from feedback.tests.cases.conftest import NOW, TODAY, Desk, desk, the_present
from reporting.gather.definitions import described
from reporting.gather.evidence.cases import verified_cases
from reporting.tests.conftest import signed_in

__all__ = ["desk", "the_present"]


@pytest.fixture
def month(cast) -> Iterator[Period]:
    """November 2026 with the shipped set of Decision 1847."""
    for kept in (load_set, described):
        kept.cache_clear()
    caches["pages"].clear()
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=NOW)
    yield open_period(kind="month", day=TODAY, actor=None, at=NOW)
    for kept in (load_set, described):
        kept.cache_clear()
    caches["pages"].clear()


def _page(desk: Desk, month: Period, user, source: str = "GT-04/citizen") -> str:
    agency = desk.cast.department.pk
    path = f"/bang-diem/co-quan/{agency}/tieu-chi/{source}/?ky={month.starts_on:%Y-%m-%d}"
    response = signed_in(user).get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_each_counted_case_is_listed_without_its_words(desk: Desk, month: Period) -> None:
    counted = desk.judge(desk.case(released_text="Quát nạt người gửi"), criterion="GT-04")
    unfounded = desk.judge(desk.case(), "unfounded")
    other = desk.judge(desk.case(), criterion="TP-04")
    refresh_results(period=month, agencies=None, at=NOW)
    for user, opens in ((desk.cast.leader, False), (desk.cast.head, True), (desk.cast.admin, True)):
        page = _page(desk, month, user)
        assert counted.short in page
        assert "20/11/2026" in page
        assert unfounded.short not in page
        assert other.short not in page
        assert "Quát nạt" not in page
        assert (f"/phan-anh/so/{counted.pk}/" in page) is opens
        assert "khớp với" in page
        assert "k là số vụ xác minh đúng" in page


def test_a_report_and_its_part_stand_once_as_they_counted(desk: Desk, month: Period) -> None:
    whole = desk.judge(desk.case(), criterion="GT-04")
    desk.judge(desk.case(split_from=whole), criterion="GT-04")
    agency = desk.cast.department.pk
    listed = verified_cases(desk.cast.admin, TODAY, period=month, agency=agency, code="GT-04")
    assert len(listed) == 1


def test_answers_in_time_open_to_who_may_read_the_cases(desk: Desk, month: Period) -> None:
    late, answered = desk.case(due_on=TODAY - timedelta(days=2)), desk.case(due_on=TODAY)
    waiting = desk.case(due_on=TODAY + timedelta(days=30))
    desk.answer(answered)
    settle_registers(period=month, agencies=None, at=NOW)
    refresh_results(period=month, agencies=None, at=NOW)
    page = _page(desk, month, desk.cast.head, "CQ-14/register")
    assert "Trả lời đúng hạn 1/2 phản ánh" in page
    assert f"/phan-anh/so/{late.pk}/" in page
    assert f"/phan-anh/so/{answered.pk}/" in page
    assert waiting.short not in page
    told = _page(desk, month, desk.cast.leader, "CQ-14/register")
    assert "Trả lời đúng hạn 1/2 phản ánh" in told
    assert late.short not in told

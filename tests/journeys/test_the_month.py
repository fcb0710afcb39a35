"""The month from end to end: visited, assessed, rated, reviewed, rolled up, and opened down to a photograph.

One story, told once: browsers and a worker are dear. What each page refuses is tested beside its app.
"""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from core.models import OutboxMessage
from evaluations.tasks import refresh_open_periods
from feedback.models import Rating
from feedback.tests.factories import make_ratings
from reporting.gather.definitions import described
from tests.journeys import steps
from tests.journeys.conftest import November
from tests.journeys.following import (
    first_roll_up,
    from_the_province,
    into_the_agency,
    into_the_criterion,
    into_the_group,
    into_the_observations,
    new_score,
    result_of,
)
from tests.journeys.visitors import Visitors, look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GROUP, CRITERION = "Trang phục", "TP-04"
LAST_WEEK = date(2026, 11, 13)
RATINGS = ("5 Rất hài lòng", "5 Rất hài lòng", "4 Hài lòng", "4 Hài lòng", "2 Không hài lòng")


def test_a_fact_seen_on_site_can_be_followed_from_the_provinces_figure(
    november: November, worker: None, visitors: Visitors, photo: Path, tmp_path: Path
) -> None:
    cast = november.cast
    refresh_open_periods()
    head = visitors.sign_in(cast.head)
    first_roll_up(head)

    inspect(visitors.sign_in(cast.inspector, phone=True), head, photo)
    seen = new_score(head, None)
    assess(visitors, november)
    assessed = new_score(head, seen)
    review(head, cast.officer.display_name)
    reviewed = new_score(head, assessed)
    hear_citizens(visitors, november)
    heard = new_score(head, reviewed)
    look(head)
    read_what_they_said(head)

    leader = visitors.sign_in(cast.leader)
    from_the_province(leader, november.period, tmp_path)
    leader.get_by_role("link", name="Sở Tư pháp").click()
    for page in (leader, head):
        open_down(page, november, heard, tmp_path)


def inspect(phone: Any, head: Any, photo: Path) -> None:
    """The inspector records a visit and issues its minutes, the head agrees, the inspector concludes."""
    score = head.url
    steps.plan_inspection(phone)
    steps.count_heads(phone, roster=5, present=4)
    steps.observe(phone, CRITERION, good=3, bad=1, photo=photo)
    steps.issue_minutes(phone)
    steps.agree_to_the_minutes(head)
    head.goto(score)
    steps.report(phone)
    steps.conclude(phone)


def assess(visitors: Visitors, november: November) -> None:
    """Two of the staff submit on their phones."""
    for person, picks in ((november.cast.officer, (0, 1)), (november.cast.colleague, (1, 0, 0))):
        phone = visitors.sign_in(person, phone=True)
        look(phone)
        steps.fill_in_and_submit(phone, picks)
        look(phone)


def review(head: Any, name: str) -> None:
    """The head lowers one answer of one form, with the reason, and approves it; then returns to the score."""
    score = head.url
    head.get_by_role("link", name="Nhận xét phiếu").first.click()
    steps.arrive(head, "Nhận xét phiếu tự đánh giá")
    look(head)
    steps.lower_one(head, name)
    head.goto(score)


def hear_citizens(visitors: Visitors, november: November) -> None:
    """Five citizens rate the counter, each on a phone of their own; no score moves on the day itself.

    A week later others have come as well, and the night tells what these five said: they are a batch of past
    days, and the next one is held back. So nobody who watches the score can tell when one of them came.
    """
    for words in RATINGS:
        phone = visitors.open("Người dân", f"/danh-gia/{november.counter.code}/", phone=True)
        steps.rate(phone, words, ["Xin chào", "Luôn lắng nghe"])
    look(phone)
    assert not OutboxMessage.objects.filter(handled_at=None).exists()
    Rating.objects.update(day=LAST_WEEK)
    make_ratings(november.counter, LAST_WEEK + timedelta(days=4), 5, 5, 5, 5, 5)
    refresh_open_periods()


def read_what_they_said(head: Any) -> None:
    """From the score to the citizens' page of the agency and back: the first five are told, no one later."""
    score = head.url
    head.get_by_role("link", name="Người dân nói gì về cơ quan").click()
    steps.arrive(head, "Sở Tư pháp")
    row = head.get_by_role("row", name=re.compile("Cả cơ quan"))
    expect(row).to_contain_text(f"{len(RATINGS)}4,00")
    look(head)
    head.goto(score)


def open_down(page: Any, november: November, stated: Decimal, folder: Path) -> None:
    """From the agency's dashboard through group, criterion and source to the rows."""
    agency, period = november.cast.department, november.period
    into_the_agency(page, agency, period, folder)
    row, score = result_of(agency, period)
    assert row.total == stated
    into_the_group(page, GROUP, score, "TP", folder)
    page.locator("td", has_text=CRITERION).locator("xpath=..").get_by_role("link").click()
    criterion = next(one for one in score.criteria if one.sources and _is(one, CRITERION, row))
    into_the_criterion(page, CRITERION, criterion, folder)
    page.get_by_role("link", name="Kiểm tra", exact=True).last.click()
    into_the_observations(page, CRITERION, criterion, folder)


def _is(criterion: Any, code: str, row: Any) -> bool:
    """Whether the position is that of the criterion with this code."""
    return described(row.criteria_set_id).criteria[criterion.position].code == code

"""From a draft of a set to the released ranking of a month that was closed and corrected under it.

One story, told once: browsers are dear. What each page refuses is tested beside its app.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from agencies.tests.cast import Cast
from evaluations.models import AgencyResult, Period, PeriodSnapshot, SnapshotLine
from evaluations.tasks import open_periods, refresh_open_periods
from tests.journeys import closing_after as after
from tests.journeys import closing_steps as steps
from tests.journeys.closing_month import Year, live_through, on, scored_october, work
from tests.journeys.visitors import Visitors, look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
POINTS = {"TT-01": "2", "TT-02": "1"}
MONTH = date(2026, 12, 1)


def test_a_month_is_scored_closed_corrected_and_released(
    cast: Cast, visitors: Visitors, settings: Any
) -> None:
    settings.PUBLIC_RESULTS = True
    year = scored_october(cast)
    publish_next_version(visitors, year)
    month = lived_december(year)
    with on(date(2027, 1, 4)):
        refresh_open_periods()
        work()
        go_up_the_ladder(visitors, year, month)
    with on(date(2027, 1, 8)):
        close_by_two(visitors, year, month)
        receipt, total = read_the_receipt(visitors, month, cast)
    with on(date(2027, 1, 11)):
        corrected = correct(visitors, year, month, total)
        receipt.reload()
        steps.arrive(receipt, "Biên nhận đã được thay")
        explain(visitors, cast, corrected)
        try_other_rules(visitors, cast)
        ask_for_the_release(visitors, cast, month)
    with on(date(2027, 1, 12)):
        release(visitors, year, month, corrected)
    call_command("verify_chain")


def publish_next_version(visitors: Visitors, year: Year) -> None:
    """A point goes from one criterion to another: asked by one, published by the other."""
    admin = visitors.enter(year.cast.admin, reverse("criteria_set_list"))
    steps.draft_next_version(admin, POINTS)
    path = steps.ask_for_publishing(admin)
    steps.publish(visitors.enter(year.second, path))


def lived_december(year: Year) -> Period:
    """The next month opens by itself under the new version, and is lived through."""
    with on(MONTH):
        open_periods()
    month = Period.objects.get(kind="month", starts_on=MONTH)
    assert {pinned.criteria_set.version for pinned in month.sets.select_related("criteria_set")} == {2}
    middle = MONTH.replace(day=15)
    with on(middle):
        live_through(year, month, middle)
    return month


def go_up_the_ladder(visitors: Visitors, year: Year, month: Period) -> None:
    """Shown, signed by unit and agency, objected to, answered."""
    signing = reverse("sign_list", args=[month.pk])
    admin = visitors.enter(year.cast.admin, reverse("period_detail", args=[month.pk]))
    steps.show_the_figures(admin, month.label)
    steps.sign_for_the_unit(visitors.enter(year.cast.unit_head, signing, phone=True))
    steps.sign_and_object(visitors.enter(year.cast.head, signing, phone=True), "Đoàn ghi thiếu ba lượt.")
    steps.answer(admin)


def close_by_two(visitors: Visitors, year: Year, month: Period) -> None:
    """The days for objections are over: signed, asked for by one, closed by the other."""
    here = reverse("period_detail", args=[month.pk])
    steps.sign_all(visitors.enter(year.cast.admin, here))
    steps.ask_for_the_close(visitors.enter(year.cast.admin, here))
    steps.close(visitors.enter(year.second, reverse("period_close", args=[month.pk])))
    snapshot = PeriodSnapshot.objects.get(period=month)
    assert (snapshot.revision, snapshot.asked_by, snapshot.made_by) == (1, year.cast.admin, year.second)


def read_the_receipt(visitors: Visitors, month: Period, cast: Cast) -> tuple[Any, Decimal]:
    """The head's receipt says the stored total; whoever has the address of its QR code finds it genuine."""
    stored = SnapshotLine.objects.results().get(snapshot__period=month, agency=cast.department)
    head = visitors.enter(cast.head, reverse("receipt_detail", args=[month.pk, cast.department.pk]))
    total = after.read_the_receipt(head)
    assert total == result_of(cast)
    citizen = visitors.open("Người dân", reverse("receipt_verify", args=[stored.code]), phone=True)
    steps.arrive(citizen, "Biên nhận có thật")
    look(citizen)
    return citizen, total


def correct(visitors: Visitors, year: Year, month: Period, total: Decimal) -> Decimal:
    """The head asks, another decides: revision 2 has the figures that were foreseen; the new total."""
    name, agency = "Sở Tư pháp", year.cast.department
    head = visitors.enter(year.cast.head, reverse("correction_pick", args=[month.pk, agency.pk]))
    path = after.ask_for_a_correction(head, "TT-01", 10)
    foreseen = after.moved(head, name)
    assert (foreseen[0], result_of(year.cast)) == (total, total)
    admin = visitors.enter(year.cast.admin, path)
    after.grant(admin)
    assert after.moved(admin, name) == foreseen
    newest = PeriodSnapshot.objects.newest().get(period=month)
    assert (newest.revision, newest.replaces and newest.replaces.revision) == (2, 1)
    assert result_of(year.cast) == foreseen[1] > total
    return foreseen[1]


def explain(visitors: Visitors, cast: Cast, corrected: Decimal) -> None:
    """The head reads why, down from the corrected total."""
    path = reverse("agency_explanation", args=[cast.department.pk])
    head = visitors.enter(cast.head, f"{path}?ky={MONTH}")
    assert after.explained(head) == corrected
    assert "bản 2" in head.locator("main").inner_text()


def try_other_rules(visitors: Visitors, cast: Cast) -> None:
    """A scenario moves agencies, and no figure of the province."""
    before = everything_scored()
    admin = visitors.enter(cast.admin, reverse("scenario_list"))
    assert any(after.try_without_the_self_assessment(admin, "Không tính tự đánh giá"))
    assert everything_scored() == before


def ask_for_the_release(visitors: Visitors, cast: Cast, month: Period) -> None:
    """One person shows the ranking to its agencies for today."""
    admin = visitors.enter(cast.admin, reverse("release_detail", args=[month.pk]))
    after.ask_for_the_release(admin, "2027-01-11")


def release(visitors: Visitors, year: Year, month: Period, corrected: Decimal) -> None:
    """The other releases it; everybody reads the corrected figure."""
    after.release(visitors.enter(year.second, reverse("release_detail", args=[month.pk])))
    citizen = visitors.open("Người dân", reverse("public_results"), phone=True)
    total, facts = after.published(citizen, "Sở Tư pháp")
    assert total == corrected
    assert "1/2" in facts


def result_of(cast: Cast) -> Decimal | None:
    """The department's stored total of the month."""
    return AgencyResult.objects.get(
        period__starts_on=MONTH, agency=cast.department, period__kind="month"
    ).total


def everything_scored() -> list[Any]:
    """Every stored result, and every link of the chain."""
    results = AgencyResult.objects.order_by("pk").values_list("pk", "total", "rank", "revision", "breakdown")
    return [*results, *PeriodSnapshot.objects.order_by("sequence").values_list("sequence", "digest")]

"""From the province's figure down to the photograph: page, Excel file and database agree at each level."""

import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from evaluations.models import AgencyResult, Observation, PeriodSummary
from evaluations.rules.results import AgencyScore, CriterionScore, unpack
from tests.journeys.tables import number, same_in_excel, shown
from tests.journeys.visitors import look

SECONDS = 180
"""Longest wait between an act and its figure on the dashboard. It takes two or three seconds by itself; what
a broker loses the reconciler mends within three minutes, and the test runs beside others on two cores."""


def reload_until(page: Any, ready: Callable[[], bool]) -> None:
    """Open the dashboard again until it is ready; within seconds it must be."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        page.reload()
        if ready():
            return
    raise AssertionError(f"{page.url}: not there after {SECONDS} seconds")


def first_roll_up(page: Any) -> None:
    """The dashboard after a roll-up that found nothing: no data, which is no zero."""
    reload_until(page, lambda: page.locator(".figure-card").count() == 1)
    assert page.locator(".figure-none").inner_text() == "Chưa có dữ liệu"


def score_on(page: Any) -> Decimal | None:
    """The score that the dashboard shows, None while it says that there is none."""
    figure = page.locator(".figure-value")
    return number(figure.inner_text()) if figure.count() else None


def new_score(page: Any, before: Decimal | None) -> Decimal:
    """The score once the worker has computed another than ``before`` and nothing waits any more.

    A rating takes two messages, so for a moment between them the page knows of nothing that waits.
    """

    def ready() -> bool:
        return score_on(page) != before and not page.get_by_text("chờ tính lại").count()

    reload_until(page, ready)
    score = score_on(page)
    assert score is not None
    return score


def result_of(agency: Any, period: Any) -> tuple[AgencyResult, AgencyScore]:
    """The stored result and the breakdown inside it."""
    row = AgencyResult.objects.get(agency=agency, period=period)
    return row, unpack(row.breakdown)


def from_the_province(page: Any, period: Any, folder: Path) -> None:
    """The province's figure is the sum of its agencies' parts; those without data take no part, not 0."""
    stated = number(page.locator(".figure-value").inner_text())
    summary = PeriodSummary.objects.get(period=period)
    assert stated == summary.weighted_mean
    look(page)
    page.get_by_role("link", name="mở các phần của điểm").click()
    caption, label = "Các phần của điểm toàn tỉnh", "Phần đóng góp vào điểm tỉnh"
    parts = shown(page, caption)
    assert parts.adds_up(label) == stated
    totals = AgencyResult.objects.filter(period=period).order_by("-total").values_list("total", flat=True)
    assert set(parts.column("Điểm của cơ quan")) == set(totals)
    assert None in totals
    same_in_excel(page, caption, label, folder)
    look(page)


def into_the_agency(page: Any, agency: Any, period: Any, folder: Path) -> None:
    """The agency's figure is the sum of its groups, and each group's page states the figure shown here."""
    row, score = result_of(agency, period)
    assert number(page.locator(".figure-value").inner_text()) == row.total
    groups = shown(page, "Điểm theo nhóm tiêu chí")
    assert groups.adds_up("Điểm") == row.total == score.total
    assert groups.column("Điểm") == [group.points for group in score.groups]
    same_in_excel(page, "Điểm theo nhóm tiêu chí", "Điểm", folder)
    every_criterion(shown(page, "Tất cả tiêu chí").column("Điểm"), score)
    look(page)
    address = page.url
    for cells, group in zip(groups.rows, score.groups, strict=True):
        page.goto(cells[0]["url"])
        members = shown(page, cells[0]["text"])
        assert members.total("Điểm") == group.points
        assert group.points is None or members.adds_up("Điểm") == group.points
    page.goto(address)


def every_criterion(points: list[Decimal | None], score: AgencyScore) -> None:
    """Each criterion shows its stored points; one without data shows none, and zero is a real zero."""
    assert points == [one.points for one in score.criteria]
    assert None in points
    assert any(value for value in points)


def into_the_group(page: Any, name: str, score: AgencyScore, code: str, folder: Path) -> None:
    """The group's figure is the sum of its criteria."""
    page.get_by_role("table", name="Điểm theo nhóm tiêu chí").get_by_role("link", name=name).click()
    stated = next(group.points for group in score.groups if group.code == code)
    assert shown(page, name).adds_up("Điểm") == stated
    same_in_excel(page, name, "Điểm", folder)
    look(page)


def into_the_criterion(page: Any, code: str, score: CriterionScore, folder: Path) -> None:
    """The criterion's figure is the sum of what its sources brought."""
    caption = f"Các nguồn của tiêu chí {code}"
    assert number(page.locator(".figure-value").inner_text()) == score.points
    assert shown(page, caption).adds_up("Điểm") == score.points
    same_in_excel(page, caption, "Điểm", folder)
    look(page)


def into_the_observations(page: Any, code: str, score: CriterionScore, folder: Path) -> None:
    """Σn and Σk of the very rows are those that the source counted; the photograph opens."""
    caption = "Các ghi nhận tại chỗ đã tính"
    source = next(one for one in score.sources if one.source == "inspection")
    rows = Observation.objects.filter(criterion__code=code).order_by("pk")
    table = shown(page, caption)
    assert (table.adds_up("n"), table.adds_up("k")) == (source.n, source.k)
    assert (sum(row.n for row in rows), sum(row.k for row in rows)) == (source.n, source.k)
    same_in_excel(page, caption, "k", folder)
    look(page)
    page.locator(".evidence-photo img").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.evidence-photo img').naturalWidth > 0")
    answer = page.request.get(page.locator(".evidence-photo").evaluate("link => link.href"))
    assert (answer.status, answer.headers["content-type"]) == (200, "image/jpeg")

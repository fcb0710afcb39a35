"""The months of a page are read by a statement of our own; what it gives is what the ORM would give."""

from django.test import Client

from core.dates import format_moment
from evaluations.models import PeriodSummary
from reporting.gather.months import calendar_for
from reporting.tests.conftest import Scene


def test_a_month_carries_the_stored_figures_and_their_moment(scene: Scene) -> None:
    month = calendar_for(scene.cast.leader, "").chosen
    kept = PeriodSummary.objects.get(period=scene.period)
    assert (month.weighted, month.simple) == (kept.weighted_mean, kept.simple_mean)
    assert (month.revision, month.records, month.computed_at) == (
        kept.revision,
        kept.records,
        kept.computed_at,
    )


def test_the_page_tells_vietnamese_time(scene: Scene, leader: Client) -> None:
    at = PeriodSummary.objects.get(period=scene.period).computed_at
    assert f"Tính lúc {format_moment(at)}" in leader.get("/bang-diem/").text

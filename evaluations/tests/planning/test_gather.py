"""Coverage and suggestions: merged agencies once, every point with its reason, queries constant."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import AgencySuccession, Reorganisation
from agencies.tests.factories import make_agency
from evaluations.gather.planning.coverage import coverage
from evaluations.gather.planning.suggestions import suggestions
from evaluations.models import (
    AgencyResult,
    Criterion,
    Observation,
    PeriodSet,
    PeriodSummary,
    Recommendation,
)
from evaluations.tests.inspections.conftest import AT, DAY
from evaluations.tests.planning.conftest import begin, communes
from feedback.models import ComplaintYear


@pytest.fixture
def old(cast):
    """A commune that ended, merged into the cast's."""
    ended = make_agency("Xã Cũ", "commune", cast.province, ends_on=date(2026, 7, 1))
    act = Reorganisation.objects.create(
        decision_number="1/NQ", title="Sáp nhập", decided_on=date(2026, 6, 1), in_force_on=date(2026, 7, 1)
    )
    AgencySuccession.objects.create(
        reorganisation=act, kind="merge", predecessor=ended, successor=cast.commune
    )
    return ended


def visit(cast, month, agency, day=DAY, **fields):
    line = type("Line", (), {"agency": agency, "mode": "planned"})
    return begin(line, cast, month, plan_line=None, visited_on=day, **({"state": "concluded"} | fields))


def of(rows, agency):
    return next(row for row in rows if row.version.agency_id == agency.pk)


class TestCoverage:
    """Feature 29."""

    def test_never_seen_first_then_the_longest_ago(self, cast, month):
        visit(cast, month, cast.department, date(2026, 3, 1))
        visit(cast, month, cast.home_affairs, date(2026, 10, 1))
        rows = coverage(DAY)
        assert [row.version.agency_id for row in rows] == [
            cast.commune.pk,
            cast.department.pk,
            cast.home_affairs.pk,
        ]
        assert [row.days_since(DAY) for row in rows] == [None, 256, 42]

    def test_a_merged_agency_counts_once_with_what_was_seen_before(self, cast, month, old):
        visit(cast, month, old, date(2026, 5, 4))
        rows = coverage(DAY)
        assert len(rows) == 3
        row = of(rows, cast.commune)
        assert (row.last, row.through) == (date(2026, 5, 4), old.pk)
        visit(cast, month, cast.commune, date(2026, 8, 4))
        row = of(coverage(DAY), cast.commune)
        assert (row.last, row.through) == (date(2026, 8, 4), None)

    @pytest.mark.parametrize(
        ("fields", "counts"),
        [
            ({"state": "draft", "started_at": None}, False),
            ({"state": "on_site"}, False),
            ({"state": "on_site", "finished_at": AT}, True),
            ({"state": "minuted"}, True),
            ({"state": "reported"}, True),
            ({"state": "concluded"}, True),
            ({"state": "lapsed"}, True),
            ({"state": "cancelled"}, False),
        ],
    )
    def test_a_visit_counts_once_the_work_on_site_is_over(self, cast, month, fields, counts):
        visit(cast, month, cast.commune, **fields)
        assert (of(coverage(DAY), cast.commune).last is not None) is counts


class TestSuggestions:
    """Feature 26."""

    def reasons(self, agency):
        return {reason.text: reason.points for reason in of(suggestions(DAY), agency).risk.reasons}

    def test_what_is_not_known_adds_nothing(self, cast, month):
        assert self.reasons(cast.commune) == {"Chưa được kiểm tra lần nào": 30}
        visit(cast, month, cast.commune)
        assert self.reasons(cast.commune) == {}

    def test_time_since_the_last_visit(self, cast, month):
        visit(cast, month, cast.commune, date(2026, 1, 13))
        assert self.reasons(cast.commune) == {"9 tháng chưa được kiểm tra": 3}
        visit(cast, month, cast.commune, date(2026, 1, 12))
        assert of(suggestions(DAY), cast.commune).last == date(2026, 1, 13)

    def test_gaps_and_ratings_of_the_newest_month_with_results(self, cast, month):
        visit(cast, month, cast.commune)
        result(cast.commune, month, gap_inspection=Decimal("12.5"), rating_mean=Decimal("2.00"), ratings=9)
        assert self.reasons(cast.commune) == {
            "Người dân đánh giá trung bình 2,00/5 (9 lượt)": 16,
            "Tự đánh giá cao hơn kết quả kiểm tra 12,50 điểm": 7,
        }

    def test_complaints_are_added_up_over_predecessors_and_old_years_are_silent(self, cast, month, old):
        visit(cast, month, cast.commune)
        for agency, year, count in ((old, 2025, 4), (cast.commune, 2025, 2), (cast.department, 2020, 99)):
            ComplaintYear.objects.create(agency=agency, year=year, count=count, source="Báo cáo")
        assert self.reasons(cast.commune) == {"6 phản ánh, kiến nghị năm 2025": 12}
        assert self.reasons(cast.department) == {"Chưa được kiểm tra lần nào": 30}

    def test_overdue_recommendations_follow_to_the_heir(self, cast, month, old):
        inspection = visit(cast, month, cast.commune)
        dates = ((old, date(2026, 11, 11)), (cast.commune, date(2026, 11, 12)))
        for place, (owner, due) in enumerate(dates, start=1):
            Recommendation.objects.create(
                id=uuid4(), inspection=inspection, owner=owner, position=place, text="Sửa", due_on=due
            )
        assert self.reasons(cast.commune) == {"1 kiến nghị quá hạn khắc phục": 4}

    def test_the_same_shortcoming_in_two_visits_is_a_repeat_predecessors_included(self, cast, month, old):
        criterion = Criterion.objects.get(code="TP-04")
        for agency, day in ((old, date(2026, 5, 4)), (cast.commune, DAY)):
            Observation.objects.create(
                id=uuid4(),
                inspection=visit(cast, month, agency, day),
                criterion=criterion,
                n=10,
                k=8,
                recorded_by=cast.inspector,
                recorded_at=AT,
            )
        assert self.reasons(cast.commune) == {"Lỗi lặp lại trong 24 tháng: TP-04": 6}

    def test_the_riskiest_come_first(self, cast, month):
        visit(cast, month, cast.department)
        points = [row.risk.points for row in suggestions(DAY)]
        assert points == sorted(points, reverse=True) == [30, 30, 0]


@pytest.mark.parametrize(("read", "most"), [(coverage, 4), (suggestions, 13)])
def test_it_asks_as_much_at_any_size(cast, month, read, most):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            read(DAY)
        return len(queries)

    visit(cast, month, cast.commune)
    result(cast.commune, month, gap_inspection=Decimal(1))
    few = asked()
    for number, agency in enumerate(communes(cast, 30)):
        visit(cast, month, agency)
        result(agency, month, gap_inspection=Decimal(number))
    assert asked() == few <= most


def result(agency, month, **fields):
    """A result of the month, and the summary that says there are results."""
    PeriodSummary.objects.update_or_create(period=month, defaults={"agencies_rated": 1})
    usual = {
        "criteria_set": PeriodSet.objects.filter(period=month).order_by("pk").first().criteria_set,
        "comparison_group": "commune",
        "coverage": 1,
        "is_provisional": False,
        "groups": {},
        "values": [],
        "breakdown": {},
        "records": 0,
        "computed_at": datetime(2026, 11, 12, tzinfo=UTC),
        "revision": 1,
    }
    return AgencyResult.objects.create(agency=agency, period=month, **(usual | fields))

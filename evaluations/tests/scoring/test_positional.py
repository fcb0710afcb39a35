"""Positional scores added up in one statement, on both engines."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.plans import serial_plans
from core.positional import LARGEST_GROUP, PositionTotals, sum_positions
from evaluations.actions.results import refresh_results
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult
from evaluations.tests.scoring.random_month import AT, RandomMonth, random_month

TABLE = AgencyResult._meta.db_table


@pytest.fixture
def month(db: None) -> RandomMonth:
    load_set.cache_clear()
    month = random_month(7)
    refresh_results(period=month.period, agencies=None, at=AT)
    return month


def test_sums_and_counts_leave_out_what_was_not_given(month: RandomMonth) -> None:
    rows = list(AgencyResult.objects.in_period(month.period).values_list("values", flat=True))
    (total,) = sum_positions(TABLE, '"values"', 60, ("period_id",), "period_id = %s", [month.period.pk])
    assert (total.key, total.rows) == ((month.period.pk,), 3)
    columns = [[value for value in column if value is not None] for column in zip(*rows, strict=True)]
    assert (total.sums, total.counts) == ([sum(one) for one in columns], [len(one) for one in columns])


def test_positions_beyond_the_scores_are_empty(month: RandomMonth) -> None:
    totals = sum_positions(TABLE, '"values"', 62, ("agency_id",), "period_id = %s", [month.period.pk])
    assert [total.counts[60:] for total in totals] == [[0, 0]] * 3


def test_groups_are_joined_before_they_are_taken_apart() -> None:
    one, other = PositionTotals((1,), 2, [2_000_150, 0]), PositionTotals((2,), 1, [1_000_100, 1_000_000])
    both = one.joined(other)
    assert (both.key, both.rows, both.sums, both.counts) == ((1,), 3, [250, 0], [3, 1])


def test_a_group_too_large_for_packing_is_refused() -> None:
    most = PositionTotals((1,), LARGEST_GROUP, [0])
    with pytest.raises(OverflowError):
        most.joined(PositionTotals((2,), 1, [0]))


def test_serial_plans_end_with_their_block(db: None) -> None:
    with CaptureQueriesContext(connection) as captured, serial_plans():
        pass
    words = [query["sql"].rsplit(" ", 1)[-1] for query in captured]
    assert words == (["0", "DEFAULT"] if connection.vendor == "postgresql" else [])

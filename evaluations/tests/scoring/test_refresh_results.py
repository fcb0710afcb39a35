"""The roll-up: the set-based path equals the plain one, parts are the whole, missing is not zero."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.errors import PeriodClosed
from evaluations.actions.results import refresh_results
from evaluations.enums import InspectionState, PeriodState, SetState
from evaluations.gather.month import gather_month
from evaluations.gather.sets import load_set
from evaluations.models import (
    AgencyResult,
    CriteriaSet,
    Criterion,
    CriterionGroup,
    Period,
    PeriodSummary,
)
from evaluations.rules.month import scored
from evaluations.rules.results import pack, unpack
from evaluations.rules.score import score_agency
from evaluations.tests.scoring.random_month import AT, RandomMonth, new_uuid, random_month, read_row_by_row
from feedback.rules.release import telling_day


@pytest.fixture(autouse=True, scope="module")
def one_agency_purely_and_several_by_arrays() -> Iterator[None]:
    """So that a whole month and the same month agency by agency take different paths."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scored, "FEW", 1)
        yield


SEEDS = st.integers(min_value=0, max_value=2**32)
OVER = datetime(2026, 12, 1, 3, tzinfo=UTC)
"""The month is over and still open: every citizen counts."""


class RandomMonths(TestCase):
    """Each example is a month of its own, rolled back after."""

    def setUp(self) -> None:
        load_set.cache_clear()

    @settings(max_examples=12, deadline=None)
    @given(SEEDS, st.sampled_from((AT, OVER)))
    def test_the_set_based_path_equals_the_row_by_row_path(self, seed: int, at: datetime) -> None:
        load_set.cache_clear()
        month = random_month(seed)
        refresh_results(period=month.period, agencies=None, at=at)
        today = telling_day(at)
        gathered = {one.agency.agency_id: one for one in gather_month(month.period, today=today)}
        for agency in month.agencies:
            whole = gathered[agency.pk]
            plain = score_agency(
                whole.criteria.rules,
                read_row_by_row(month, agency, today),
                knock_outs=whole.knock_outs,
                not_applicable=whole.not_applicable,
                evidence=whole.evidence,
            )
            stored = AgencyResult.objects.get(agency=agency, period=month.period)
            assert stored.breakdown == json.loads(json.dumps(pack(plain)))

    @settings(max_examples=12, deadline=None)
    @given(SEEDS)
    def test_stored_parts_add_up_to_the_stored_total(self, seed: int) -> None:
        load_set.cache_clear()
        month = random_month(seed)
        refresh_results(period=month.period, agencies=None, at=AT)
        for result in AgencyResult.objects.in_period(month.period):
            _assert_adds_up(result)

    @settings(max_examples=6, deadline=None)
    @given(SEEDS, st.sampled_from((AT, OVER)))
    def test_one_agency_at_a_time_gives_the_figures_of_the_whole(self, seed: int, at: datetime) -> None:
        load_set.cache_clear()
        month = random_month(seed)
        for agency in month.agencies:
            refresh_results(period=month.period, agencies=[agency.pk], at=at)
        piecemeal = _figures(month)
        refresh_results(period=month.period, agencies=None, at=at)
        assert _figures(month) == piecemeal


def _assert_adds_up(result: AgencyResult) -> None:
    score = unpack(result.breakdown)
    scored = [criterion for criterion in score.criteria if criterion.cents is not None]
    if not scored:
        assert result.total is None
        return
    assert result.total == score.total
    assert score.total_cents == sum(c.cents for c in scored) + sum(a.signed_cents for a in score.adjustments)
    assert {group.code: [group.cents, group.possible_cents] for group in score.groups} == result.groups
    for criterion in scored:
        if criterion.sources and criterion.state == "scored":
            assert criterion.cents == sum(source.cents for source in criterion.sources)


def _figures(month: RandomMonth) -> list[tuple[object, ...]]:
    columns = ("agency_id", "total", "rank", "ranked_of", "coverage", "grade", "breakdown")
    return list(AgencyResult.objects.in_period(month.period).order_by("agency_id").values_list(*columns))


@pytest.fixture
def month(db: None) -> RandomMonth:
    load_set.cache_clear()
    return random_month(7)


def test_running_it_twice_changes_nothing_but_the_revision(month: RandomMonth) -> None:
    first = refresh_results(period=month.period, agencies=None, at=AT)
    figures = _figures(month)
    second = refresh_results(period=month.period, agencies=None, at=AT)
    assert (_figures(month), second.revision) == (figures, first.revision + 1)
    assert PeriodSummary.objects.get(period=month.period).revision == second.revision


def test_an_agency_without_data_has_no_total_rank_or_grade(month: RandomMonth) -> None:
    from agencies.tests.factories import make_agency

    silent = make_agency("Sở Y tế")
    refresh_results(period=month.period, agencies=None, at=AT)
    result = AgencyResult.objects.get(agency=silent)
    assert (result.total, result.rank, result.grade, result.records) == (None, None, "not_graded", 0)
    assert set(result.values) == {None}


def test_it_refuses_a_closed_period(month: RandomMonth) -> None:
    Period.objects.filter(pk=month.period.pk).update(state=PeriodState.CLOSED)
    with pytest.raises(PeriodClosed):
        refresh_results(period=month.period, agencies=None, at=AT)


def test_an_agency_no_longer_rated_loses_its_row_with_the_next_whole_roll_up(month: RandomMonth) -> None:
    refresh_results(period=month.period, agencies=None, at=AT)
    gone = month.agencies[0]
    gone.versions.update(ends_on=date(2026, 11, 15))
    refresh_results(period=month.period, agencies=[month.agencies[1].pk], at=AT)
    assert AgencyResult.objects.filter(agency=gone).exists()
    refresh_results(period=month.period, agencies=None, at=AT)
    left = AgencyResult.objects.order_by("agency_id").values_list("agency_id", flat=True)
    assert list(left) == [agency.pk for agency in month.agencies[1:]]


def test_a_visit_recorded_under_an_older_set_counts_by_the_code(month: RandomMonth) -> None:
    visit = month.visit(month.agencies[0], AT.date(), InspectionState.CONCLUDED)
    older = CriteriaSet.objects.create(code="cu", title="Bộ cũ", legal_basis="")
    group = CriterionGroup.objects.create(criteria_set=older, code="A", name="Nhóm", position=0)
    last = month.criteria[-1]
    for code, position in ((last.code, 0), ("khong-con", 1)):
        criterion = Criterion.objects.create(
            criteria_set=older,
            group=group,
            code=code,
            position=position,
            statement="Tiêu chí cũ",
            applies_to=last.applies_to,
            measure=last.measure,
            not_applicable=last.not_applicable,
        )
        month.observe(visit, criterion, new_uuid(month.rng), n=7, k=3)
    CriteriaSet.objects.filter(pk=older.pk).update(state=SetState.RETIRED)
    gathered = {one.agency.agency_id: one for one in gather_month(month.period, today=AT.date())}
    seen = [one for one in gathered[visit.agency_id].inputs if (one.n, one.k) == (7, 3)]
    assert [(one.position, one.source) for one in seen] == [(last.position, "inspection")]


@pytest.mark.parametrize(("agencies", "statements"), [(None, 14), ([0], 15), ([0, 1], 15)])
def test_statements_do_not_grow_with_the_agencies(
    month: RandomMonth, agencies: list[int] | None, statements: int
) -> None:
    refresh_results(period=month.period, agencies=None, at=AT)
    chosen = None if agencies is None else [month.agencies[index].pk for index in agencies]
    with CaptureQueriesContext(connection) as captured:
        refresh_results(period=month.period, agencies=chosen, at=AT)
    asked = [
        query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "SET"))
    ]
    assert len(asked) == statements

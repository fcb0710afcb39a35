"""A draft tried on a month: alike it gives the same figures, changed it says who moves; it writes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.actions.criteria.storing import store_definition
from evaluations.actions.results import refresh_results
from evaluations.criteria_data import shipped_set
from evaluations.gather.criteria.dry_run import dry_run, last_ended, scored_months
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult, CriteriaSet, Period
from evaluations.rules.set_definition import SetDefinition, rules_of
from evaluations.rules.set_trial import silent, still_speaks
from evaluations.tests.scoring.random_month import AT, RandomMonth, random_month
from tests.access.world import counts

TODAY = date(2026, 12, 3)


@pytest.fixture
def month(db: None) -> Iterator[RandomMonth]:
    """Three agencies with results of November 2026."""
    load_set.cache_clear()
    with time_machine.travel(AT, tick=False):
        found = random_month(7)
        refresh_results(period=found.period, agencies=None, at=AT)
        yield found


def stored(definition: SetDefinition) -> CriteriaSet:
    return store_definition(replace(definition, version=2))


def test_the_same_set_gives_the_same_figures_and_writes_nothing(month: RandomMonth) -> None:
    draft = stored(shipped_set("qd1847_2018"))
    before = counts()
    (period,) = scored_months()
    tried = dry_run(draft, period, today=TODAY)
    assert counts() == before
    assert len(tried.rows) == AgencyResult.objects.filter(period=period).count() == 3
    for row in tried.rows:
        assert row.after.total == row.before.total
        assert (row.after.rank, row.after.of) == (row.before.rank, row.before.of)
        assert (row.after.grade, round(row.after.coverage, 4)) == (row.before.grade, row.before.coverage)
    assert (tried.gained, tried.lost, tried.regraded, tried.left_out, tried.silent) == (0, 0, 0, 0, {})


def test_the_newest_month_that_has_ended_is_tried_first() -> None:
    running, ended, older = (Period(ends_on=date(2026, at, 1)) for at in (12, 11, 10))
    months, today = [running, ended, older], date(2026, 11, 20)
    assert last_ended(months, today) is ended
    assert last_ended(months, date(2026, 12, 1)) is running
    assert last_ended([running], today) is running
    assert last_ended([], today) is None


def test_a_month_that_runs_says_so(month: RandomMonth) -> None:
    draft = stored(shipped_set("qd1847_2018"))
    assert [dry_run(draft, month.period, today=day).is_running for day in (AT.date(), TODAY)] == [True, False]


def test_other_points_move_agencies_and_what_is_new_has_no_data(month: RandomMonth) -> None:
    shipped = shipped_set("qd1847_2018")
    first, *others = shipped.criteria
    heavier = replace(first, max_points=Decimal(40))
    new = replace(first, code="TT-99", statement="Chào hỏi", position=len(shipped.criteria))
    renamed = replace(others[0], code="TT-02b")
    draft = stored(replace(shipped, criteria=(heavier, renamed, *others[1:], new)))
    tried = dry_run(draft, month.period, today=TODAY)
    assert tried.silent == {"TT-99": "tiêu chí mới"}
    assert tried.gained + tried.lost > 0


def test_a_set_for_communes_is_tried_on_communes(month: RandomMonth) -> None:
    draft = stored(replace(shipped_set("qd1847_2018"), comparison_groups=("commune",)))
    tried = dry_run(draft, month.period, today=TODAY)
    assert ({row.group for row in tried.rows}, tried.left_out) == ({"commune"}, 1)


def test_the_statements_do_not_grow_with_agencies(month: RandomMonth) -> None:
    draft = stored(shipped_set("qd1847_2018"))
    dry_run(draft, month.period, today=TODAY)
    with CaptureQueriesContext(connection) as all_agencies:
        dry_run(draft, month.period, today=TODAY)
    AgencyResult.objects.filter(agency=month.agencies[0]).delete()
    with CaptureQueriesContext(connection) as fewer:
        dry_run(draft, month.period, today=TODAY)
    assert len(all_agencies) == len(fewer)


def test_a_draft_that_cannot_score_says_why(month: RandomMonth) -> None:
    shipped = shipped_set("qd1847_2018")
    first, *others = shipped.criteria
    draft = stored(replace(shipped, criteria=(replace(first, max_points=None), *others)))
    with pytest.raises(ValueError, match="TT-01 chưa có điểm tối đa"):
        dry_run(draft, month.period, today=TODAY)


RULES = rules_of(shipped_set("qd1847_2018"))
BY_CODE = {one.code: one for one in RULES.criteria}
RATIO, STARS, AGENCY = BY_CODE["TT-01"], BY_CODE["TT-10"], BY_CODE["CQ-18"]
SPEAKS = [
    ("a ratio stays one", RATIO, RATIO, "inspection", True),
    ("a ratio says nothing of levels", RATIO, replace(RATIO, measure="levels"), "inspection", False),
    ("people's marks are marks by any measure", RATIO, replace(RATIO, measure="levels"), "review", True),
    ("the marks of other people are not", RATIO, replace(RATIO, applies_to="leaders"), "review", False),
    ("stars stay stars", STARS, STARS, "citizen", True),
    (
        "stars are no ticks",
        STARS,
        replace(STARS, params=replace(STARS.params, citizen_reads="xin")),
        "citizen",
        False,
    ),
    ("a register says the same", AGENCY, AGENCY, "register", True),
]


@pytest.mark.parametrize(
    ("old", "new", "source", "speaks"), [r[1:] for r in SPEAKS], ids=[r[0] for r in SPEAKS]
)
def test_whether_a_source_still_speaks(old: object, new: object, source: str, speaks: bool) -> None:
    assert still_speaks(old, new, source) is speaks  # type: ignore[arg-type]


def test_a_changed_measure_is_silent() -> None:
    changed = replace(RULES, criteria=(replace(AGENCY, measure="count", position=0),))
    assert silent(changed, [RULES], {"CQ-18": "CQ-18"}) == {"CQ-18": "đổi cách đo hoặc đối tượng"}

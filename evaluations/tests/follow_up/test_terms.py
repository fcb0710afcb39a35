"""Terms: which are in force, which dates follow, by the calendar of Vietnam."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import add_working_days, is_working_day, working_days_before
from core.models import AuditEntry
from evaluations.actions.follow_up.set_term import TermRefused, set_terms
from evaluations.gather.follow_up.terms import due_terms
from evaluations.models import Inspection
from evaluations.rules.follow_up.remedy import ladder, step_on, when_words
from evaluations.rules.follow_up.reply import answer_is_late, window_is_open
from evaluations.rules.follow_up.terms import (
    TERMS,
    after_minutes,
    after_report,
    complex_report_due_on,
    terms_from,
)
from evaluations.tests.inspections.conftest import AT

DEFAULTS = terms_from({})
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def test_every_term_has_a_default_and_a_source():
    assert tuple(DEFAULTS) == (3, 5, 10, 10, 15, 15, 15, 3, 3, 10)
    assert all(term.source and term.counted for term in TERMS)


@pytest.mark.parametrize(
    ("issued_on", "explain", "report", "conclude"),
    [
        # 24 November, the Day of Vietnamese Culture, is off from 2026 on
        (date(2026, 11, 12), date(2026, 11, 19), date(2026, 12, 4), date(2026, 12, 25)),
        # Tết 2026 is off from Monday 16 to Friday 20 February
        (date(2026, 2, 12), date(2026, 2, 26), date(2026, 3, 12), date(2026, 4, 2)),
        # issued on a Saturday: the first working day after it counts as the day of issue
        (date(2026, 11, 14), date(2026, 11, 23), date(2026, 12, 8), date(2026, 12, 29)),
        # over 30 April and 1 May 2026, with the Hùng Kings' day made up for on Monday 27 April
        (date(2026, 4, 24), date(2026, 5, 6), date(2026, 5, 20), date(2026, 6, 10)),
    ],
)
def test_the_dates_that_follow_the_minutes(issued_on, explain, report, conclude):
    assert after_minutes(issued_on, DEFAULTS) == (explain, report, conclude)


def test_a_weekend_day_worked_in_exchange_counts():
    made_up = next(
        day for day in (date(2025, 1, 1) + timedelta(days=n) for n in range(700))
        if day.weekday() >= 5 and is_working_day(day)
    )  # fmt: skip
    before = working_days_before(made_up, 1)
    assert after_minutes(before, terms_from({"explanation": 1})).explain_due_on == made_up


@given(DAYS)
def test_every_last_day_is_a_working_day_and_they_come_in_order(issued_on):
    dues = after_minutes(issued_on, DEFAULTS)
    assert issued_on < dues.explain_due_on < dues.report_due_on < dues.conclude_due_on
    assert all(is_working_day(day) for day in dues)
    assert complex_report_due_on(dues.explain_due_on, DEFAULTS) > dues.report_due_on


@given(DAYS, st.integers(0, 40))
def test_a_late_report_does_not_lengthen_the_wait(due_on, late):
    reported_on = due_on + timedelta(days=late)
    assert after_report(reported_on, due_on, DEFAULTS) == add_working_days(due_on, 15)


@given(DAYS, st.integers(1, 30))
def test_the_last_day_belongs_to_the_agency_and_the_next_does_not(day, count):
    due_on = add_working_days(day, count)
    assert window_is_open(due_on, due_on)
    assert not window_is_open(due_on, due_on + timedelta(days=1))
    assert not answer_is_late(due_on, due_on)
    assert answer_is_late(due_on, due_on + timedelta(days=1))


@given(DAYS)
def test_the_ladder_climbs_one_rung_at_a_time(due_on):
    days = [day for day, _step in ladder(due_on, DEFAULTS)]
    assert days == sorted(days)
    assert all(is_working_day(day) for day in days[1:])
    assert step_on(due_on, days[0] - timedelta(days=1), DEFAULTS) is None
    for day, step in ladder(due_on, DEFAULTS)[::-1][:1]:
        assert step_on(due_on, day + timedelta(days=100), DEFAULTS) == step


@pytest.mark.parametrize(
    ("on", "step"),
    [
        (date(2026, 11, 26), None),
        (date(2026, 11, 27), "before"),
        (date(2026, 12, 1), "before"),
        (date(2026, 12, 2), "due"),
        (date(2026, 12, 6), "due"),
        (date(2026, 12, 7), "after"),
        (date(2026, 12, 16), "late"),
    ],
)
def test_the_rung_of_a_day(on, step):
    assert step_on(date(2026, 12, 2), on, DEFAULTS) == step


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 29), "còn 3 ngày đến hạn"),
        (date(2026, 12, 2), "đến hạn hôm nay"),
        (date(2026, 12, 6), "quá hạn 4 ngày"),
    ],
)
def test_how_a_date_stands_in_words(on, words):
    assert when_words(date(2026, 12, 2), on) == words


class TestSetting:
    def test_a_change_is_in_force_at_once_and_audited(self, cast):
        assert set_terms(days={"answer": 7, "report": 10}, actor=cast.admin, at=AT) == 1
        assert (due_terms().answer, due_terms().report) == (7, 10)
        entry = AuditEntry.objects.get(event="due_term.changed")
        assert (entry.before, entry.after) == ({"working_days": 10}, {"working_days": 7})

    def test_dates_given_before_stand(self, cast, minuted):
        set_terms(days={"explanation": 20}, actor=cast.admin, at=AT)
        assert Inspection.objects.get(pk=minuted.pk).explain_due_on == date(2026, 11, 19)

    @pytest.mark.parametrize("days", [{"answer": 0}, {"answer": 91}, {"lạ": 5}])
    def test_a_number_no_term_may_have_is_refused(self, cast, days):
        with pytest.raises(TermRefused):
            set_terms(days=days, actor=cast.admin, at=AT)

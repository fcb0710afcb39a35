"""Repeat findings: window, predecessors, what was dropped, and the same question asked of the database."""

from datetime import date, timedelta

import pytest

from evaluations.gather.follow_up.recurrence import repeat_findings, short_observations, times_before
from evaluations.gather.inspections import finding_of
from evaluations.models import Criterion, FindingOutcome, Inspection, Observation
from evaluations.rules.conclusion import is_shortcoming
from evaluations.rules.follow_up.recurrence import badge, window_start
from evaluations.rules.measures import VIOLATIONS
from evaluations.rules.observing import Entry
from evaluations.tests.follow_up.conftest import merge
from evaluations.tests.inspections.conftest import DAY


def test_the_same_shortcoming_in_two_visits_is_a_repeat(cast, found):
    found(cast.department, TP_04=(10, 8, "none"), TP_01=(10, 8, "none"))
    found(cast.department, DAY - timedelta(days=300), TP_04=(10, 9, "none"), TP_01=(10, 10, "none"))
    assert repeat_findings([cast.department.pk, cast.commune.pk], DAY) == {cast.department.pk: {"TP-04": 2}}


def test_what_was_dropped_lapsed_or_lies_too_far_back_is_none(cast, found):
    found(cast.department, TP_04=(10, 8, "none"))
    found(cast.department, date(2024, 11, 11), TP_04=(10, 8, "none"))
    found(cast.department, state="lapsed", TP_04=(10, 8, "none"))
    dropped = found(cast.department, TP_04=(10, 8, "none"))
    criterion = Observation.objects.get(inspection=dropped).criterion
    Inspection.objects.filter(pk=dropped.pk).update(state="reported")
    FindingOutcome.objects.create(
        inspection=dropped, criterion=criterion, upheld=False, n=10, k=8, severity="none", reason="Đúng"
    )
    Inspection.objects.filter(pk=dropped.pk).update(state="concluded")
    assert repeat_findings([cast.department.pk], DAY) == {}


def test_an_heir_inherits_what_its_predecessor_was_told(cast, found):
    found(cast.commune, TP_04=(10, 8, "none"))
    found(cast.department, TP_04=(10, 8, "none"))
    merge(cast.commune, cast.department)
    assert repeat_findings([cast.department.pk], DAY) == {}
    assert repeat_findings([cast.department.pk], date(2026, 12, 1)) == {cast.department.pk: {"TP-04": 2}}


def test_the_same_visit_looked_at_twice_is_one(cast, found):
    first = found(cast.department, TP_04=(10, 8, "none"))
    second = found(cast.department, state="reported", TP_04=(10, 7, "none"))
    Inspection.objects.filter(pk=second.pk).update(double_of=first, state="concluded")
    assert repeat_findings([cast.department.pk], DAY) == {}


def test_a_visit_counts_those_before_it(cast, found):
    found(cast.department, DAY - timedelta(days=30), TP_04=(10, 8, "none"))
    assert times_before(found(cast.department, TP_04=(10, 8, "none"))) == {"TP-04": 1}


def test_it_asks_three_statements_at_any_size(cast, found, django_assert_num_queries):
    for _ in range(3):
        found(cast.department, TP_04=(10, 8, "none"))
    with django_assert_num_queries(3):
        repeat_findings([cast.department.pk, cast.commune.pk, cast.home_affairs.pk], DAY)


@pytest.mark.parametrize(
    ("n", "k", "severity"),
    [(10, 10, "none"), (10, 9, "none"), (10, 0, "none"), (10, 10, "minor"), (10, 0, "major")],
)
@pytest.mark.parametrize("violations", [True, False])
def test_the_database_calls_short_what_the_rule_calls_short(month, cast, found, n, k, severity, violations):
    measured = (
        Criterion.objects.filter(measure__in=VIOLATIONS)
        if violations
        else Criterion.objects.filter(measure="ratio")
    )
    code = measured.order_by("position").values_list("code", flat=True).first()
    visit = found(cast.department, **{code.replace("-", "_"): (n, k, severity)})
    seen = Observation.objects.get(inspection=visit)
    entry = Entry("", "", k_is_bad=violations)
    assert short_observations().filter(pk=seen.pk).exists() == is_shortcoming(entry, finding_of(seen))


@pytest.mark.parametrize(
    ("on", "start"),
    [
        (date(2026, 11, 12), date(2024, 11, 12)),
        (date(2028, 2, 29), date(2026, 2, 28)),
        (date(2027, 1, 1), date(2025, 1, 1)),
    ],
)
def test_the_window_is_twenty_four_months(on, start):
    assert window_start(on) == start


@pytest.mark.parametrize(("count", "words"), [(0, ""), (1, ""), (2, "Tái diễn lần 1"), (3, "Tái diễn lần 2")])
def test_the_second_time_is_the_first_repeat(count, words):
    assert badge(count) == words

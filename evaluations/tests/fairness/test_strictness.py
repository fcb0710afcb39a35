"""Strictness: what was planted is found again, and hard agencies are no strictness."""

import random
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.rules.fairness.marks import Mark, comparable_groups
from evaluations.rules.fairness.strictness import ALONE, TOO_FEW, Minimum, strictness
from evaluations.tests.fairness.planted import plant

SEEDS = st.integers(0, 10_000)
ANYTHING = Minimum(visits=1, observations=1)
NEAR = 1e-3
"""Points: a thousand times what the fit promises of its last round."""


def of(rows, person):
    return next(row for row in rows if row.person == person)


def visit(person, agency, values, number=0):
    """One visit in which ``person`` recorded criteria 0, 1, … with these values."""
    name = f"{agency}-{person}-{number}"
    return [Mark(person, name, agency, at, value) for at, value in enumerate(values)]


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_without_chance_the_planted_strictness_is_found_exactly(seed):
    planted = plant(seed, day=0, chance=0)
    assert planted.misses(strictness(planted.marks)) == pytest.approx([0] * 12, abs=NEAR)


def test_with_chance_it_is_found_nearer_than_by_the_plain_mean():
    adjusted, plain = [], []
    for seed in range(8):
        planted = plant(seed)
        rows, truth = strictness(planted.marks), planted.truth()
        adjusted += [abs(miss) for miss in planted.misses(rows)]
        plain += [abs(row.plain - truth[row.person]) for row in rows]
    assert fmean(adjusted) < 0.75 * fmean(plain)


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    held = []
    for seed in range(30):
        planted = plant(seed)
        truth = planted.truth()
        for row in strictness(planted.marks):
            low, high = row.interval
            held.append(low <= truth[row.person] <= high)
    assert 0.9 < fmean(held) < 0.99


@settings(max_examples=15, deadline=None)
@given(SEEDS, st.integers(0, 29), st.floats(-0.5, 0.5))
def test_making_an_agency_worse_leaves_strictness_unmoved(seed, agency, by):
    marks = plant(seed).marks
    moved = [mark._replace(value=mark.value + by * (mark.agency == agency)) for mark in marks]
    before, after = strictness(marks), strictness(moved)
    assert [row.adjusted for row in after] == pytest.approx([row.adjusted for row in before], abs=NEAR)
    assert [row.error for row in after] == pytest.approx([row.error for row in before], abs=NEAR)


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_the_order_of_the_marks_means_nothing(seed):
    marks = plant(seed).marks
    shuffled = random.Random(seed).sample(marks, len(marks))
    assert strictness(shuffled) == strictness(marks)


def test_drawing_hard_agencies_is_seen_in_the_plain_figure_only():
    # Agency 1 is 0.4 below agency 2; person 1 was mostly at the hard one, and both record alike.
    marks = []
    for number in range(4):
        marks += visit(1, 1, [0.5, 0.4], number)
    marks += visit(1, 2, [0.9, 0.8]) + visit(2, 1, [0.5, 0.4])
    for number in range(4):
        marks += visit(2, 2, [0.9, 0.8], number)
    row = of(strictness(marks, ANYTHING), 1)
    assert row.plain == pytest.approx(12)
    assert row.adjusted == pytest.approx(0, abs=NEAR)
    assert row.mean == pytest.approx(53)


def test_stricter_is_positive():
    marks = visit(1, 1, [0.5, 0.5]) + visit(2, 1, [0.7, 0.7]) + visit(1, 2, [0.3, 0.3])
    marks += visit(2, 2, [0.5, 0.5]) + visit(3, 1, [0.6, 0.6]) + visit(3, 2, [0.4, 0.4])
    figures = [row.adjusted for row in strictness(marks, ANYTHING)]
    assert figures == pytest.approx([10, -10, 0], abs=NEAR)


class TestComparable:
    """Whoever shares neither agencies nor criteria with the others is not measured against them."""

    def test_two_circles_without_a_common_agency_are_two_groups_each_with_its_own_mean(self):
        marks = plant(1).marks
        easy = [mark._replace(person=mark.person + 100, agency=mark.agency + 100) for mark in marks]
        easy = [mark._replace(visit=f"other {mark.visit}", value=mark.value + 0.3) for mark in easy]
        rows = strictness(marks + easy)
        assert {(row.person >= 100, row.group) for row in rows} == {(False, 1), (True, 2)}
        assert [row.adjusted for row in rows[12:]] == pytest.approx(
            [row.adjusted for row in rows[:12]], abs=NEAR
        )

    def test_one_common_agency_joins_the_circles(self):
        marks = visit(1, 1, [0.5]) + visit(2, 1, [0.5]) + visit(3, 2, [0.5]) + visit(4, 2, [0.5])
        assert len(comparable_groups(marks)) == 2
        assert len(comparable_groups(marks + visit(4, 1, [0.5], 9))) == 1

    def test_somebody_alone_has_a_mean_and_no_figure(self):
        marks = plant(2).marks + visit(99, 77, [0.2] * 20, 1) + visit(99, 77, [0.2] * 20, 2)
        row = of(strictness(marks), 99)
        assert (row.why, row.group, row.adjusted, row.error, row.plain) == (ALONE, None, None, None, None)
        assert (row.observations, row.visits, row.agencies) == (40, 2, 1)
        assert row.mean == pytest.approx(20)

    def test_people_who_never_record_the_same_criterion_are_not_compared(self):
        marks = [Mark(person, f"{v}", v, person, 0.5) for v in range(40) for person in (1, 2)]
        assert [row.why for row in strictness(marks)] == [ALONE, ALONE]

    def test_a_criterion_that_one_person_alone_records_leaves_the_others_unmoved(self):
        marks = plant(3).marks
        own = [Mark(0, mark.visit, mark.agency, 500, 0.1) for mark in marks if mark.person == 0]
        assert strictness(marks + own) == strictness(marks)


class TestMinimum:
    """No figure of a person from a handful of marks."""

    @pytest.mark.parametrize(
        ("minimum", "shown"),
        [(Minimum(1, 1), True), (Minimum(10**6, 1), False), (Minimum(1, 10**6), False)],
    )
    def test_both_visits_and_observations_must_suffice(self, minimum, shown):
        rows = strictness(plant(4).marks, minimum)
        assert {(row.adjusted is not None, row.error is not None) for row in rows} == {(shown, shown)}
        assert {row.why for row in rows} == {"" if shown else TOO_FEW}

    def test_two_visits_are_too_few_by_default(self):
        marks = plant(5).marks + visit(50, 1, [0.5] * 20, 1) + visit(50, 2, [0.5] * 20, 2)
        row = of(strictness(marks), 50)
        assert (row.why, row.visits, row.observations) == (TOO_FEW, 2, 40)

    def test_nothing_left_to_judge_chance_by_is_too_few(self):
        marks = visit(1, 1, [0.5] * 40) + visit(2, 1, [0.7] * 40)
        assert {row.why for row in strictness(marks, ANYTHING)} == {TOO_FEW}


def test_of_nothing_comes_nothing():
    assert strictness([]) == []

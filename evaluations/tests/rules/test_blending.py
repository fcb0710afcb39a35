"""S3 blending, S4 missing is not zero, S5 what does not apply."""

from decimal import Decimal
from itertools import permutations

import pytest

from evaluations.rules.blending import admit, blend, not_applicable_to, pool, share_points
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.measures import line_for, read
from evaluations.rules.plan import plan_of
from evaluations.rules.results import STATUSES
from evaluations.rules.set_rules import SOURCES
from evaluations.tests.rules.builders import criterion, rules

WEIGHTS = {"inspection": 60, "self_assessment": 10, "citizen": 30}
INSPECTED, SELF, CITIZEN = (
    Seen(0, "inspection", 10, 8),
    Seen(0, "self_assessment", 4, 400),
    Seen(0, "citizen", 5, 20),
)
STARS = {"weights": WEIGHTS, "citizen_reads": "stars"}


def blended(*inputs, **settings):
    plan = plan_of(rules(criterion(**STARS), **settings))
    result = blend(plan.criteria[0], admit(plan, inputs))
    numerator, denominator = result.fraction
    value = Decimal(numerator) / denominator if result.weight else None
    return value, {SOURCES[reading[0]]: STATUSES[reading[1]] for reading in result.readings}


S3_S4 = [
    ("S3 all present", (INSPECTED, SELF, CITIZEN), "0.805"),
    ("S3 weights of the sources present", (INSPECTED, CITIZEN), "0.7833333333333333333333333333"),
    ("S4 one source is the whole", (INSPECTED,), "0.8"),
    ("S4 a true zero counts", (INSPECTED._replace(k=0), SELF), "0.1428571428571428571428571429"),
    ("S4 n = 0 is no data", (INSPECTED._replace(n=0, k=0), SELF), "1"),
    ("S4 four answers are too few", (INSPECTED, Seen(0, "citizen", 4, 4)), "0.8"),
    ("S4 carried three months", (INSPECTED._replace(age=3),), "0.8"),
    ("S4 lapsed after three", (INSPECTED._replace(age=4), SELF), "1"),
    ("S4 the younger visit stands", (INSPECTED._replace(age=1), INSPECTED._replace(k=2)), "0.2"),
    ("S2 visits of one month are pooled", (INSPECTED, Seen(0, "inspection", 30, 12)), "0.5"),
    ("S4 nothing", (), None),
]


@pytest.mark.parametrize(("inputs", "value"), [row[1:] for row in S3_S4], ids=[row[0] for row in S3_S4])
def test_the_sources_present_are_blended(inputs, value):
    assert blended(*inputs)[0] == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (CITIZEN, "counted"),
        (CITIZEN._replace(n=4), "too_few"),
        (INSPECTED._replace(age=4), "lapsed"),
        (CITIZEN._replace(age=1), "lapsed"),
        (Seen(0, "review", 3, 300), "no_weight"),
    ],
)
def test_a_source_that_does_not_count_stays_visible_with_its_reason(given, status):
    assert blended(given)[1] == {given.source: status}


def test_months_and_answers_are_data_of_the_set():
    assert blended(INSPECTED._replace(age=5), carry_months=5)[0] == Decimal("0.8")
    assert blended(CITIZEN, min_citizen_n=6)[0] is None


def test_a_survey_needs_its_answers_too():
    plan = plan_of(rules(criterion(measure="survey_mean", weights={"register": 100})))
    few, enough = (admit(plan, [Seen(0, "register", 5 * n, 4 * n)]) for n in (4, 5))
    assert blend(plan.criteria[0], few).weight == 0
    assert blend(plan.criteria[0], enough).weight == 100


def test_the_order_of_inputs_does_not_matter():
    given = (INSPECTED, SELF, CITIZEN, INSPECTED._replace(rows=(7,)), INSPECTED._replace(age=2))
    plan = plan_of(rules(criterion(**STARS)))
    results = [blend(plan.criteria[0], admit(plan, order)) for order in permutations(given)]
    assert all(result == results[0] for result in results)


def test_pooling_keeps_the_rows_it_came_from():
    assert pool(INSPECTED._replace(rows=(9,)), INSPECTED._replace(rows=(3,))).rows == (3, 9)


def test_the_written_out_reading_is_that_of_the_measures():
    deducted = criterion(0, measure="count_deduct", deduction=Decimal(4), floor=Decimal("0.1"))
    plan = plan_of(rules(deducted, criterion(1)))
    for rule in (deducted, criterion(1)):
        for k in range(0, 31):
            result = blend(
                plan.criteria[rule.position], admit(plan, [Seen(rule.position, "inspection", 30, k)])
            )
            assert result.readings[0][6:8] == read(line_for(rule, "inspection"), 30, k)


def test_inputs_outside_the_set_are_refused():
    plan = plan_of(rules(criterion()))
    with pytest.raises(KeyError):
        admit(plan, [Seen(0, "rumour", 1, 1)])
    with pytest.raises(IndexError):
        admit(plan, [Seen(9, "inspection", 1, 1)])


def shared(treatment, *skipped):
    three = [criterion(p, max_points=Decimal(6), not_applicable=treatment) for p in range(3)]
    plan = plan_of(rules(*three, criterion(3, group="B", max_points=Decimal(4))))
    shares = share_points(plan, frozenset(skipped))
    return [Decimal(units) / shares.unit for units in shares.units]


S5 = [
    ("S5 full marks keep their points", "full_marks", (0,), [6, 6, 6, 4]),
    ("S5 redistributed equally in the group", "redistribute", (0,), [0, 9, 9, 4]),
    ("S5 redistributed twice", "redistribute", (0, 1), [0, 0, 18, 4]),
    ("S5 nobody left to inherit", "redistribute", (0, 1, 2), [0, 0, 0, 4]),
    ("S5 left out", "leave_out", (0, 1), [0, 0, 6, 4]),
    ("S5 everything applies", "leave_out", (), [6, 6, 6, 4]),
]


@pytest.mark.parametrize(("treatment", "skipped", "points"), [r[1:] for r in S5], ids=[r[0] for r in S5])
def test_points_of_what_does_not_apply(treatment, skipped, points):
    assert shared(treatment, *skipped) == points


def test_what_an_agency_is_decides_what_applies():
    people = [
        criterion(0, applies_to="counter"),
        criterion(1, applies_to="uniform"),
        criterion(2, replaced_by_uniform=True),
        criterion(3),
    ]
    asked = rules(*people)
    assert set(not_applicable_to(asked, has_counter=True, sector_uniform=True)) == {2}
    assert set(not_applicable_to(asked, has_counter=False, sector_uniform=False)) == {0, 1}

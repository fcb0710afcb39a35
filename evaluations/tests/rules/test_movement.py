"""S14: the parts add up to the change to the cent, and each thing that moves has a part of its own."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.rules.inputs import Adjustment
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.movement import CORRECTIONS, EVIDENCE, SCOPE, WEIGHTS, Side, movement
from evaluations.rules.results import AgencyScore
from evaluations.rules.score import score_agency
from evaluations.rules.set_rules import SetRules
from evaluations.tests.rules.builders import criterion, rules
from evaluations.tests.rules.test_properties import ADJUSTMENTS, FRACTIONAL, MONTHS, SHIPPED, SKIPPED

SHORTER = SetRules(
    tuple(
        replace(one, position=at, max_points=one.max_points + at % 3)
        for at, one in enumerate(SHIPPED.criteria[5:])
    ),
    SHIPPED.groups,
)
SETS = st.sampled_from([SHIPPED, FRACTIONAL, SHORTER])


def _score(rules: SetRules, month, adjustments, skipped) -> AgencyScore:
    known = len(rules.criteria)
    return score_agency(
        rules,
        [one for one in month if one.position < known],
        adjustments,
        not_applicable={at: why for at, why in skipped.items() if at < known},
    )


@settings(max_examples=40, deadline=None)
@given(SETS, SETS, st.tuples(MONTHS, ADJUSTMENTS, SKIPPED), st.tuples(MONTHS, ADJUSTMENTS, SKIPPED), MONTHS)
def test_the_parts_add_up_to_the_change(old, new, was, now, corrected):
    first, last = _score(old, *was), _score(new, *now)
    today = _score(old, corrected, *was[1:])
    found = movement(Side(old, first, today), Side(new, last, last))
    if today.total is None or last.total is None:
        assert found is None
        return
    assert found is not None
    assert sum(part.points for part in found.parts) == found.change == last.total - today.total
    for part in found.parts:
        assert sum(line.points for line in part.lines) == part.points


TWO = rules(criterion(0, not_applicable="redistribute"), criterion(1))
HEAVIER = rules(criterion(0, max_points=Decimal(3)), criterion(1))
MORE = rules(criterion(0), criterion(1), criterion(2))
SEEN = [Seen(0, "inspection", 10, 5), Seen(1, "inspection", 10, 10)]
BETTER = [Seen(0, "inspection", 10, 8), Seen(1, "inspection", 10, 10)]
BONUS = [Adjustment("bonus", Decimal("1.50"), "Sáng kiến")]


@pytest.mark.parametrize(
    ("new", "inputs", "adjustments", "skipped", "moved"),
    [
        (TWO, SEEN, [], {}, {}),
        (TWO, BETTER, [], {}, {EVIDENCE: "15.00"}),
        (TWO, SEEN, BONUS, {}, {EVIDENCE: "1.50"}),
        (TWO, SEEN, [], {0: "không có"}, {SCOPE: "25.00"}),
        (HEAVIER, SEEN, [], {}, {WEIGHTS: "-12.50"}),
        (HEAVIER, BETTER, [], {}, {WEIGHTS: "-12.50", EVIDENCE: "22.50"}),
        (MORE, [*SEEN, Seen(2, "inspection", 10, 0)], [], {}, {EVIDENCE: "-25.00"}),
    ],
)
def test_each_thing_that_moves_has_its_part(new, inputs, adjustments, skipped, moved):
    before = score_agency(TWO, SEEN)
    after = score_agency(new, inputs, adjustments, not_applicable=skipped)
    found = movement(Side(TWO, before, before), Side(new, after, after))
    assert found is not None
    assert {part.name: str(part.points) for part in found.parts if part.cents} == moved


def test_corrections_of_either_period_have_a_part_of_their_own():
    first, corrected = score_agency(TWO, SEEN), score_agency(TWO, BETTER)
    found = movement(Side(TWO, first, corrected), Side(TWO, first, first))
    assert found is not None
    assert [(part.name, part.points) for part in found.parts if part.cents] == [
        (CORRECTIONS, Decimal("-15.00"))
    ]
    both = movement(Side(TWO, first, corrected), Side(TWO, first, corrected))
    assert both is not None
    assert both.change == 0


def test_criteria_that_came_and_went_are_named():
    one, two = score_agency(TWO, SEEN), score_agency(MORE, SEEN)
    came = movement(Side(TWO, one, one), Side(MORE, two, two))
    went = movement(Side(MORE, two, two), Side(TWO, one, one))
    assert came is not None
    assert went is not None
    assert (came.came, came.went, went.came, went.went) == (("C-2",), (), (), ("C-2",))


def test_without_a_total_on_either_side_there_is_no_movement():
    some, nothing = score_agency(TWO, SEEN), score_agency(TWO, [])
    assert movement(Side(TWO, nothing, nothing), Side(TWO, some, some)) is None
    assert movement(Side(TWO, some, some), Side(TWO, nothing, nothing)) is None

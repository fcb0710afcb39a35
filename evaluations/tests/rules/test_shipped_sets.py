"""The shipped sets hold what docs/rulebook.md says of them."""

from collections import Counter
from decimal import Decimal

import pytest

from evaluations.criteria_data import SHIPPED, shipped_set
from evaluations.rules.set_definition import rules_of

SET = shipped_set("qd1847_2018")
PEOPLE = [c for c in SET.criteria if c.applies_to != "agency"]


def test_the_1847_set_has_forty_criteria_for_people_and_then_twenty_for_agencies():
    assert [c.position for c in PEOPLE] == list(range(40))
    assert Counter(c.group for c in SET.criteria) == {"TT": 15, "GT": 9, "DD": 10, "TP": 6, "CQ": 20}
    assert [c.code for c in SET.criteria][::10] == ["TT-01", "TT-11", "GT-06", "DD-07", "CQ-01", "CQ-11"]


def test_its_points_are_marked_as_a_default_and_sum_to_a_hundred():
    assert SET.is_default_points
    assert (
        sum(c.max_points for c in SET.criteria if c.measure != "bonus") == SET.declared_total == Decimal(100)
    )
    assert all(c.max_points % Decimal("0.5") == 0 for c in SET.criteria)


def test_nobody_is_mostly_their_own_judge():
    assert all(c.weights.get("self_assessment", 0) <= 25 for c in SET.criteria)
    own = sum(c.max_points * c.weights.get("self_assessment", 0) for c in SET.criteria)
    seen = sum(c.max_points * (c.weights.get("inspection", 0) + c.weights.get("citizen", 0)) for c in PEOPLE)
    assert own < 500 < seen


def test_like_sources_weigh_alike():
    by_sources = {}
    for c in SET.criteria:
        key = (frozenset(c.weights), c.params.citizen_reads == "cases")
        by_sources.setdefault(key, set()).add(tuple(sorted(c.weights.items())))
    told_apart = [weights for weights in by_sources.values() if len(weights) > 1]
    # A survey of subordinates (register) with the superior's review weighs otherwise than a declaration.
    assert len(told_apart) == 1


@pytest.mark.parametrize("name", SHIPPED)
def test_every_criterion_says_how_it_is_seen_and_why(name):
    for c in shipped_set(name).criteria:
        assert c.statement
        assert c.how_measured
        assert c.legal_basis


def test_every_set_names_its_source():
    assert all(len(shipped_set(name).source) > 40 for name in SHIPPED)


def test_the_nine_indicators_are_points_of_eighteen_that_are_never_rescaled():
    asked = rules_of(shipped_set("tt01_2018"))
    assert (asked.scale, asked.rescale, asked.indicator_decimals, len(asked.criteria)) == (18, False, 1, 9)


def test_the_common_criteria_of_decree_335_are_thirty_points():
    decree = shipped_set("nd335_2025")
    assert sum(c.max_points for c in decree.criteria if c.max_points) == 30
    assert decree.settings["quotas"][0]["denominator"] == "good"

"""The month scored by arrays gives the figures of the pure rules, whatever the month."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.rules.gap import gaps
from evaluations.rules.inputs import Adjustment, Evidence, KnockOut
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.month import score_month, scored
from evaluations.rules.month.arrays import LARGEST
from evaluations.rules.outline import value_outline
from evaluations.rules.results import pack
from evaluations.rules.score import score_agency
from evaluations.rules.set_rules import Band, SetRules
from evaluations.rules.set_terms import ConditionRule
from evaluations.tests.rules.builders import criterion, rules
from evaluations.tests.rules.test_properties import ADJUSTMENTS, FRACTIONAL, MONTHS, SHIPPED, SKIPPED

DECLARED = SetRules(SHIPPED.criteria, SHIPPED.groups, rescale=False, scale=70)
UNROUNDED = SetRules(SHIPPED.criteria, SHIPPED.groups, ranks_unrounded=True)
CONDITIONS = ("Không có vi phạm", "Đúng hạn")
STRICT = SetRules(
    SHIPPED.criteria,
    SHIPPED.groups,
    bands=(
        Band("excellent", Decimal(80), ">", extra=CONDITIONS),
        Band("good", Decimal(40), extra=CONDITIONS[:1]),
        Band("weak", Decimal(0)),
    ),
)
"""Bands with conditions, by arrays; with groups shared equally, or judged by a criterion, purely."""
SHARING = replace(STRICT, shared={"TT": Decimal(40), "CQ": Decimal("17.5")})
JUDGED = replace(
    STRICT, conditions=(ConditionRule(CONDITIONS[1], criterion="TT-04", at_least=Decimal("0.5")),)
)
SETS = st.sampled_from([SHIPPED, DECLARED, FRACTIONAL, UNROUNDED, STRICT, SHARING, JUDGED])


@pytest.fixture(autouse=True, scope="module")
def every_month_by_arrays():
    """However few the agencies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scored, "FEW", 0)
        yield


class Inputs(NamedTuple):
    """What is known of one agency."""

    inputs: Sequence[Seen]
    not_applicable: Mapping[int, str] = {}
    knock_outs: Sequence[KnockOut] = ()
    evidence: Evidence = Evidence(0, 0, 0, 0)
    adjustments: Sequence[Adjustment] = ()
    conditions: Mapping[str, bool] = {}


AGENCIES = st.lists(
    st.builds(
        Inputs,
        MONTHS,
        SKIPPED,
        st.lists(st.just(KnockOut("Vi phạm")), max_size=1),
        st.builds(Evidence, st.integers(0, 2), st.integers(0, 9), st.integers(0, 9), st.none()),
        ADJUSTMENTS,
        st.dictionaries(st.sampled_from(CONDITIONS), st.booleans()),
    ),
    max_size=3,
)


def assert_pure(asked: SetRules, months: Sequence[Inputs]) -> None:
    for month, found in zip(months, score_month(asked, months), strict=True):
        score = score_agency(
            asked,
            month.inputs,
            month.adjustments,
            month.knock_outs,
            not_applicable=month.not_applicable,
            evidence=month.evidence,
            conditions=month.conditions,
        )
        inspected, rated = gaps(asked, score.criteria)
        assert found.packed == pack(score)
        assert tuple(found.values) == value_outline(score)
        assert (found.gap_inspection, found.gap_citizen) == (inspected.points, rated.points)


@settings(max_examples=150, deadline=None)
@given(SETS, AGENCIES)
def test_the_arrays_agree_with_the_pure_rules(asked, months):
    assert_pure(asked, months)


HALVES = rules(
    *(
        criterion(p, weights={"inspection": 50, "self_assessment": 50}, max_points=Decimal(1))
        for p in range(8)
    )
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 64), st.integers(0, 800)), max_size=8))
def test_exact_halves_round_as_the_pure_rules_round_them(seen):
    month = [Seen(p, "inspection", 64, k) for p, k, _ in seen]
    month += [Seen(p, "self_assessment", 8, score) for p, _, score in seen]
    assert_pure(HALVES, [Inputs(month)])


def test_a_half_goes_up():
    """One of eight criteria is worth 1,250 hundredths: 2 of 200 is 12.5 of them, 6 of 200 is 37.5."""
    month = Inputs([Seen(p, "inspection", 200, k) for p, k in enumerate((1, 2, 6, 5, 7, 11, 13, 199))])
    assert score_month(HALVES, [month])[0].packed["criteria"][2][:3] == [6, 13, 38]
    assert_pure(HALVES, [month])


def test_numbers_beyond_the_arrays_take_the_pure_path():
    assert_pure(HALVES, [Inputs([Seen(0, "inspection", LARGEST, LARGEST // 3)]), Inputs([])])


def test_inputs_with_rows_keep_them():
    month = Inputs([Seen(0, "inspection", 3, 1, rows=(4, 9))])
    assert score_month(HALVES, [month])[0].packed["sources"][-1] == {"0": (4, 9)}
    assert_pure(HALVES, [month])


def test_an_input_outside_the_set_is_refused():
    with pytest.raises(IndexError):
        score_month(HALVES, [Inputs([Seen(8, "inspection", 1, 1)])])
    with pytest.raises(KeyError):
        score_month(HALVES, [Inputs([Seen(0, "rumour", 1, 1)])])


def test_no_agency_makes_no_month():
    assert score_month(HALVES, []) == []


def test_a_few_agencies_take_the_pure_path(monkeypatch):
    monkeypatch.setattr(scored, "FEW", 4)
    monkeypatch.setattr(scored, "read_month", None)
    assert_pure(HALVES, [Inputs([Seen(0, "inspection", 3, 1)])] * 4)

"""A score restated and scored again is the same score, whatever the month."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.rules.inputs import Adjustment, Evidence, KnockOut
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.restated import inputs_of, score_again
from evaluations.rules.score import score_agency
from evaluations.rules.set_rules import Band, SetRules
from evaluations.tests.rules.builders import criterion, rules
from evaluations.tests.rules.test_month import DECLARED, UNROUNDED
from evaluations.tests.rules.test_properties import ADJUSTMENTS, FRACTIONAL, MONTHS, SHIPPED, SKIPPED

BANDS = (
    Band("excellent", Decimal(60), ">", extra=("Không có vi phạm", "Có sáng kiến")),
    Band("good", Decimal(30), extra=("Không có vi phạm",)),
    Band("completed", Decimal(0)),
)
CONDITIONAL = SetRules(
    SHIPPED.criteria, SHIPPED.groups, bands=BANDS, min_coverage=Decimal("0.05"), deduction_cap=Decimal(2)
)
EVIDENCE = st.builds(
    Evidence, st.integers(0, 2), st.integers(0, 9), st.integers(0, 9), st.none() | st.integers(0, 40)
)
ANSWERS = st.dictionaries(st.sampled_from(["Không có vi phạm", "Có sáng kiến"]), st.booleans())
FINDINGS = st.lists(st.builds(KnockOut, st.sampled_from(["Vi phạm", "Gây rối"]), st.booleans()), max_size=2)
SETS = st.sampled_from([SHIPPED, FRACTIONAL, DECLARED, UNROUNDED, CONDITIONAL])


@settings(max_examples=120, deadline=None)
@given(SETS, MONTHS, SKIPPED, ADJUSTMENTS, FINDINGS, EVIDENCE, ANSWERS)
def test_a_restated_score_is_the_same_score(asked, month, skipped, adjustments, found, evidence, answers):
    score = score_agency(
        asked,
        month,
        adjustments,
        found,
        not_applicable=skipped,
        evidence=evidence,
        conditions=answers,
    )
    assert score_again(asked, inputs_of(score, asked)) == score


BONUS = rules(
    criterion(0),
    criterion(1, measure="bonus", max_points=Decimal(3), per_item=Decimal(1), weights={"register": 100}),
    bonus_cap=Decimal(1),
)
EARNED = [Seen(0, "inspection", 4, 2), Seen(1, "register", 2, 2)]


def test_a_bonus_criterion_is_not_counted_twice():
    score = score_agency(BONUS, EARNED, [Adjustment("bonus", Decimal(2), "Khen thưởng", rows=(7,))])
    restated = inputs_of(score, BONUS)
    assert [line.reason for line in restated.adjustments] == ["Khen thưởng"]
    assert score_again(BONUS, restated) == score


def test_a_bonus_that_does_not_apply_stays_away():
    score = score_agency(BONUS, EARNED, not_applicable={1: "Không xét"})
    assert score.adjustments == ()
    assert score_again(BONUS, inputs_of(score, BONUS)) == score


def test_lapsed_and_too_few_are_restated_as_seen():
    seen = [Seen(0, "inspection", 4, 2, age=9), Seen(2, "citizen", 1, 5)]
    score = score_agency(SHIPPED, seen)
    assert list(inputs_of(score, SHIPPED).inputs) == seen

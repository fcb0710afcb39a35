"""Random months: parts are the whole at every level, missing is never zero, order means nothing."""

import json
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.criteria_data import shipped_set
from evaluations.rules.contribution import contribution
from evaluations.rules.going_up import Member, means
from evaluations.rules.inputs import Adjustment
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.ranking import Entry, rank
from evaluations.rules.results import pack, unpack
from evaluations.rules.rounding import quotient
from evaluations.rules.score import score_agency
from evaluations.rules.set_definition import rules_of
from evaluations.rules.set_rules import SOURCES, SetRules

SHIPPED = rules_of(shipped_set("qd1847_2018"))
FRACTIONAL = SetRules(
    SHIPPED.criteria, SHIPPED.groups, indicator_decimals=1, rescale=False, bonus_cap=Decimal(1)
)
SETS = st.sampled_from([SHIPPED, FRACTIONAL])
CENT = Decimal("0.01")


@st.composite
def seen(draw):
    """One source's word on one criterion; k may be anything up to what that source counts in."""
    position = draw(st.integers(0, len(SHIPPED.criteria) - 1))
    source = draw(st.sampled_from(SOURCES))
    n = draw(st.integers(0, 300))
    most = {"self_assessment": 100, "review": 100, "citizen": 5}.get(source, 1) * n
    age = draw(st.integers(0, 4)) if source == "inspection" else 0
    return Seen(position, source, n, draw(st.integers(0, most)), age)


MONTHS = st.lists(seen(), max_size=80)
SKIPPED = st.dictionaries(st.integers(0, len(SHIPPED.criteria) - 1), st.just("lý do"), max_size=12)
ADJUSTMENTS = st.lists(
    st.builds(
        Adjustment,
        st.sampled_from(["bonus", "deduction"]),
        st.decimals(0, 8, places=2),
        st.sampled_from(["a", "b", "c"]),
        st.booleans(),
    ),
    max_size=4,
)
MODEST = settings(max_examples=60, deadline=None)


@MODEST
@given(SETS, MONTHS, SKIPPED, ADJUSTMENTS)
def test_the_parts_are_the_whole_at_every_level(asked, month, skipped, adjustments):
    score = score_agency(asked, month, adjustments, not_applicable=skipped)
    if score.total is None:
        assert all(c.points is None for c in score.criteria)
        return
    assert score.base == sum((g.points or 0 for g in score.groups), Decimal(0))
    assert score.total == score.base + sum(line.points for line in score.adjustments)
    assert 0 <= score.total <= 100 + CENT * len(asked.criteria)
    for group in score.groups:
        inside = [c for c in score.criteria if asked.criteria[c.position].group == group.code]
        assert (group.points or 0) == sum(c.points or 0 for c in inside)
        assert group.possible == sum(c.possible for c in inside)
    for part in score.criteria:
        if part.state == "scored":
            assert part.points == sum(source.points for source in part.sources)
            assert all(source.cents >= 0 for source in part.sources)


@MODEST
@given(SETS, MONTHS, SKIPPED)
def test_every_contribution_has_two_decimals_and_fits(asked, month, skipped):
    for part in score_agency(asked, month, not_applicable=skipped).criteria:
        if part.points is not None:
            assert part.points == part.points.quantize(CENT)
            assert 0 <= part.points <= part.possible + (CENT if asked.indicator_decimals else 0) * 10


@MODEST
@given(MONTHS, SKIPPED)
def test_missing_is_never_zero(month, skipped):
    score = score_agency(SHIPPED, month, not_applicable=skipped)
    for part in score.criteria:
        speaks = any(source.status == "counted" for source in part.sources)
        if part.position not in skipped and part.state != "bonus":
            assert (part.points is not None) == speaks == (part.state == "scored")
    without = [given for given in month if given.n]
    padded = [*without, *(Seen(p, s, 0, 0) for p in range(60) for s in SOURCES)]
    assert score_agency(SHIPPED, padded, not_applicable=skipped) == score


@MODEST
@given(MONTHS, ADJUSTMENTS, st.randoms(use_true_random=False))
def test_the_order_of_facts_means_nothing(month, adjustments, random):
    first = score_agency(SHIPPED, month, adjustments)
    random.shuffle(month)
    random.shuffle(adjustments)
    assert score_agency(SHIPPED, month, adjustments) == first


@MODEST
@given(SETS, MONTHS, SKIPPED, ADJUSTMENTS)
def test_a_score_comes_back_from_json_as_it_was(asked, month, skipped, adjustments):
    score = score_agency(asked, month, adjustments, not_applicable=skipped)
    assert unpack(json.loads(json.dumps(pack(score)))) == score


@MODEST
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), min_size=40, max_size=40))
def test_scoring_agrees_with_the_clause_as_it_is_written(seen_by_inspectors):
    ratios = [c for c in SHIPPED.criteria if c.measure == "ratio" and c.weights.get("inspection")][:12]
    facts = [(c, min(k, n), n) for c, (k, n) in zip(ratios, seen_by_inspectors[: len(ratios)], strict=True)]
    score = score_agency(SHIPPED, [Seen(c.position, "inspection", n, k) for c, k, n in facts])
    available = sum(c.max_points for c in ratios)
    for c, k, n in facts:
        exact = contribution(c.max_points, quotient(k, n), available)
        assert abs(score.criteria[c.position].points - exact) <= (0 if quotient(k, n) * n == k else CENT)


@MODEST
@given(st.lists(st.tuples(st.integers(0, 500), st.none() | st.decimals(0, 100, places=2)), max_size=40))
def test_going_up_the_parts_are_the_whole_too(agencies):
    members = [Member(key, headcount, total) for key, (headcount, total) in enumerate(agencies)]
    both = means(members)
    if both.weighted is not None:
        assert sum(both.parts.values()) == both.weighted
    figures = [total for _, total in agencies if total is not None]
    assert (both.simple is None) == (not figures)
    if figures:
        assert min(figures) <= both.simple <= max(figures)


@MODEST
@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.decimals(0, 9, places=1)), max_size=30))
def test_a_rank_is_one_more_than_those_above(agencies):
    entries = [Entry(key, group, total) for key, (group, total) in enumerate(agencies)]
    for place in rank(entries, min_ranked=1).values():
        own = entries[place.agency].total
        peers = [e.total for e in entries if e.group == place.group and e.total is not None]
        assert place.rank == (None if own is None else 1 + sum(total > own for total in peers))

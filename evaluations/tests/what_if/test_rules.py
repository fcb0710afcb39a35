"""A stored score under other rules is the score of its inputs under these rules."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.rules.inputs import KnockOut
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.restated import inputs_of, score_again
from evaluations.rules.results import pack
from evaluations.rules.score import score_agency
from evaluations.rules.set_rules import SOURCES, SetRules
from evaluations.rules.what_if.changes import Changes, changed, effective
from evaluations.rules.what_if.checks import problems_of
from evaluations.rules.what_if.codec import changes_from_json, changes_to_json
from evaluations.rules.what_if.known import Known
from evaluations.rules.what_if.moved import Scored, Standing, Terms, moves_of, outline_of
from evaluations.rules.what_if.scored import score_changed
from evaluations.tests.rules.builders import criterion, rules
from evaluations.tests.rules.test_properties import ADJUSTMENTS, FRACTIONAL, MONTHS, SHIPPED, SKIPPED

CODES = st.sampled_from([c.code for c in SHIPPED.criteria])
CHANGES = st.builds(
    Changes,
    points=st.dictionaries(CODES, st.decimals(0, 9, places=2), max_size=3),
    weights=st.dictionaries(CODES, st.just({"inspection": 40, "citizen": 60}), max_size=3),
    factors=st.dictionaries(st.sampled_from(SOURCES), st.sampled_from([0, 50, 100, 250]), max_size=3),
    edges=st.just({}) | st.just({"excellent": Decimal(60), "good": Decimal(40)}),
    carry_months=st.none() | st.integers(0, 4),
    min_citizen_n=st.none() | st.integers(5, 60),
    min_coverage=st.none() | st.decimals(0, 1, places=2),
    bonus_cap=st.none() | st.decimals(0, 3, places=1),
)
PURE, CONDITIONED = SetRules(SHIPPED.criteria, SHIPPED.groups), FRACTIONAL


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from([PURE, CONDITIONED]),
    st.lists(st.tuples(MONTHS, SKIPPED, ADJUSTMENTS), min_size=1, max_size=3),
    CHANGES,
    st.lists(st.just(KnockOut("Vi phạm")), max_size=1),
)
def test_a_changed_score_is_that_of_the_same_inputs(asked, months, changes, found):
    stored = [score_agency(asked, m, a, found, not_applicable=s) for m, s, a in months]
    known = [Known(json.loads(json.dumps(pack(score))), found) for score in stored]
    copy = changed(asked, changes)
    for score, head in zip(stored, score_changed(asked, copy, known), strict=True):
        restated = replace(inputs_of(score, asked), knock_outs=tuple(found))
        plain = score_again(copy, restated)
        assert replace(head, criteria=(), confidence="", exact=None) == replace(
            plain, criteria=(), confidence="", exact=None
        )


@settings(max_examples=40, deadline=None)
@given(MONTHS, SKIPPED, ADJUSTMENTS)
def test_without_changes_nothing_moves(month, skipped, adjustments):
    score = score_agency(SHIPPED, month, adjustments, not_applicable=skipped)
    known = [Known(json.loads(json.dumps(pack(score))))]
    assert score_changed(SHIPPED, changed(SHIPPED, Changes()), known)[0].total == score.total


@settings(max_examples=40, deadline=None)
@given(CHANGES)
def test_changes_come_back_from_json(changes):
    assert changes_from_json(json.loads(json.dumps(changes_to_json(changes)))) == changes


def test_the_set_itself_stays_as_it_is():
    before = [(c.max_points, dict(c.weights)) for c in SHIPPED.criteria]
    changed(SHIPPED, Changes(points={SHIPPED.criteria[0].code: Decimal(9)}, factors={"citizen": 0}))
    assert [(c.max_points, dict(c.weights)) for c in SHIPPED.criteria] == before


TWO = rules(
    criterion(0, weights={"inspection": 50, "citizen": 50}),
    criterion(1, max_points=Decimal(3)),
    min_coverage=Decimal("0.2"),
)
SEEN = [Seen(0, "inspection", 10, 10), Seen(0, "citizen", 8, 0), Seen(1, "inspection", 10, 5)]


@pytest.mark.parametrize(
    ("changes", "total"),
    [
        (Changes(), "50.00"),
        (Changes(factors={"citizen": 0}), "62.50"),
        (Changes(factors={"inspection": 300}), "56.25"),
        (Changes(points={"C-0": Decimal(3)}), "50.00"),
        (Changes(points={"C-1": Decimal(0)}), "50.00"),
        (Changes(weights={"C-0": {"inspection": 100, "citizen": 0}}), "62.50"),
        (Changes(min_citizen_n=9), "62.50"),
    ],
    ids=["nothing", "source off", "source tripled", "points", "points off", "weights", "more answers"],
)
def test_hand_calculated(changes, total):
    known = [Known(json.loads(json.dumps(pack(score_agency(TWO, SEEN)))))]
    assert score_changed(TWO, changed(TWO, changes), known)[0].total == Decimal(total)


def test_inspections_that_lapsed_count_again_with_longer_validity():
    score = score_agency(TWO, [Seen(0, "inspection", 10, 10, age=5)])
    assert score.total is None
    longer = changed(TWO, Changes(carry_months=6))
    known = [Known(json.loads(json.dumps(pack(score))), older=[Seen(1, "inspection", 4, 1, age=6)])]
    assert score_changed(TWO, longer, known)[0].total == Decimal("43.75")


def test_an_older_visit_that_saw_it_says_that_it_applies():
    """The younger visit noted "not applicable"; kept longer, the older one saw it."""
    score = score_agency(TWO, [SEEN[0]], not_applicable={1: "Đoàn ghi"})
    older = [Seen(1, "inspection", 4, 2, age=5)]
    known = [Known(json.loads(json.dumps(pack(score))), older=older, noted="Đoàn ghi")]
    assert score_changed(TWO, changed(TWO, Changes(carry_months=6)), known)[0].total == Decimal("62.50")


def test_a_group_smaller_than_the_set_asks_is_not_ranked():
    moves = moves_of([_scored(1, "80", "70"), _scored(2, "70", "75")], {1: Terms(min_ranked=3)})
    assert [move.after.rank for move in moves] == [None, None]


def test_a_critical_finding_weighs_once_the_points_would_reach_higher():
    """(1 + 3·0.5) of 4 points is 62.5: "completed" until the edge of "good" falls below."""
    score = score_agency(TWO, [*SEEN[:1], SEEN[2]], knock_outs=[KnockOut("Nhận tiền")])
    assert (score.grade, score.grade_reasons) == ("completed", ())
    known = [Known(json.loads(json.dumps(pack(score))), [KnockOut("Nhận tiền")])]
    head = score_changed(TWO, changed(TWO, Changes(edges={"good": Decimal(60)})), known)[0]
    assert (head.grade, head.grade_reasons) == ("completed", ("Khống chế xếp loại: Nhận tiền",))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (Changes(), ""),
        (Changes(points={"C-0": Decimal(-1)}), "từ 0 đến 1.000"),
        (Changes(weights={"C-0": {"inspection": 60}}), "cộng lại bằng 100"),
        (Changes(factors={"inspection": 0, "citizen": 0}), "ít nhất một nguồn"),
        (Changes(edges={"good": Decimal(95)}), "giảm dần"),
        (Changes(min_citizen_n=4), "dưới 5"),
        (Changes(carry_months=25), "24 tháng"),
        (Changes(min_coverage=Decimal(2)), "0 % đến 100 %"),
    ],
    ids=["fine", "points", "weights", "all off", "bands", "few", "months", "coverage"],
)
def test_what_stops_a_scenario(changes, words):
    found = problems_of(changes, TWO)
    assert found == [] if not words else words in found[0]


def test_points_of_a_criterion_whose_group_shares_them_are_refused():
    sharing = replace(TWO, shared={"A": Decimal(4)})
    (found,) = problems_of(Changes(points={"C-1": Decimal(2)}), sharing)
    assert "C-1" in found
    assert "chia đều" in found
    assert problems_of(Changes(factors={"citizen": 0}), sharing) == []


def test_what_says_what_the_set_says_is_no_change():
    same = Changes(
        points={"C-0": Decimal("1.00"), "none": Decimal(3)},
        weights={"C-1": {"inspection": 100, "citizen": 0}},
        factors={"citizen": 100},
        edges={"excellent": Decimal(90)},
        carry_months=3,
    )
    assert effective(same, TWO).is_empty


def _scored(agency: int, before: str | None, after: str | None, rank: int | None = 1) -> Scored:
    was = Standing(before and Decimal(before), rank, 3, "good", before is None)
    return Scored(agency, "a", 1, 10, was, after and Decimal(after), "good", after is None)


def test_ties_share_a_rank_and_the_outline_counts_who_gains_and_loses():
    moves = moves_of(
        [
            _scored(1, "80", "70", 1),
            _scored(2, "70", "75", 2),
            _scored(3, "60", "70", 3),
            _scored(4, None, "71", None),
        ],
        {1: Terms()},
    )
    assert [(move.agency, move.after.rank) for move in moves] == [(1, 3), (2, 1), (3, 3), (4, 2)]
    assert [move.climbed for move in moves][:3] == [-2, 1, 0]
    found = outline_of(moves)
    assert (found.gained, found.lost, found.same, found.up, found.down) == (2, 1, 0, 1, 1)
    assert (found.newly_counted, found.no_longer_counted) == (1, 0)
    assert (found.before.simple, found.after.simple) == (Decimal("70.00"), Decimal("71.50"))
    assert found.classes == [(60, 1, 0), (65, 0, 0), (70, 1, 3), (75, 0, 1), (80, 1, 0)]

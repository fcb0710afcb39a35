"""S1–S10 together: one agency's score opens down to its sources and adds up."""

import json
from decimal import Decimal

from evaluations.criteria_data import shipped_set
from evaluations.rules.inputs import Adjustment, Evidence, KnockOut
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.results import pack, unpack, unpack_criteria
from evaluations.rules.score import score_agency
from evaluations.rules.set_definition import rules_of
from evaluations.tests.rules.builders import criterion, rules

D = Decimal
TWO = rules(
    criterion(0, weights={"inspection": 70, "citizen": 30}, citizen_reads="stars", max_points=D(60)),
    criterion(1, group="B", max_points=D(40)),
)
SEEN = [
    Seen(0, "inspection", 30, 25, rows=(4, 9)),
    Seen(0, "citizen", 12, 50),
    Seen(1, "inspection", 8, 5, age=2),
]


def test_without_any_data_there_is_no_figure_anywhere():
    score = score_agency(TWO, [Seen(0, "inspection", 0, 0)], [Adjustment("bonus", D(2), "Thư khen")])
    assert (score.total, score.base, score.grade, score.provisional) == (None, None, "not_graded", True)
    assert [group.points for group in score.groups] == [None, None]
    assert score.adjustments == ()


def test_full_marks_for_what_does_not_apply_make_no_score_by_themselves():
    asked = rules(criterion(0, not_applicable="full_marks"), criterion(1))
    assert score_agency(asked, [], not_applicable={0: "Không thuộc diện"}).total is None


def test_all_zeros_are_a_true_zero():
    score = score_agency(TWO, [Seen(0, "inspection", 30, 0), Seen(1, "inspection", 8, 0)])
    assert (score.total, score.grade, score.coverage) == (D(0), "not_completed", 1)


def test_the_breakdown_opens_down_to_the_rows():
    score = score_agency(TWO, SEEN)
    inspected = score.criteria[0].sources[0]
    assert (inspected.source, inspected.n, inspected.k, inspected.rows) == ("inspection", 30, 25, (4, 9))
    assert (inspected.value, inspected.weight, score.criteria[1].sources[0].age) == (D("0.833333"), 70, 2)


def test_the_parts_add_up_at_every_level():
    score = score_agency(TWO, SEEN, [Adjustment("deduction", D("1.25"), "Vụ việc")])
    assert score.total == sum(g.points for g in score.groups) + sum(line.points for line in score.adjustments)
    for group in score.groups:
        inside = [c.points for c in score.criteria if TWO.criteria[c.position].group == group.code]
        assert group.points == sum(inside)
    for part in score.criteria:
        assert part.points == sum(source.points for source in part.sources)


def test_a_score_survives_json():
    score = score_agency(
        TWO,
        SEEN,
        [Adjustment("bonus", D(1), "Thư khen", rows=(2,))],
        [KnockOut("Vi phạm")],
        evidence=Evidence(1, 9, 9),
    )
    data = json.loads(json.dumps(pack(score)))
    assert unpack(data) == score
    assert unpack_criteria(data) == score.criteria


def test_the_exact_total_is_kept_only_where_the_set_ranks_on_it():
    asked = rules(*TWO.criteria, ranks_unrounded=True)
    score = score_agency(asked, [Seen(0, "inspection", 31, 25), *SEEN[2:]])
    assert score.exact is not None
    assert abs(score.exact - score.total) < D("0.02")
    assert score.exact != score.total
    assert score_agency(TWO, SEEN).exact is None


def test_full_marks_are_in_the_exact_total_too():
    asked = rules(criterion(0, not_applicable="full_marks"), criterion(1), ranks_unrounded=True)
    score = score_agency(asked, [Seen(1, "inspection", 3, 2)], not_applicable={0: "Không thuộc diện"})
    assert score.exact.quantize(D("0.0001")) == D("83.3333")


def test_an_agency_perfect_in_the_shipped_set_has_exactly_a_hundred():
    asked = rules_of(shipped_set("qd1847_2018"))
    clean = {"deduction", "count_deduct"}
    seen = [
        Seen(c.position, "inspection", 10, 0 if c.measure in clean else 10)
        for c in asked.criteria
        if not c.is_bonus
    ]
    people = [Seen(c.position, "review", 10, 1000) for c in asked.criteria if c.is_for_people]
    facts = [Seen(c.position, "register", 50, 50) for c in asked.criteria if c.weights.get("register")]
    stars = [Seen(c.position, "citizen", 10, 50) for c in asked.criteria if c.params.citizen_reads == "stars"]
    score = score_agency(asked, [*seen, *people, *facts, *stars])
    assert (score.total, score.coverage, score.grade) == (D(100), 1, "excellent")

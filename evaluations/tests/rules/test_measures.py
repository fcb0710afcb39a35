"""S2: what was seen becomes a value in [0, 1]."""

from decimal import Decimal

import pytest

from evaluations.rules.measures import counts_violations, line_for, offered_n, read, value_of
from evaluations.rules.set_rules import Level
from evaluations.tests.rules.builders import criterion

D = Decimal
PERSON, OFFICE = {"applies_to": "all"}, {"applies_to": "agency"}
LEVELS = (Level(D(2), "cả hai"), Level(D(1), "một"), Level(D(0), "không"))

S2 = [
    ("S2 ratio", {"measure": "ratio"}, "inspection", 40, 36, "0.9"),
    ("S2 ratio, true zero", {"measure": "ratio"}, "inspection", 12, 0, "0"),
    ("S2 ratio never above 1", {"measure": "ratio"}, "inspection", 10, 11, "1"),
    ("S2 yes_no", {"measure": "yes_no"}, "register", 1, 1, "1"),
    ("S2 scale", {"measure": "scale", **OFFICE}, "review", 10, 7, "0.7"),
    ("S2 levels", {"measure": "levels", "levels": LEVELS}, "inspection", 2, 1, "0.5"),
    ("S2 checklist", {"measure": "checklist"}, "inspection", 8, 6, "0.75"),
    ("S2 count", {"measure": "count", "target": 4}, "register", 4, 3, "0.75"),
    ("S2 deduction per case", {"measure": "deduction", "deduction": D("0.25")}, "inspection", 60, 3, "0.25"),
    ("S2 deduction floor of zero", {"measure": "deduction", "deduction": D("0.5")}, "inspection", 60, 3, "0"),
    (
        "S2 deduction own floor",
        {"measure": "deduction", "deduction": D("0.5"), "floor": D("0.2")},
        "inspection",
        9,
        2,
        "0.2",
    ),
    ("S2 count_deduct", {"measure": "count_deduct", "deduction": D(4)}, "inspection", 40, 2, "0.8"),
    ("S2 count_deduct floor", {"measure": "count_deduct", "deduction": D(4)}, "inspection", 40, 11, "0"),
    ("S2 citizens' stars", {"measure": "citizen_mean", "citizen_reads": "stars"}, "citizen", 8, 34, "0.8125"),
    ("S2 all ones are zero", {"measure": "citizen_mean", "citizen_reads": "stars"}, "citizen", 8, 8, "0"),
    ("S2 four ticks", {"measure": "ratio", "citizen_reads": "xin"}, "citizen", 10, 35, "0.875"),
    (
        "S2 verified cases",
        {"measure": "ratio", "citizen_reads": "cases", "case_deduction": D("0.2")},
        "citizen",
        50,
        2,
        "0.6",
    ),
    (
        "S2 verified cases by the measure's own deduction",
        {"measure": "deduction", "citizen_reads": "cases", "deduction": D("0.5")},
        "citizen",
        50,
        1,
        "0.5",
    ),
    ("S2 watched transactions", {"measure": "citizen_mean"}, "inspection", 15, 12, "0.8"),
    ("S2 survey in marks of five", {"measure": "survey_mean"}, "register", 50, 41, "0.775"),
    ("S2 self-assessment", {"measure": "deduction", **PERSON}, "self_assessment", 46, 4370, "0.95"),
    ("S2 review of people", {"measure": "scale", **PERSON}, "review", 3, 150, "0.5"),
    (
        "S2 bonus is capped",
        {"measure": "bonus", "per_item": D("0.5"), "max_points": D(3)},
        "inspection",
        9,
        9,
        "1",
    ),
    (
        "S2 bonus per item",
        {"measure": "bonus", "per_item": D("0.5"), "max_points": D(2)},
        "inspection",
        9,
        3,
        "0.75",
    ),
]


@pytest.mark.parametrize(
    ("given", "source", "n", "k", "value"), [row[1:] for row in S2], ids=[r[0] for r in S2]
)
def test_a_measure_gives_its_value(given, source, n, k, value):
    assert value_of(criterion(**given), source, n, k) == D(value)


def test_nothing_seen_has_no_value():
    assert value_of(criterion(), "inspection", 0, 0) is None


def test_a_ratio_is_not_rounded_before_its_time():
    assert value_of(criterion(), "inspection", 3, 1) == D("0.3333333333333333333333333333")
    assert read(line_for(criterion(), "inspection"), 21, 17) == (17, 21)


def test_an_unknown_measure_is_refused():
    with pytest.raises(ValueError, match="không rõ cách đo"):
        line_for(criterion(measure="feeling"), "inspection")
    with pytest.raises(ValueError, match="không rõ người dân trả lời gì"):
        line_for(criterion(citizen_reads="smoke"), "citizen")


@pytest.mark.parametrize(
    ("given", "n"),
    [
        ({"measure": "scale"}, 10),
        ({"measure": "levels", "levels": LEVELS}, 2),
        ({"measure": "checklist", "checklist_size": 8}, 8),
        ({"measure": "count", "target": 4}, 4),
        ({"measure": "yes_no"}, 1),
        ({"measure": "ratio"}, None),
    ],
)
def test_a_form_offers_the_n_that_the_measure_fixes(given, n):
    assert offered_n(criterion(**given)) == n


def test_forms_know_whether_k_counts_violations():
    assert counts_violations("count_deduct")
    assert counts_violations("deduction")
    assert not counts_violations("ratio")

"""What a set may not say when it is to be published: one small set per finding, with its place."""

import pytest

from evaluations.forms.criteria_publishing import AskForm
from evaluations.rules.inconsistency import Inconsistency, may_accept
from evaluations.rules.set_check import check_set
from evaluations.rules.set_definition import parse_set
from evaluations.tests.rules.set_files import ROWS, files

FIRST, SECOND = ROWS
LEVELS = FIRST.replace("ratio", "levels")
UNUSED = ("unused", "A-1")
A = {"code": "A", "name": "Nhóm A", "declared_points": "10"}


def found(*rows, **head):
    return [(told.code, told.location) for told in check_set(parse_set(*files(*rows, **head)))]


SETTINGS = [
    ("S4 carried longer than two years", {"carry_months": 25}, ("range", "carry_months")),
    ("S4 carried less than no time", {"carry_months": -1}, ("range", "carry_months")),
    ("S4 citizens who may be told apart", {"min_citizen_n": 4}, ("range", "min_citizen_n")),
    ("S10 coverage above one", {"min_coverage": "1.5"}, ("range", "min_coverage")),
    ("S11 a ranking of one", {"min_ranked": 1}, ("range", "min_ranked")),
    ("S7 a bonus above the scale", {"bonus_cap": "101"}, ("range", "bonus_cap")),
    ("S7 a negative deduction", {"deduction_cap": "-1"}, ("range", "deduction_cap")),
    ("S6 five decimals of an indicator", {"indicator_decimals": 5}, ("range", "indicator_decimals")),
    ("S8 a cap that is no grade", {"knock_out_grade": "fair"}, ("knock_out", "knock_out_grade")),
    ("S8 a cap that caps nothing", {"knock_out_grade": "good"}, ("knock_out", "knock_out_grade")),
    (
        "S9 an exception below the cap",
        {"quotas": [{"cap": "0.2", "denominator": "good", "exception_cap": "0.1"}]},
        ("range", "quotas"),
    ),
    ("a setting nobody knows", {"weather": 1}, ("setting", "weather")),
    ("a setting that is no number", {"min_coverage": "half"}, ("setting", "min_coverage")),
    (
        "S10 more answers than forms",
        {"confidence": [{"mark": "A", "min_visits": 1, "min_response": "80", "min_ratings": 5}]},
        ("range", "confidence"),
    ),
]


@pytest.mark.parametrize(("settings", "place"), [r[1:] for r in SETTINGS], ids=[r[0] for r in SETTINGS])
def test_a_setting_out_of_range_is_found(settings, place):
    assert found(settings=settings) == [place]


CRITERIA = [
    (
        "people after the agency",
        (FIRST.replace("all,ratio", "agency,ratio"), SECOND),
        ("order", "A-2"),
    ),
    ("the same thing twice", (FIRST, SECOND.replace("Hai", "MỘT")), ("same_words", "A-2")),
    ("nothing said", (FIRST.replace("Một", " "), SECOND), ("no_words", "A-1")),
    ("a code of 21 letters", (FIRST.replace("A-1", "A" * 21), SECOND), ("too_long", "A" * 21)),
    ("a thousandth of a point", (FIRST.replace(",6,", ",5.999,"), SECOND), ("decimals", "A-1")),
    ("S2 a target beside a ratio", (FIRST.replace(",,leave", ",target=4,leave"), SECOND), UNUSED),
    ("S2 25 % an error beside a ratio", (FIRST.replace(",,leave", ",deduction=0.25,leave"), SECOND), UNUSED),
    (
        "S2 two levels of one name",
        (LEVELS.replace(",,leave", ",levels=6:Đủ|0:đủ,leave"), SECOND),
        ("same_levels", "A-1"),
    ),
    (
        "S2 a scale of 101",
        (FIRST.replace("ratio", "scale").replace(",,leave", ",scale_max=101,leave"), SECOND),
        ("range", "A-1"),
    ),
    (
        "S2 a case takes all twice",
        (FIRST.replace(",,leave", ",citizen_reads=cases; case_deduction=2,leave"), SECOND),
        ("range", "A-1"),
    ),
    (
        "S3 citizens who are asked nothing",
        (FIRST.replace("60,,,,40", "60,,,40,"), SECOND),
        ("no_question", "A-1"),
    ),
    (
        "S5 dress that yields to nothing",
        (FIRST.replace(",,leave", ",replaced_by_uniform=yes,leave"), SECOND),
        ("no_stand_in", "A-1"),
    ),
    (
        "S7 more bonus than the cap",
        (FIRST, SECOND, "A-3,A,Ba,agency,bonus,5,,,,,100,per_item=1,leave_out,,,,"),
        ("bonus_unreachable", "A-3"),
    ),
]


@pytest.mark.parametrize(("rows", "place"), [r[1:] for r in CRITERIA], ids=[r[0] for r in CRITERIA])
def test_a_criterion_that_contradicts_is_found(rows, place):
    told = found(*rows, settings={"bonus_cap": "3"})
    assert place in told
    assert {code for code, _ in told} <= {place[0], "group_sum", "total_sum"}


B = {"code": "B", "name": "Nhóm B", "declared_points": "4"}
HEADS = [
    (
        "shared equally, stated unequally",
        ROWS,
        {"groups": [{**A, "sharing": "equal"}]},
        ("unequal_sharing", "A"),
    ),
    (
        "S5 nobody to share with",
        (FIRST, SECOND.replace("A-2,A", "A-2,B").replace("leave_out", "redistribute")),
        {"groups": [{**A, "declared_points": "6"}, B]},
        ("no_heir", "A-2"),
    ),
    (
        "a group within itself",
        ROWS,
        {"groups": [{**A, "parent": "B"}, {"code": "B", "name": "B", "parent": "A"}]},
        ("group_cycle", "A"),
    ),
    ("an unknown comparison group", ROWS, {"comparison_groups": ["army"]}, ("unknown_comparison", "army")),
    ("no name", ROWS, {"title": ""}, ("no_words", "bộ")),
]


@pytest.mark.parametrize(("rows", "head", "place"), [r[1:] for r in HEADS], ids=[r[0] for r in HEADS])
def test_a_head_that_contradicts_is_found(rows, head, place):
    assert place in found(*rows, **head)


def test_points_shared_equally_add_up_without_being_stated():
    rows = (
        FIRST.replace(",6,", ",,"),
        SECOND.replace(",4,", ",,"),
        SECOND.replace(",4,", ",,").replace("A-2,A,Hai", "A-3,A,Ba"),
    )
    assert found(*rows, groups=[{**A, "sharing": "equal"}]) == []


def test_an_unreadable_setting_hides_the_questions_to_settings_and_no_others():
    told = found(FIRST, SECOND.replace(",4,100", ",4,90"), settings={"bands": [{"grade": "good"}]})
    assert told == [("setting", "bands"), ("weights", "A-2")]


@pytest.mark.parametrize(
    ("code", "scoring", "reference"),
    [
        ("total_sum", True, True),
        ("no_question", True, True),
        ("weights", False, True),
        ("band_gap", False, True),
        ("setting", False, False),
    ],
)
def test_a_set_that_scores_accepts_nothing_that_breaks_scoring(code, scoring, reference):
    one = Inconsistency(code, "A-1", "Câu.")
    assert may_accept(one, is_scoring=True) is scoring
    assert may_accept(one, is_scoring=False) is reference


def test_who_ticks_a_place_has_read_every_sentence_about_it():
    first, second = (Inconsistency("group_sum", "A", f"Câu {which}.") for which in ("một", "hai"))
    other = Inconsistency("total_sum", "tổng", "Câu ba.")
    assert AskForm(offered=[first, other, second]).fields["accepted"].choices == [
        ("group_sum:A", "Câu một. Câu hai."),
        ("total_sum:tổng", "Câu ba."),
    ]


def test_the_small_set_is_sound():
    assert found() == []

"""Every contradiction in a set is found, with its place; a sound set has none."""

from collections import Counter

import pytest

from evaluations.criteria_data import shipped_set
from evaluations.rules.set_check import check_set
from evaluations.rules.set_definition import parse_set
from evaluations.tests.rules.set_files import ROWS, files

FIRST, SECOND = ROWS
THIRD = SECOND.replace("A-2,A,Hai", "A-3,A,Ba")
GOOD = {"grade": "good", "lower": "50", "operator": ">="}
WEAK = {"grade": "weak", "lower": "0", "operator": ">="}


def found(*rows, **head):
    return [(told.code, told.location) for told in check_set(parse_set(*files(*rows, **head)))]


def test_a_sound_set_has_no_inconsistency():
    assert found() == []


ROW_FAULTS = [
    ("S3 weights", (FIRST.replace(",40,", ",30,"), SECOND), ("weights", "A-1")),
    ("S3 a negative weight", (FIRST.replace("60,,,,40", "140,,,,-40"), SECOND), ("weights", "A-1")),
    (
        "S3 staff do not answer for the agency",
        (FIRST, SECOND.replace("all,deduction,4,100,", "agency,deduction,4,,100")),
        ("weights", "A-2"),
    ),
    ("S2 unknown measure", (FIRST.replace("ratio", "feeling"), SECOND), ("unknown_measure", "A-1")),
    ("unknown audience", (FIRST.replace(",all,", ",aliens,"), SECOND), ("unknown_audience", "A-1")),
    ("S5 unknown treatment", (FIRST.replace("leave_out", "forget"), SECOND), ("unknown_treatment", "A-1")),
    (
        "unknown question",
        (FIRST.replace(",,leave", ",citizen_reads=smoke,leave"), SECOND),
        ("unknown_question", "A-1"),
    ),
    ("a code twice", (FIRST.replace("A-1", "A-2"), SECOND), ("duplicate_code", "A-2")),
    (
        "no points",
        (FIRST, SECOND, THIRD.replace(",4,", ",,")),
        ("missing_points", "A-3"),
    ),
    (
        "points of zero",
        (FIRST, SECOND, THIRD.replace(",4,", ",0,")),
        ("missing_points", "A-3"),
    ),
    ("S2 no deduction", (FIRST, SECOND.replace("deduction=0.25", "")), ("params", "A-2")),
    ("S2 a deduction above all points", (FIRST, SECOND.replace("0.25", "1.5")), ("params", "A-2")),
    ("S2 floor of one", (FIRST, SECOND.replace("0.25", "0.25; floor=1")), ("params", "A-2")),
    ("S2 no target", (FIRST.replace("ratio", "count"), SECOND), ("params", "A-1")),
    ("S2 levels without levels", (FIRST.replace("ratio", "levels"), SECOND), ("params", "A-1")),
    (
        "S2 a scale without a top",
        (FIRST.replace("ratio", "scale").replace(",,leave", ",scale_max=0,leave"), SECOND),
        ("params", "A-1"),
    ),
    (
        "S7 bonus of nothing",
        (FIRST, SECOND, FIRST.replace("A-1,A,Một", "A-3,A,Ba").replace("ratio", "bonus")),
        ("params", "A-3"),
    ),
    (
        "an option above the maximum",
        (FIRST.replace("ratio", "levels").replace(",,leave", ",levels=8:a|6:b|0:c,leave"), SECOND),
        ("option_above_maximum", "A-1"),
    ),
    (
        "no option reaches the maximum",
        (FIRST.replace("ratio", "levels").replace(",,leave", ",levels=5:a|0:c,leave"), SECOND),
        ("unreachable_option", "A-1"),
    ),
    ("scored at two levels", (FIRST.replace(",person,", ",dossier+agency,"), SECOND), ("two_levels", "A-1")),
    (
        "S5 nobody says what happens",
        (FIRST.replace(",all,", ",counter,").replace("leave_out", ""), SECOND),
        ("unreachable_total", "A"),
    ),
]


@pytest.mark.parametrize(("rows", "expected"), [r[1:] for r in ROW_FAULTS], ids=[r[0] for r in ROW_FAULTS])
def test_a_fault_in_a_row_is_found(rows, expected):
    assert found(*rows) == [expected]


def test_a_group_that_is_not_there_is_found():
    assert ("unknown_group", "A-2") in found(FIRST, SECOND.replace("A-2,A", "A-2,B"))


A = {"code": "A", "name": "Nhóm A", "declared_points": "10"}
HEAD_FAULTS = [
    ("a group said to be more", {"groups": [{**A, "declared_points": "12"}]}, [("group_sum", "A")]),
    ("a total said to be more", {"declared_total": "12"}, [("total_sum", "tổng")]),
    ("a part said to be less", {"declared_parts": {"person": "9"}}, [("part_sum", "person")]),
    ("a group twice", {"groups": [A, A]}, [("duplicate_code", "A")]),
    ("an empty group", {"groups": [A, {"code": "B", "name": "B"}]}, [("empty_group", "B")]),
    ("a parent that is not there", {"groups": [{**A, "parent": "Z"}]}, [("unknown_group", "A")]),
    (
        "sections are summed through their groups",
        {"groups": [{"code": "I", "name": "I", "declared_points": "11"}, {**A, "parent": "I"}]},
        [("group_sum", "I")],
    ),
    (
        "a quota above one",
        {"settings": {"quotas": [{"cap": "1.2", "denominator": "good"}]}},
        [("quota", "quotas")],
    ),
    (
        "a quota of whom",
        {"settings": {"quotas": [{"cap": "0.2", "denominator": "friends"}]}},
        [("quota", "quotas")],
    ),
]


@pytest.mark.parametrize(("head", "expected"), [r[1:] for r in HEAD_FAULTS], ids=[r[0] for r in HEAD_FAULTS])
def test_a_fault_in_the_head_is_found(head, expected):
    assert found(**head) == expected


BANDS = [
    ("S9 no bands", [], [("bands", "bands")]),
    ("S9 nothing below", [GOOD], [("band_gap", "good")]),
    ("S9 exclusive zero", [GOOD, {**WEAK, "operator": ">"}], [("band_gap", "weak")]),
    ("S9 the same edge", [GOOD, {**GOOD, "grade": "excellent"}, WEAK], [("band_overlap", "excellent")]),
    ("S9 above the scale", [{**GOOD, "lower": "101"}, WEAK], [("band_unreachable", "good")]),
    ("S9 unknown grade", [{**GOOD, "grade": "superb"}, WEAK], [("bands", "superb")]),
    ("S9 unknown operator", [{**GOOD, "operator": "=>"}, WEAK], [("bands", "good")]),
    ("S9 a gap", [GOOD, {**WEAK, "upper": "49", "upper_operator": "<="}], [("band_gap", "good")]),
    (
        "S9 a hole of one point",
        [{**GOOD, "operator": ">"}, {**WEAK, "upper": "50", "upper_operator": "<"}],
        [("band_gap", "good")],
    ),
    ("S9 an overlap", [GOOD, {**WEAK, "upper": "55", "upper_operator": "<"}], [("band_overlap", "good")]),
    (
        "S9 both take the edge",
        [GOOD, {**WEAK, "upper": "50", "upper_operator": "<="}],
        [("band_overlap", "good")],
    ),
    (
        "S9 the top stops short",
        [{**GOOD, "upper": "99", "upper_operator": "<="}, WEAK],
        [("band_gap", "good")],
    ),
]


@pytest.mark.parametrize(("bands", "expected"), [r[1:] for r in BANDS], ids=[r[0] for r in BANDS])
def test_bands_cover_the_scale_once(bands, expected):
    assert found(settings={"bands": bands}) == expected


def test_a_sentence_says_it_in_vietnamese():
    told = check_set(parse_set(*files(declared_total="12.50")))
    assert told[0].sentence == "Tổng ghi 12,5 điểm nhưng cộng lại là 10."


PUBLISHED = [
    ("qd1847_2018", {}),
    (
        "nd335_2025",
        {
            **{("missing_points", f"R.{part}"): 1 for part in ("a", "b", "c", "d", "dd", "e")},
            ("group_sum", "R"): 1,
            ("total_sum", "tổng"): 1,
            ("unreachable_total", "II.4"): 2,
        },
    ),
    ("tt01_2018", {("part_sum", "dossier"): 1, ("two_levels", "CS6"): 1}),
]


@pytest.mark.parametrize(("name", "contradictions"), PUBLISHED)
def test_what_published_tables_contradict_is_reported(name, contradictions):
    assert Counter((told.code, told.location) for told in check_set(shipped_set(name))) == contradictions

"""The one validator of a self-assessment."""

import unicodedata

import pytest

from evaluations.criteria_data import shipped_set
from evaluations.rules.assessments import answers
from evaluations.rules.assessments.answers import (
    Applicability,
    choices_for,
    read_answers,
    sheet_for,
)
from evaluations.rules.set_definition import rules_of
from evaluations.tests.rules.builders import criterion, rules

SHIPPED = rules_of(shipped_set("qd1847_2018"))
SMALL = rules(
    criterion(0),
    criterion(1, measure="scale"),
    criterion(2, applies_to="leaders", measure="yes_no"),
    criterion(3, measure="deduction"),
    criterion(4, applies_to="agency"),
)
STAFF = sheet_for(SMALL, Applicability())
FULL = {0: "80", 1: "70", 3: "100"}


def test_a_full_form_becomes_positional_scores():
    read = read_answers(STAFF, FULL)
    assert read.is_valid
    assert (read.scores, read.notes) == ((80, 70, None, 100), {})


def test_nothing_is_answered_by_default():
    read = read_answers(STAFF, {})
    assert read.errors == dict.fromkeys((0, 1, 3), answers.UNANSWERED)
    assert read.scores == (None, None, None, None)


def test_a_draft_may_leave_questions_open():
    read = read_answers(STAFF, {1: "40"}, complete=False)
    assert read.is_valid
    assert read.scores == (None, 40, None, None)


WRONG = [
    ("a score that is not on offer", {**FULL, 0: "70"}, {}, {0: answers.NOT_OFFERED}),
    ("not a number", {**FULL, 1: "mười"}, {}, {1: answers.NOT_OFFERED}),
    ("beyond the scale", {**FULL, 1: "110"}, {}, {1: answers.NOT_OFFERED}),
    ("another's criterion", {**FULL, 2: "100"}, {}, {2: answers.NOT_FOR_YOU}),
    ("not applicable without a reason", {**FULL, 3: "na"}, {3: "  "}, {3: answers.NEEDS_REASON}),
    ("a position outside the form", {**FULL, 4: "100"}, {}, {4: answers.UNKNOWN_POSITION}),
    ("a negative position", {**FULL, -1: "100"}, {}, {-1: answers.UNKNOWN_POSITION}),
    ("a note too long", FULL, {0: "x" * 501}, {0: answers.TOO_LONG}),
    ("a note on nothing", FULL, {9: "x"}, {9: answers.UNKNOWN_POSITION}),
]


@pytest.mark.parametrize(("texts", "notes", "errors"), [r[1:] for r in WRONG], ids=[r[0] for r in WRONG])
def test_what_is_wrong_is_told_by_position(texts, notes, errors):
    assert read_answers(STAFF, texts, notes).errors == errors


def test_not_applicable_needs_its_reason_and_keeps_it():
    read = read_answers(STAFF, {**FULL, 3: "na"}, {3: " Mới nhận việc ", 0: "Đã cố gắng"})
    assert read.is_valid
    assert read.scores == (80, 70, None, None)
    assert read.notes == {"3": {"na": "Mới nhận việc"}, "0": {"note": "Đã cố gắng"}}


def test_notes_are_kept_in_one_unicode_form():
    decomposed = unicodedata.normalize("NFD", "nghỉ thai sản")
    assert read_answers(STAFF, {**FULL, 3: "na"}, {3: decomposed}).notes == {"3": {"na": "nghỉ thai sản"}}


CHOICES = [
    ("scale", [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
    ("yes_no", [100, 0]),
    ("deduction", [100, 0]),
    ("count_deduct", [100, 0]),
    ("ratio", [100, 80, 50, 20, 0]),
    ("citizen_mean", [100, 80, 50, 20, 0]),
    ("survey_mean", [100, 80, 50, 20, 0]),
]


@pytest.mark.parametrize(("measure", "scores"), CHOICES)
def test_each_measure_offers_its_choices(measure, scores):
    assert [choice.score for choice in choices_for(measure)] == scores
    asked = sheet_for(rules(criterion(measure=measure)), Applicability())
    for score in scores:
        assert read_answers(asked, {0: str(score)}).scores == (score,)


POSTS = [
    (
        "staff",
        Applicability(),
        {"TT-13", "TT-14", "TT-15", "GT-01", "GT-02", "GT-05", "GT-09", "TP-03", "TP-05"},
    ),
    ("leader", Applicability(leader=True), {"GT-01", "GT-02", "GT-05", "TP-03", "TP-05"}),
    ("counter", Applicability(counter=True), {"TT-13", "TT-14", "TT-15", "GT-09", "TP-03"}),
    (
        "uniform",
        Applicability(uniform=True),
        {"TT-13", "TT-14", "TT-15", "GT-01", "GT-02", "GT-05", "GT-09", "TP-02", "TP-05"},
    ),
]


@pytest.mark.parametrize(("person", "left_out"), [r[1:] for r in POSTS], ids=[r[0] for r in POSTS])
def test_the_shipped_set_asks_each_post_its_own(person, left_out):
    sheet = sheet_for(SHIPPED, person)
    assert len(sheet.accepted) == 40
    assert {SHIPPED.criteria[p].code for p, texts in enumerate(sheet.accepted) if texts is None} == left_out
    assert len(sheet.positions) == 40 - len(left_out)


@pytest.mark.parametrize("flags", range(8))
def test_a_post_is_stored_as_a_number(flags):
    assert Applicability.from_flags(flags).flags == flags


def test_some_are_asked_only_away_from_the_counter():
    asked = rules(criterion(applies_to="no_counter"))
    assert sheet_for(asked, Applicability()).positions == (0,)
    assert sheet_for(asked, Applicability(counter=True)).positions == ()


def test_criteria_of_people_must_come_first():
    with pytest.raises(ValueError, match="đứng đầu"):
        sheet_for(rules(criterion(0, applies_to="agency"), criterion(1)), Applicability())

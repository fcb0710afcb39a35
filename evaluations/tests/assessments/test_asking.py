"""What an answer must come with, patterns, and what known facts prove: tables, no database."""

from dataclasses import replace
from datetime import date

import pytest

from evaluations.criteria_data import shipped_set
from evaluations.enums import Measure
from evaluations.rules.assessments.answers import Answers, Applicability, clean, sheet_for
from evaluations.rules.assessments.asking import (
    DEMANDS_EVIDENCE,
    DEMANDS_NOTE,
    LOWEST,
    UNUSUAL,
    Demands,
    Rule,
    usual_of,
)
from evaluations.rules.assessments.patterns import Pattern, pattern_of
from evaluations.rules.assessments.prefill import Fact, beside, breach_codes, proven
from evaluations.rules.set_codec import params_from_text
from evaluations.rules.set_definition import rules_of
from evaluations.rules.set_rules import MeasureParams, SetRules

DAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("months", "usual"),
    [
        ([], ()),
        ([(90, None)], (90, None)),
        ([(90, 0), (80, None), (50, 100)], (80, 50)),
        # the fourth month back no longer counts
        ([(90,), (90,), (90,), (0,), (0,)], (90,)),
        # a form of a wider set
        ([(90,), (90, 70)], (90, 70)),
    ],
)
def test_the_usual_is_the_median_of_three_months(months: list, usual: tuple) -> None:
    assert usual_of(months) == usual


@pytest.mark.parametrize(
    ("score", "usual", "asks", "reason"),
    [
        (100, None, "", ""),
        (0, None, "", LOWEST),
        (0, 0, "", LOWEST),
        (70, 90, "", ""),
        (60, 90, "", UNUSUAL),
        (100, 60, "", UNUSUAL),
        (65, 90, "", UNUSUAL),
        (100, 100, "note", DEMANDS_NOTE),
        (0, None, "evidence", DEMANDS_EVIDENCE),
        (None, 90, "note", ""),
    ],
)
def test_a_word_is_asked_at_the_bottom_and_far_from_the_usual(
    score: int | None, usual: int | None, asks: str, reason: str
) -> None:
    assert Rule(0, usual, asks).reason(score) == reason


def _asked(answers: Answers, **more: object) -> Answers:
    rules = {at: Rule(0, None, "evidence" if at == 3 else "") for at in range(4)}
    return Demands(rules, **more).ask(answers)  # type: ignore[arg-type]


def test_a_word_or_a_file_answers_what_is_asked() -> None:
    scores = (0, 0, 100, 100)
    assert set(_asked(Answers(scores)).errors) == {0, 1, 3}
    notes = {"0": {"note": "Đi họp."}, "1": {"note": "Nghỉ ốm."}}
    assert set(_asked(Answers(scores, notes)).errors) == {3}
    assert _asked(Answers(scores, notes), evidence={3}).is_valid
    # a file does not say why the lowest mark was chosen
    assert set(_asked(Answers(scores, {"1": notes["1"]}), evidence={0, 3}).errors) == {0}


@pytest.mark.parametrize(
    ("notes", "evidence", "missing"),
    [({}, set(), 3), ({}, {0, 3}, 1), ({"1": {"note": "Chưa chụp."}}, {0, 3}, 0), ({}, {0, 3, 9}, 1)],
)
def test_a_drawn_person_shows_three_criteria(notes: dict, evidence: set, missing: int) -> None:
    notes = {"3": {"note": "Xem sổ."}, **notes} if 3 not in evidence else notes
    found = _asked(Answers((100,) * 4, notes), is_drawn=True, evidence=evidence)
    left = missing - (3 not in evidence)
    assert found.form_error == "" if left <= 0 else f"còn thiếu {left}." in found.form_error
    assert _asked(Answers((100,) * 4, notes), evidence=evidence).form_error == ""


GRADED = tuple(range(10))
STRAIGHT, MIXED = (80,) * 10 + (100, None), (80, 90) * 5 + (100, None)


@pytest.mark.parametrize(
    ("scores", "before", "pattern"),
    [
        (MIXED, None, None),
        (STRAIGHT, None, Pattern.STRAIGHT),
        # the plainer word goes first
        (STRAIGHT, STRAIGHT, Pattern.STRAIGHT),
        (MIXED, MIXED, Pattern.COPIED),
        (MIXED, (*MIXED[:9], 80, 100, None), None),
        # fewer than eight graded answers tell nothing
        ((80,) * 7 + (None,) * 5, None, None),
        ((80, 90) * 3 + (None,) * 6, (80, 90) * 3 + (None,) * 6, None),
        ((), None, None),
    ],
)
def test_patterns_are_one_mark_all_the_way_and_last_month_again(
    scores: tuple, before: tuple | None, pattern: Pattern | None
) -> None:
    assert pattern_of(scores, before, GRADED) == pattern


def _rules() -> SetRules:
    return rules_of(shipped_set("qd1847_2018"))


def _proven(rules: SetRules, *facts: Fact) -> dict[str, str]:
    sheet = sheet_for(rules, Applicability(leader=True))
    return {rules.criteria[at].code: proof.text for at, proof in proven(sheet, rules, facts).items()}


PLEDGE = Fact("pledge", "Đã ký", "sổ", DAY, is_personal=True)
BREACH = Fact("breach", "Đi muộn", "kết luận", DAY, codes=("TT-12",), is_personal=True)


@pytest.mark.parametrize(
    ("fact", "answers"),
    [
        # the shipped set asks of conduct, and a signed pledge, a class or leave is none (domain.md §5)
        (PLEDGE, {}),
        (Fact("training", "Lớp", "sổ", DAY, is_personal=True), {}),
        (Fact("leave", "Nghỉ", "đơn", DAY, is_personal=True), {}),
        # what was seen in the office was not seen of the person
        (Fact("observation", "10/10", "kiểm tra", DAY, codes=("TP-04",)), {}),
        (Fact("rating", "5/5", "quầy", codes=("GT-03",)), {}),
        # a verified breach of the house rules by this person (NĐ 233/2026 Đ14.3)
        (BREACH, {"TT-12": "0"}),
        (BREACH._replace(verified=False), {}),
        (BREACH._replace(is_personal=False), {}),
        # which criterion of a group it was, the register does not say
        (BREACH._replace(codes=("DD-02", "DD-03")), {}),
        # no criterion of dress asks of breaches
        (BREACH._replace(codes=("TP-04",)), {}),
    ],
)
def test_a_fact_answers_only_what_it_proves(fact: Fact, answers: dict) -> None:
    assert _proven(_rules(), fact) == answers


@pytest.mark.parametrize(
    ("fact", "answers"),
    [
        (PLEDGE, {"TT-14": "100"}),
        (PLEDGE._replace(verified=False), {}),
        (PLEDGE._replace(kind="training"), {}),
    ],
)
def test_a_set_may_say_that_an_entry_settles_a_criterion(fact: Fact, answers: dict) -> None:
    rules = _rules()
    at = next(rule.position for rule in rules.criteria if rule.code == "TT-14")
    assert rules.criteria[at].measure == Measure.BOOLEAN
    changed = replace(rules.criteria[at], params=MeasureParams(proved_by="pledge"))
    rules = replace(rules, criteria=(*rules.criteria[:at], changed, *rules.criteria[at + 1 :]))
    assert _proven(rules, fact) == answers


def test_facts_stand_beside_what_they_concern() -> None:
    rules = _rules()
    seen = Fact("observation", "8/10 đạt", "kiểm tra", DAY, codes=("TP-04", "XX-99"))
    found = beside(rules, [PLEDGE, seen])
    assert {rules.criteria[at].code: facts for at, facts in found.items()} == {
        "DD-03": (PLEDGE,),
        "DD-07": (PLEDGE,),
        "TP-04": (seen,),
    }


@pytest.mark.parametrize(
    ("conduct", "codes"), [("other", {"TT-12"}), ("TP", set()), ("GT", {"GT-04"}), ("khác", set())]
)
def test_a_kind_of_conduct_names_criteria(conduct: str, codes: set) -> None:
    assert set(breach_codes(_rules(), conduct)) == codes


@pytest.mark.parametrize("text", ["proved_by=pledge", "asks=note", "asks=evidence"])
def test_a_set_file_may_say_so(text: str) -> None:
    name, value = text.split("=")
    assert getattr(params_from_text(text), name) == value


def test_a_set_file_may_not_ask_for_anything_else() -> None:
    with pytest.raises(ValueError, match="asks"):
        params_from_text("asks=blood")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Đã xong.\r\nMai tiếp. ", "Đã xong.\nMai tiếp."),
        ("đi ho\u0323p 🙂", "đi họp 🙂"),
        ("a\x00b\x1b", "ab"),
        ("\x00", ""),
    ],
)
def test_a_note_is_kept_in_nfc_without_what_no_keyboard_types(typed: str, kept: str) -> None:
    assert clean(typed) == kept

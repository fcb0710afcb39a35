"""The phone says of a finding what the server says: the same errors, words and counts."""

from dataclasses import asdict
from itertools import product
from typing import Any

from evaluations.enums import Severity
from evaluations.rules.capture.details import KINDS, LUON, XIN, counted
from evaluations.rules.conclusion import in_words, is_shortcoming
from evaluations.rules.observing import (
    FROM_HEADCOUNT,
    Attendance,
    Entry,
    Finding,
    errors_of,
    finding_from_headcount,
)
from evaluations.tests.capture_app.screens_node import in_node

ENTRIES = (
    Entry("Số quan sát", "Số đạt", tally=("đạt", "chưa đạt")),
    Entry("Số người, lượt quan sát", "Số vi phạm", tally=("vi phạm", "không vi phạm"), k_is_bad=True),
    Entry("", "Kết quả", fixed_n=1, options=((1, "Đạt"), (0, "Không đạt"))),
    Entry("Điểm cao nhất", "Điểm chấm", fixed_n=10),
    Entry("Số hồ sơ, lượt đã xem", "Số vụ đã xác minh", k_is_bad=True),
)
FINDINGS = [
    Finding(n, k, away, severity, note)
    for n, k, away, severity, note in product(
        (-1, 0, 1, 10, 9_999, 10_000),
        (-1, 0, 1, 7, 11),
        (False, True),
        (Severity.NONE.value, Severity.MAJOR.value),
        ("", "  ", "Đã nhắc tại chỗ", "ờ" * 1_000, "ờ" * 1_001),
    )
]
CASES = [(entry, finding) for entry in ENTRIES for finding in FINDINGS]
SENT = [[asdict(entry) | {"options": list(entry.options)}, finding._asdict()] for entry, finding in CASES]


def differences(ours: list[Any], theirs: list[Any]) -> list[Any]:
    """The cases in which phone and server differ."""
    assert len(ours) == len(theirs) == len(CASES)
    return [(case, one, other) for case, one, other in zip(CASES, ours, theirs, strict=True) if one != other]


def test_the_phone_finds_the_same_errors_in_the_same_words() -> None:
    told = in_node("rules.js", "a.map(([entry, finding]) => m.errorsOf(entry, finding))", SENT)
    assert differences([errors_of(*case) for case in CASES], told) == []


def test_a_result_reads_the_same_in_the_minutes_of_both() -> None:
    told = in_node("minutes/facts.js", "a.map(([entry, finding]) => m.inWords(entry, finding))", SENT)
    assert differences([in_words(*case) for case in CASES], told) == []


def test_both_call_the_same_findings_short() -> None:
    told = in_node("rules.js", "a.map(([entry, finding]) => m.isShort(entry, finding))", SENT)
    assert differences([is_shortcoming(*case) for case in CASES], told) == []


def test_a_headcount_gives_the_same_findings() -> None:
    attendance = Attendance(present=20, on_leave=2, sick=1, unexcused=3)
    for code in (*FROM_HEADCOUNT, "TP-04"):
        finding = finding_from_headcount(code, attendance)
        told = in_node("rules.js", "m.fromHeadcount(a[0], a[1])", [code, attendance._asdict()])
        assert (told and (told["n"], told["k"])) == (finding and (finding.n, finding.k)), code


def test_cases_are_counted_the_same() -> None:
    answers = (True, False, None)
    details = [
        {
            "kind": "courtesy",
            "at": "2026-11-12T02:00:00.000Z",
            "items": dict(zip(XIN + LUON, chosen * 2, strict=True)),
        }
        for chosen in product(answers, repeat=4)
    ]
    for kind in ("xin", "luon"):
        told = in_node("rules.js", "m.counted(a[0], a[1])", [kind, details])
        assert (told["n"], told["k"]) == counted(kind, details)
        assert 0 < told["k"] < told["n"]
    assert set(KINDS.values()) == {"xin", "luon", "call"}
